import { describe, expect, it } from "vitest";
import { LABEL_COLOURS } from "#protocol/constants";
import { foundLabels, isNewName, nextColour } from "./found.ts";

const label = (name: string, colour: (typeof LABEL_COLOURS)[number] = "grey") => {
  return { id: name, name, colour, allowFromWidget: false, version: 1 };
};
const labels = [label("Refund 退款"), label("VIP customer"), label("Damaged 破损")];
const namesOf = (search: string) => foundLabels(labels, search).map(({ name }) => name);

describe("labels", () => {
  it("are found by parts of their names, in either language, whatever the case or width", () => {
    expect(namesOf("")).toHaveLength(3);
    expect(namesOf("ＶＩＰ")).toEqual(["VIP customer"]);
    expect(namesOf("退款 ref")).toEqual(["Refund 退款"]);
    expect(namesOf("nothing")).toEqual([]);
  });

  it("can be made under a name that none has", () => {
    expect(isNewName(labels, "vip  CUSTOMER")).toBe(false);
    expect(isNewName(labels, "")).toBe(false);
    expect(isNewName(labels, "VIP")).toBe(true);
  });

  it("get the colour that is used least", () => {
    expect(nextColour([])).toBe("grey");
    expect(nextColour([label("a"), label("b", "red")])).toBe("orange");
    expect(nextColour(LABEL_COLOURS.filter((each) => each !== "teal").map((each) => label(each, each)))).toBe("teal");
  });
});
