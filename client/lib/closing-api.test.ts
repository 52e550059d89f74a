import { describe, expect, it } from "vitest";
import { closingSettings } from "#protocol/http-closing";
import { closingSettingsAnswer } from "./closing-api.ts";
import { attempt } from "./decoder.ts";

const SETTINGS = { categories: [{ id: "refund" }], categoryRequired: false, silenceHours: 48, version: 0 };

describe("how the shop closes", () => {
  it.each([
    SETTINGS,
    { ...SETTINGS, categories: [{ id: "vip", name: "VIP call", retired: true }], version: 3 },
    { ...SETTINGS, categories: [{ id: "with space" }] },
    { ...SETTINGS, categories: [{ id: "vip", retired: false }] },
    { ...SETTINGS, version: -1 },
    { ...SETTINGS, silenceHours: "48" },
    {},
  ])("is taken as the contract has it: %j", (input) => {
    expect(attempt(closingSettingsAnswer, input)).toEqual(closingSettings.safeParse(input).data);
  });
});
