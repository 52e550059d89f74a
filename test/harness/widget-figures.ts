/** What the widget costs a shop's page, seen from within a real browser: how fast it opens, and what the page notices of it. */
import type { Browser, Page } from "playwright-core";
import { z } from "zod";
import { newPerson } from "#test/harness/browser";

/** A phone of some years ago, as browsers' own tools take it. */
const CPU_SLOWDOWN = 4;

const pageFigures = z.object({
  /** First and largest contentful paint, milliseconds from the start of the page. */
  fcpMs: z.number(),
  lcpMs: z.number(),
  /** Of all tasks over 50 ms, what is over. */
  blockedMs: z.number(),
  /** Cumulative layout shift. */
  shift: z.number(),
});
export type PageFigures = z.infer<typeof pageFigures>;

const WATCH = `
  window.seen = { lcp: 0, blocked: 0, shift: 0 };
  const watch = (type, note) => new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
  watch("largest-contentful-paint", (entry) => { seen.lcp = entry.startTime; });
  watch("longtask", (entry) => { seen.blocked += entry.duration - 50; });
  watch("layout-shift", (entry) => { seen.shift += entry.value; });
`;

/** Milliseconds from the click to the first frame that has the panel's outline in it, and to the first that has the panel. */
const openingFigures = z.object({ outlineMs: z.number(), panelMs: z.number() });
export type OpeningFigures = z.infer<typeof openingFigures>;

/** Of a launcher, this high, nobody would say so. */
const OUTLINE_PX = 300;

const OPEN = `(async () => {
  const root = document.querySelector("edgedesk-widget").shadowRoot;
  const nextFrame = () => new Promise((done) => requestAnimationFrame(done));
  const painted = async (isThere) => {
    while (!isThere()) await nextFrame();
    await nextFrame();
    await new Promise((done) => { const { port1, port2 } = new MessageChannel(); port1.onmessage = done; port2.postMessage(0); });
    return performance.now() - clickedMs;
  };
  const isOutlined = () => [...root.querySelectorAll(".panel, .launcher")].some((one) => one.clientHeight > ${OUTLINE_PX});
  const clickedMs = performance.now();
  root.querySelector(".launcher").click();
  const [outlineMs, panelMs] = await Promise.all([painted(isOutlined), painted(() => root.querySelector(".panel"))]);
  return { outlineMs, panelMs };
})()`;

/** @param isSettled the page has been there for a moment, so that what opens is; else it has only just loaded */
export async function figuresOfOpening(browser: Browser, address: string, isSettled: boolean): Promise<OpeningFigures> {
  const { page, close } = await slowPage(browser);
  await page.goto(address, { waitUntil: "load" });
  await page.getByTestId("launcher").waitFor();
  if (isSettled) {
    await page.locator("edgedesk-widget .root").waitFor({ state: "attached" });
    await page.waitForLoadState("networkidle");
  }
  const took: unknown = await page.evaluate(OPEN);
  await close();
  return openingFigures.parse(took);
}

/** @param hasWidget without it the script is not let through */
export async function figuresOfPage(browser: Browser, address: string, hasWidget: boolean): Promise<PageFigures> {
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
  return pageFigures.parse(figures);
}

async function slowPage(browser: Browser): Promise<{ page: Page; close: () => Promise<void> }> {
  const context = await newPerson(browser, "en");
  const page = await context.newPage();
  const devTools = await context.newCDPSession(page);
  await devTools.send("Emulation.setCPUThrottlingRate", { rate: CPU_SLOWDOWN });
  return { page, close: () => context.close() };
}
