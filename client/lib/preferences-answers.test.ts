import { describe, expect, it } from "vitest";
import { STANDARD } from "#client/console/preferences/standard.ts";
import { keptPreferences as contract, preferences } from "#protocol/http-preferences";
import { attempt } from "./decoder.ts";
import { keptPreferences } from "./preferences-answers.ts";

const KEPT = { preferences: STANDARD, version: 3 };

it("the console's standard is that of the contract", () => {
  expect(STANDARD).toEqual(preferences.parse({}));
});

describe("an agent's preferences", () => {
  it.each([
    KEPT,
    { ...KEPT, preferences: { ...STANDARD, locale: "zh-CN", later: 1 } },
    { ...KEPT, preferences: { ...STANDARD, accent: "beige" } },
    { ...KEPT, preferences: { ...STANDARD, quickBar: ["emoji", "canned"] } },
    { ...KEPT, preferences: { ...STANDARD, quickBar: ["magic"] } },
    { ...KEPT, version: -1 },
    { preferences: STANDARD },
    null,
  ])("are taken as the contract does: %j", (input) => {
    expect(attempt(keptPreferences, input)).toEqual(contract.safeParse(input).data);
  });

  it("are taken whole alone: the server fills in what was not chosen", () => {
    expect(attempt(keptPreferences, { ...KEPT, preferences: {} })).toBeUndefined();
  });
});
