import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { carriesWhite, contrastWithWhite, darkened, isColor, MIN_TEXT_CONTRAST } from "#protocol/accent";

describe("an accent colour", () => {
  it("has the contrast that WCAG gives it", () => {
    expect(contrastWithWhite("#000000")).toBeCloseTo(21, 5);
    expect(contrastWithWhite("#ffffff")).toBeCloseTo(1, 5);
    // The lightest grey that passes, and the next one.
    expect(contrastWithWhite("#767676")).toBeCloseTo(4.54, 2);
    expect([carriesWhite("#767676"), carriesWhite("#777777")]).toEqual([true, false]);
  });

  it("is left alone where white can be read on it, and else is made darker and no darker than that", () => {
    expect(darkened("#1f4fd6")).toBe("#1f4fd6");
    expect(darkened("#ffd400")).toBe("#8c7400");
    expect(darkened("#ffffff")).toBe("#757575");
  });

  it("once darkened carries white, and by a hair", () => {
    const color = fc.nat({ max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, "0")}`);
    fc.assert(
      fc.property(color, (given) => {
        const darker = darkened(given);
        expect(isColor(darker)).toBe(true);
        expect(contrastWithWhite(darker)).toBeGreaterThanOrEqual(MIN_TEXT_CONTRAST);
        if (!carriesWhite(given)) expect(contrastWithWhite(darker)).toBeLessThan(MIN_TEXT_CONTRAST + 0.5);
      }),
    );
  });
});
