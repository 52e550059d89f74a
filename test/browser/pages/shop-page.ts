/** A page that a shop's server would have sent: any markup and headers, on the server's own origin. */
import type { BrowserContext, Page } from "playwright-core";
import type { Locale } from "#protocol/constants";
import type { Stage } from "#test/browser/parts/stage";
import { newPerson } from "#test/harness/browser";

export interface ShopPage {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Errors of scripts, and what the browser said of policies that were broken. */
  readonly complaints: readonly string[];
}

export interface PageOptions {
  readonly headers?: Readonly<Record<string, string>>;
  readonly locale?: Locale;
}

export const WIDGET_TAG = `<script async src="/widget.js" data-inbox="web"></script>`;

export async function openShopPage(
  { browser, server }: Stage,
  html: string,
  { headers = {}, locale = "en" }: PageOptions = {},
): Promise<ShopPage> {
  const context = await newPerson(browser, locale);
  // The browser does not know where a page comes from that a test made up, and asks before it may open sockets to this machine.
  await context.grantPermissions(["local-network-access"]);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (line) => {
    if (/Content Security Policy|Trusted|violates/i.test(line.text())) complaints.push(line.text());
  });
  const address = `${server.url}/demo/page-of-this-test`;
  await page.route(address, (route) => route.fulfill({ contentType: "text/html; charset=utf-8", body: html, headers }));
  await page.goto(address);
  return { context, page, complaints };
}

/** Resolves when the script that opens has put its launcher in the place of the first one. */
export function settled(page: Page): Promise<void> {
  return page.locator("edgedesk-widget .root").first().waitFor({ state: "attached" });
}

/** Opens the widget and begins a conversation with these words, which arrive. */
export async function askOn(page: Page, question: string): Promise<void> {
  if ((await page.getByTestId("panel").count()) === 0) await page.getByTestId("launcher").click();
  await page.getByTestId("new-conversation").click();
  await page.getByTestId("composer").fill(question);
  await page.getByTestId("composer").press("Enter");
  await page.locator('[data-testid="message"][data-state="sent"]').waitFor();
}
