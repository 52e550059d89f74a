import { expect, it } from "vitest";
import { silenceChoices } from "./silence.ts";

it("offers whole days, and what was set by another way in its place", () => {
  expect(silenceChoices(48)).toEqual([24, 48, 72, 96, 120, 144, 168]);
  expect(silenceChoices(36)).toEqual([24, 36, 48, 72, 96, 120, 144, 168]);
});
