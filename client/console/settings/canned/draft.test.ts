import { describe, expect, it } from "vitest";
import { cannedBody } from "#protocol/http-canned";
import { bodyOf, draftOf } from "./draft.ts";

const EMPTY = draftOf(undefined);
const HI = { title: "Hello", text: "Hi {customer}" };

describe("a canned response as it is written", () => {
  it("is sent with the languages that it has", () => {
    const body = bodyOf({ code: " Hi ", texts: { ...EMPTY.texts, en: HI } }, true);
    expect(body).toEqual({ shared: true, code: "hi", texts: { en: HI } });
    expect(cannedBody.safeParse(body).success).toBe(true);
  });

  it.each([
    ["", "code"],
    ["a b", "code"],
    ["a".repeat(33), "code"],
    ["退款", "missing"],
  ])("of code %j is wrong in its %s", (code, fault) => {
    expect(bodyOf({ ...EMPTY, code }, false)).toBe(fault);
  });

  it("has a title to its text", () => {
    expect(bodyOf({ code: "hi", texts: { en: HI, "zh-CN": { title: "", text: "您好" } } }, false)).toBe("half");
  });

  it("of one that is there begins with what it has", () => {
    const canned = { id: "1", version: 1, shared: true, code: "hi", texts: { en: HI } };
    expect(draftOf(canned)).toEqual({ code: "hi", texts: { en: HI, "zh-CN": { title: "", text: "" } } });
  });
});
