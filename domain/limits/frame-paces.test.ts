import { expect, it } from "vitest";
import { framePaces } from "#domain/limits/frame-paces";

it.each([Number.NaN, 0, -1, Number.POSITIVE_INFINITY, Number("")])(
  "a factor that is no positive number leaves the usual paces: %s",
  (factor) => {
    expect(framePaces(factor)).toEqual(framePaces(1));
  },
);

it("a factor multiplies what one may send", () => {
  expect(framePaces(2).patience.burst).toBe(2 * framePaces(1).patience.burst);
});
