import { describe, expect, it } from "vitest";
import { contentOf, draftOf, faultsOf, withField, withFieldUp, withNewField, withoutField } from "./draft.ts";

const begun = withNewField(withNewField({ ...draftOf(undefined), name: " Repair " }, "a"), "b");
const named = withField(withField(begun, "a", { name: "Serial" }), "b", {
  ...{ name: "Fault", kind: "choice", choices: ["bent", " bent ", "", "broken"], required: true },
});

describe("a type that is being written", () => {
  it("is sent without what is not said", () => {
    expect(faultsOf(named)).toBeUndefined();
    expect(contentOf(named)).toEqual({
      name: "Repair",
      fields: [
        { key: "a", name: "Serial", kind: "text", choices: [], required: false },
        { key: "b", name: "Fault", kind: "choice", choices: ["bent", "broken"], required: true },
      ],
    });
  });

  it("keeps choices while the kind is another one, and does not send them", () => {
    const text = withField(named, "b", { kind: "text" });
    expect(contentOf(text).fields[1]?.choices).toEqual([]);
    expect(contentOf(withField(text, "b", { kind: "choice" })).fields[1]?.choices).toEqual(["bent", "broken"]);
  });

  it("says what is missing, each at its field", () => {
    const faults = faultsOf({ ...withField(named, "b", { choices: [" "] }), name: " " });
    expect(faults?.name).toBe(true);
    expect([...(faults?.fields ?? [])]).toEqual([["b", "choices"]]);
    expect([...(faultsOf(begun)?.fields.values() ?? [])]).toEqual(["name", "name"]);
  });

  it("has its fields put in order and taken away", () => {
    const keys = ({ fields }: typeof named) => fields.map(({ key }) => key);
    expect(keys(withFieldUp(named, "b"))).toEqual(["b", "a"]);
    expect(keys(withFieldUp(named, "a"))).toEqual(["a", "b"]);
    expect(keys(withFieldUp(named, "x"))).toEqual(["a", "b"]);
    expect(keys(withoutField(named, "a"))).toEqual(["b"]);
  });

  it("begins with what there is", () => {
    const type = { id: "t", version: 3, ...contentOf(named) };
    expect(contentOf(draftOf(type))).toEqual(contentOf(named));
  });
});
