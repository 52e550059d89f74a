import { describe, expect, it } from "vitest";
import { slaPolicyBody } from "#protocol/http-sla";
import { msOf, PRESETS, presetOf, spanOf } from "./draft.ts";

describe("a span", () => {
  it("is shown in the greatest unit that fits, and read back", () => {
    expect(spanOf(180_000)).toEqual({ amount: "3", unit: "minute" });
    expect(spanOf(100_000)).toEqual({ amount: "100", unit: "second" });
    expect(spanOf(259_200_000)).toEqual({ amount: "3", unit: "day" });
    for (const ms of [1_000, 100_000, 180_000, 5_400_000, 86_400_000]) expect(msOf(spanOf(ms))).toBe(ms);
  });
  it("may be none, a half, and nothing that cannot be promised", () => {
    expect(msOf(spanOf(undefined))).toBeUndefined();
    expect(msOf({ amount: "1.5", unit: "hour" })).toBe(5_400_000);
    expect(msOf({ amount: "0", unit: "minute" }, 0)).toBe(0);
    for (const amount of ["0", "-3", "soon", "91"]) expect(msOf({ amount, unit: "day" })).toBeNaN();
  });
});

it.each(PRESETS)("the preset %s is one that the server takes, once it has a name", (preset) => {
  expect(slaPolicyBody.safeParse({ ...presetOf(preset), name: preset }).success).toBe(true);
});

it("phone comes before chat before email", () => {
  const first = (["phone", "chat", "email"] as const).map((preset) => presetOf(preset).firstResponseMs ?? 0);
  expect(first.toSorted((a, b) => a - b)).toEqual(first);
});
