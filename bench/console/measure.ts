/** What a reader feels, measured in the page: frames while scrolling, the time from a press to a painted thread. */
import type { CDPSession, Page } from "playwright-core";
import { z } from "zod";

export interface Frames {
  readonly seconds: number;
  readonly count: number;
  /** Longer than a frame of a screen of 60 Hz, with the clock's own jitter allowed for. */
  readonly late: number;
  readonly p95Ms: number;
  readonly longestMs: number;
}

/** A frame is late above this: 16.7 ms, and what requestAnimationFrame's own clock wavers by. */
const LATE_MS = 17.5;

/** Runs in the page: scrolls on for two and a half seconds and back again, and tells how long each frame took. */
const SCROLL = `async (element, speed) => {
  const frames = [];
  const direction = element.scrollTop > 0 ? -1 : 1;
  let before = await new Promise(requestAnimationFrame);
  const end = before + 5000;
  while (before < end) {
    const now = await new Promise(requestAnimationFrame);
    frames.push(now - before);
    element.scrollTop += (now > end - 2500 ? -direction : direction) * speed * ((now - before) / 1000);
    before = now;
  }
  return frames;
}`;

/** Scrolls steadily away from where it is and back. @returns the frames, and for how long scripts ran meanwhile */
export async function scrollFrames(
  page: Page,
  selector: string,
  pxPerSecond: number,
): Promise<{ readonly frames: Frames; readonly scriptMs: number }> {
  const session = await page.context().newCDPSession(page);
  // It counts from here on, as long as the session is open.
  await session.send("Performance.enable");
  const before = await scriptMsOf(session);
  const deltas = z
    .array(z.number())
    .parse(await page.evaluate(`(${SCROLL})(document.querySelector('${selector}'), ${pxPerSecond})`));
  const sorted = deltas.toSorted((a, b) => a - b);
  const frames = {
    seconds: deltas.reduce((sum, delta) => sum + delta, 0) / 1_000,
    count: deltas.length,
    late: deltas.filter((delta) => delta > LATE_MS).length,
    p95Ms: sorted[Math.floor(sorted.length * 0.95)] ?? 0,
    longestMs: sorted.at(-1) ?? 0,
  };
  const scriptMs = (await scriptMsOf(session)) - before;
  await session.detach();
  return { frames, scriptMs };
}

const pageMetrics = z.object({ metrics: z.array(z.object({ name: z.string(), value: z.number() })) });

async function scriptMsOf(session: CDPSession): Promise<number> {
  const { metrics } = pageMetrics.parse(await session.send("Performance.getMetrics"));
  return (metrics.find(({ name }) => name === "ScriptDuration")?.value ?? 0) * 1_000;
}

/** Runs in the page: presses a row, and waits until a frame is painted in which the conversation's messages stand. */
const OPEN = `async (id) => {
  const row = document.querySelector('[data-testid="conversation-row"][data-conversation-id="' + id + '"]');
  const message = '[data-testid="thread"][data-conversation-id="' + id + '"] [data-testid="message"]';
  const began = performance.now();
  row.click();
  while (document.querySelector(message) === null) await new Promise((resolve) => setTimeout(resolve, 0));
  // The first callback runs before the frame is painted, a task after it once it is.
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
  return performance.now() - began;
}`;

/** From the press on a row until its messages are painted, in milliseconds. */
export async function openMs(page: Page, conversationId: string): Promise<number> {
  return z.number().parse(await page.evaluate(`(${OPEN})('${conversationId}')`));
}

/** As if the processor were so many times slower. */
export async function slowDown(page: Page, times: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: times });
}

/** From the navigation until the list's rows can be pressed, everything cached by nothing. @returns milliseconds */
export async function interactiveMs(page: Page, url: string): Promise<number> {
  await page.goto(url, { waitUntil: "commit" });
  await page.getByTestId("conversation-row").first().waitFor();
  // Whatever still runs would keep a press waiting.
  const idle = "new Promise((resolve) => requestIdleCallback(() => resolve(performance.now()), { timeout: 10000 }))";
  return z.number().parse(await page.evaluate(idle));
}
