/** Real browsers for tests. */
import { join } from "node:path";
import { type Browser, type BrowserContext, chromium as driver, type Page } from "playwright-core";
import { onTestFailed } from "vitest";
import type { Locale } from "#protocol/constants";
import { repositoryRoot } from "#scripts/local/instance";
import { unpackChromium } from "#test/harness/chromium";

/** For a machine without a display, a GPU or the right to make sandboxes; nothing that would loosen the rules of the web. */
const ARGUMENTS = [
  "--no-sandbox",
  "--no-zygote",
  // An imitated one takes twice the processor's time that painting without it takes.
  "--disable-gpu",
  "--font-render-hinting=none",
];

/** What comes in a moment on a machine to itself takes longer where others work. */
const WAIT_MS = 30_000;

/** Close it when done; each person is a context of their own. */
export async function launchBrowser(): Promise<Browser> {
  const { executablePath, env } = await unpackChromium();
  return driver.launch({ executablePath, args: ARGUMENTS, env: { ...process.env, ...env }, headless: true });
}

/**
 * Somebody with a browser in their language; nothing is shared with another person.
 * @param timezoneId where they are; the machine's own zone unless told
 */
export async function newPerson(browser: Browser, locale: Locale, timezoneId?: string): Promise<BrowserContext> {
  const where = timezoneId === undefined ? {} : { timezoneId };
  const context = await browser.newContext({ locale, viewport: { width: 1280, height: 800 }, ...where });
  context.setDefaultTimeout(WAIT_MS);
  return context;
}

/** If the test fails, `test-results/` holds a picture of what this person saw last. */
export function photographOnFailure(name: string, page: Page): void {
  onTestFailed(async () => {
    await page.screenshot({ path: join(repositoryRoot, "test-results", `${name}.png`) });
  });
}
