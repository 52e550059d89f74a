/** Has axe look at a page, shadow roots included. */
import axeCore from "axe-core";
import type { Page } from "playwright-core";

declare global {
  /** In a page, once its source has run there. */
  var axe: typeof import("axe-core");
}

export interface Findings {
  /** What hinders somebody gravely, one line for each place. */
  readonly grave: readonly string[];
  /** How many elements were looked at. */
  readonly checked: number;
  /** How many of them are in shadow roots, where the widget lives. */
  readonly checkedInShadow: number;
}

const GRAVE = ["serious", "critical"];

/** @param part selector of what is looked at; the rest of the page is not */
export async function lookForBarriers(page: Page, part: string): Promise<Findings> {
  // Not as a script tag: pages run no foreign scripts.
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axeCore.source);
  const { violations, targets } = await page.evaluate(async (selector) => {
    const results = await globalThis.axe.run({ include: [selector] }, { resultTypes: ["violations", "passes"] });
    return {
      violations: results.violations.map(({ id, impact, help, nodes }) => ({
        id,
        impact,
        help,
        places: nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`),
      })),
      targets: [...results.passes, ...results.violations].flatMap(({ nodes }) => nodes.map(({ target }) => target)),
    };
  }, part);
  const grave = violations
    .filter(({ impact }) => GRAVE.includes(impact ?? ""))
    .flatMap(({ id, help, places }) => places.map((place) => `${id}: ${help}: ${place}`));
  const isInShadow = (target: (typeof targets)[number]) => target.some((step) => Array.isArray(step));
  const count = (some: typeof targets) => new Set(some.map((target) => JSON.stringify(target))).size;
  return { grave, checked: count(targets), checkedInShadow: count(targets.filter(isInShadow)) };
}
