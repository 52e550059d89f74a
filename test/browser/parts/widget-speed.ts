/** What a shop's page notices of the widget. The promise is 100 ms; the exact figures are the benchmark's, on a machine to itself. */
import { describe, expect, test } from "vitest";
import { spreadOf } from "#bench/statistics";
import type { Stage } from "#test/browser/parts/stage";
import { figuresOfOpening, figuresOfPage } from "#test/harness/widget-figures";

const ROUNDS = 5;
/** Others work on the machine that runs this; without them it is well below 100. */
const MAX_OPENING_MS = 400;
/** Between two loads of the same page without the widget there is as much. */
const MAX_PAINT_LATER_MS = 500;

export function widgetSpeedTests(stage: () => Stage): void {
  describe("on a slow phone", () => {
    test("the panel opens at once, though nobody has come near it before", async () => {
      const { browser, server } = stage();
      const opened: number[] = [];
      for (let round = 0; round < ROUNDS; round += 1)
        opened.push((await figuresOfOpening(browser, `${server.url}/demo`, true)).panelMs);
      expect(spreadOf(opened).median).toBeLessThan(MAX_OPENING_MS);
    });

    test("who presses before it has come sees its outline at once", async () => {
      const { browser, server } = stage();
      const outlined: number[] = [];
      for (let round = 0; round < ROUNDS; round += 1)
        outlined.push((await figuresOfOpening(browser, `${server.url}/demo`, false)).outlineMs);
      expect(spreadOf(outlined).median).toBeLessThan(MAX_OPENING_MS);
    });

    test("the page moves nothing for the widget, and is painted as soon as without it", async () => {
      const { browser, server } = stage();
      const without = await figuresOfPage(browser, `${server.url}/demo`, false);
      const figures = await figuresOfPage(browser, `${server.url}/demo`, true);
      expect(figures.shift).toBeLessThanOrEqual(without.shift);
      expect(figures.fcpMs - without.fcpMs).toBeLessThan(MAX_PAINT_LATER_MS);
    });
  });
}
