/**
 * The console in a real Chromium with lists and threads made up at the browser's door: frames while 10,000 rows scroll, how
 * long another conversation takes to stand on the screen, and how soon the first page can be used. Ends with 1 if a promise
 * of docs/performance.md is not kept.
 */
import type { Page } from "playwright-core";
import { spreadOf } from "#bench/statistics";
import { AgentPage } from "#test/browser/pages/agent";
import { launchBrowser } from "#test/harness/browser";
import { idOf, makeUpList, makeUpThreads } from "#test/harness/made-up";
import { newInstance, startServer } from "#test/harness/server";
import { interactiveMs, openMs, scrollFrames, slowDown } from "./measure.ts";

const MANY = 10_000;
const SWITCHES = 30;
const LOADS = 5;
/** As one reads on, and as one flings. */
const READ_PX_PER_SECOND = 1_000;
const FLUNG_PX_PER_SECOND = 4_000;
const MIN_FRAMES_PER_SECOND = 55;
const MAX_SWITCH_MS = 100;
const MAX_INTERACTIVE_MS = 2_000;
const SLOWED = 4;

const LIST = '[data-testid="list-scroll"]';
const THREAD = '[data-testid="messages"]';

const results: { readonly what: string; readonly figure: string; readonly isKept: boolean }[] = [];

function note(what: string, figure: string, isKept = true): void {
  results.push({ what, figure, isKept });
  console.info(`${isKept ? " " : "✗"} ${what}: ${figure}`);
}

const ms = (value: number) => `${value.toFixed(0)} ms`;

/** Reads on until the whole list is there. */
async function readAll(page: Page): Promise<void> {
  for (;;) {
    const rows = Number(await page.locator(`${LIST} li`).first().getAttribute("aria-setsize"));
    if (rows === MANY) break;
    await page.evaluate(`document.querySelector('${LIST}').scrollTo({ top: 1e9 })`);
    await page.waitForTimeout(20);
  }
  await page.evaluate(`document.querySelector('${LIST}').scrollTo({ top: 0 })`);
}

/** Frames wait for the script and for the painting, which without a graphics card is the processor's as well: so both are told. */
async function measureScrolling(page: Page, what: string, selector: string): Promise<void> {
  for (const pxPerSecond of [READ_PX_PER_SECOND, FLUNG_PX_PER_SECOND]) {
    const { frames, scriptMs } = await scrollFrames(page, selector, pxPerSecond);
    const perSecond = frames.count / frames.seconds;
    const late = `${frames.late} of ${frames.count} late, 95 % within ${frames.p95Ms.toFixed(1)} ms`;
    const script = `${(scriptMs / frames.count).toFixed(1)} ms of script a frame`;
    note(
      `${what}, ${pxPerSecond} px a second`,
      `${perSecond.toFixed(1)} frames a second, ${late}, longest ${ms(frames.longestMs)}, ${script}`,
      perSecond >= MIN_FRAMES_PER_SECOND,
    );
  }
}

/** @param warm each was open before, and its line is still kept */
async function measureSwitching(page: Page, what: string, ids: readonly string[], promiseMs: number): Promise<void> {
  const took: number[] = [];
  for (let nth = 0; nth < SWITCHES; nth += 1) {
    const id = ids[nth % ids.length] ?? "";
    took.push(await openMs(page, id));
    await page.waitForTimeout(150);
  }
  const { median: typical, max: worst } = spreadOf(took.slice(ids.length));
  note(what, `${ms(typical)} (median), ${ms(worst)} at most`, typical <= promiseMs);
}

const instance = await newInstance();
const [server, browser] = await Promise.all([startServer(instance), launchBrowser()]);
try {
  const agent = await AgentPage.signIn(browser, server, "en", "admin");
  const { page } = agent;
  await page.setViewportSize({ width: 1440, height: 900 });
  await makeUpList(page, MANY);
  await makeUpThreads(page, (nth) => (nth === 0 ? MANY : 60));
  await agent.show("all");
  await agent.rows.first().waitFor();

  // First: a page with ten thousand rows in another tab would take its share of the processor.
  const fresh = await agent.context.newPage();
  await makeUpList(fresh, 50);
  await slowDown(fresh, SLOWED);
  const loads: number[] = [];
  for (let nth = 0; nth < LOADS; nth += 1) loads.push(await interactiveMs(fresh, `${server.url}/console/inbox/all`));
  await fresh.close();
  const { median: interactive, max: slowest } = spreadOf(loads);
  const loaded = `${ms(interactive)} (median of ${LOADS}), ${ms(slowest)} at most`;
  note(`the inbox can be used, processor ${SLOWED}× slower`, loaded, interactive <= MAX_INTERACTIVE_MS);

  const ids = [1, 2, 3, 4].map((nth) => idOf(1, nth));
  await measureSwitching(page, "another conversation", ids, MAX_SWITCH_MS);
  await slowDown(page, SLOWED);
  await measureSwitching(page, `another conversation, processor ${SLOWED}× slower`, ids, Number.POSITIVE_INFINITY);
  await slowDown(page, 1);

  // The address names the first message: all that lies between is fetched.
  await page.goto(`${server.url}/console/inbox/all/${idOf(1, 0)}?at=1`);
  await page.locator("[data-marked]").waitFor({ timeout: 120_000 });
  await page.waitForTimeout(500);
  await measureScrolling(page, `a thread of ${MANY} messages`, THREAD);
  await readAll(page);
  await measureScrolling(page, `a list of ${MANY} conversations`, LIST);
} finally {
  await browser.close();
  await server.killGroup();
  instance.remove();
}
process.exit(results.every(({ isKept }) => isKept) ? 0 : 1);
