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

/** Themes differ in colours alone: once a page was looked at in one, the rules about colours tell all of another. */
export type Rules = "all" | "colours";

/** What fades in is as pale as its ground at first. What moves for longer than this does so for as long as it is there. */
const STILL_WITHIN_MS = 3_000;
const BE_STILL = `(async () => {
  const nextFrame = () => new Promise((done) => requestAnimationFrame(done));
  const shadows = () => [...document.querySelectorAll("edgedesk-widget")].map(({ shadowRoot }) => shadowRoot);
  const moves = () => [document, ...shadows()].flatMap((root) => root?.getAnimations() ?? []).some(
    ({ playState, effect }) => playState === "running" && effect?.getComputedTiming().endTime !== Infinity);
  const untilMs = performance.now() + ${STILL_WITHIN_MS};
  // What was drawn just now begins to move with the next frame.
  do await nextFrame(); while (performance.now() < untilMs && (await nextFrame(), moves()));
})()`;

const COLOUR_RULES = ["color-contrast", "link-in-text-block"];
const GRAVE = ["serious", "critical"];

/** @param part selector of what is looked at, once nothing fades any more; the rest of the page is not */
export async function lookForBarriers(page: Page, part: string, rules: Rules = "all"): Promise<Findings> {
  await page.evaluate(BE_STILL);
  // Not as a script tag: pages run no foreign scripts.
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axeCore.source);
  const runOnly = rules === "colours" ? { runOnly: COLOUR_RULES } : {};
  const { violations, checked, checkedInShadow } = await page.evaluate(
    async ([selector, only]) => {
      const results = await globalThis.axe.run(
        { include: [selector] },
        // Making a selector for each element takes longer than most rules.
        { ...only, resultTypes: ["violations", "passes"], selectors: false, elementRef: true },
      );
      const seen = new Set(
        [...results.passes, ...results.violations].flatMap(({ nodes }) => nodes.map(({ element }) => element)),
      );
      return {
        violations: results.violations.map(({ id, impact, help, nodes }) => ({
          id,
          impact,
          help,
          places: nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`),
        })),
        checked: seen.size,
        checkedInShadow: [...seen].filter((element) => element !== undefined && "host" in element.getRootNode()).length,
      };
    },
    [part, runOnly] as const,
  );
  const grave = violations
    .filter(({ impact }) => GRAVE.includes(impact ?? ""))
    .flatMap(({ id, help, places }) => places.map((place) => `${id}: ${help}: ${place}`));
  return { grave, checked, checkedInShadow };
}

/** Looks in both themes, which the page follows. @returns what there is in either; the counts are of the first */
export async function lookInBothThemes(page: Page, part: string): Promise<Findings> {
  // A page of a shop has no theme of ours: the widget in it follows at once.
  const show = async (colorScheme: "light" | "dark") => {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    if (part === "body") await page.locator(`html[data-theme="${colorScheme}"]`).waitFor();
  };
  await show("light");
  const light = await lookForBarriers(page, part);
  await show("dark");
  const dark = await lookForBarriers(page, part, "colours");
  const grave = [...light.grave, ...dark.grave.map((finding) => `dark: ${finding}`)];
  return { ...light, grave };
}
