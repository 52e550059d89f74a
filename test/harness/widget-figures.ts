/** What the widget costs a shop's page, seen from within a real browser: how fast it opens, and what the page notices of it. */
import type { Browser, Page } from "playwright-core";
import { newPerson } from "#test/harness/browser";

/** A phone of some years ago, as browsers' own tools take it. */
const CPU_SLOWDOWN = 4;

export interface PageFigures {
  /** First and largest contentful paint, milliseconds from the start of the page. */
  readonly fcpMs: number;
  readonly lcpMs: number;
  /** Of all tasks over 50 ms, what is over. */
  readonly blockedMs: number;
  /** Cumulative layout shift. */
  readonly shift: number;
}

const WATCH = `
  window.seen = { lcp: 0, blocked: 0, shift: 0 };
  const watch = (type, note) => new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
  watch("largest-contentful-paint", (entry) => { seen.lcp = entry.startTime; });
  watch("longtask", (entry) => { seen.blocked += entry.duration - 50; });
  watch("layout-shift", (entry) => { seen.shift += entry.value; });
`;

/** From the click to the first frame that has the panel in it. */
const OPEN = `new Promise((resolve) => {
  const root = document.querySelector("edgedesk-widget").shadowRoot;
  const clickedMs = performance.now();
  const look = () => root.querySelector(".panel")
    ? requestAnimationFrame(() => { const { port1, port2 } = new MessageChannel(); port1.onmessage = () => resolve(performance.now() - clickedMs); port2.postMessage(0); })
    : requestAnimationFrame(look);
  root.querySelector(".launcher").click();
  look();
})`;

/** @param isSettled the page has been there for a moment, so that what opens is; else it has only just loaded */
export async function openingMs(browser: Browser, address: string, isSettled: boolean): Promise<number> {
  const { page, close } = await slowPage(browser);
  await page.goto(address, { waitUntil: "load" });
  await page.getByTestId("launcher").waitFor();
  if (isSettled) {
    await page.locator("edgedesk-widget .root").waitFor({ state: "attached" });
    await page.waitForLoadState("networkidle");
  }
  const took: unknown = await page.evaluate(OPEN);
  await close();
  if (typeof took !== "number") throw new Error("the panel did not open");
  return took;
}

/** @param hasWidget without it the script is not let through */
export async function pageFigures(browser: Browser, address: string, hasWidget: boolean): Promise<PageFigures> {
  const { page, close } = await slowPage(browser);
  if (!hasWidget) await page.route("**/widget*.js", (route) => route.abort());
  await page.addInitScript(WATCH);
  await page.goto(address, { waitUntil: "load" });
  if (hasWidget) await page.getByTestId("launcher").waitFor();
  await page.waitForTimeout(1_000);
  const figures: unknown = await page.evaluate(`({
    fcpMs: performance.getEntriesByName("first-contentful-paint")[0].startTime,
    lcpMs: seen.lcp, blockedMs: seen.blocked, shift: seen.shift,
  })`);
  await close();
  if (!isFigures(figures)) throw new Error("the page could not be measured");
  return figures;
}

function isFigures(value: unknown): value is PageFigures {
  return typeof value === "object" && value !== null && Object.values(value).every((each) => typeof each === "number");
}

async function slowPage(browser: Browser): Promise<{ page: Page; close: () => Promise<void> }> {
  const context = await newPerson(browser, "en");
  const page = await context.newPage();
  const devTools = await context.newCDPSession(page);
  await devTools.send("Emulation.setCPUThrottlingRate", { rate: CPU_SLOWDOWN });
  return { page, close: () => context.close() };
}
