/** Goes through screens in every language, theme and width, and shows each to somebody. */
import type { Browser, BrowserContext, Page } from "playwright-core";
import type { Locale } from "#protocol/constants";
import type { Screen } from "#test/screens/screens";
import type { World } from "#test/screens/world";

export const THEMES = ["light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

/** Width and height of a window, CSS pixels. */
export type Size = readonly [width: number, height: number];
export const SIZES = {
  phone: [390, 844],
  tablet: [768, 1024],
  laptop: [1200, 800],
  desktop: [1440, 900],
  wide: [1920, 1080],
} as const satisfies Record<string, Size>;

export interface View {
  readonly screen: Screen;
  readonly locale: Locale;
  readonly theme: Theme;
  readonly width: number;
}

export interface Tour {
  readonly screens: readonly Screen[];
  readonly locales: readonly Locale[];
  readonly themes: readonly Theme[];
  /** In which windows a screen is seen. */
  readonly sizesOf: (screen: Screen) => readonly Size[];
}

const SETTLED_WITHIN_MS = 40_000;
const LOOK_EVERY_MS = 50;
const QUIET_LOOKS = 3;

/**
 * Each screen is opened once a language; theme and size are changed in place.
 * @param visit looks at the page as it is
 */
export async function tour(
  browser: Browser,
  world: World,
  { screens, locales, themes, sizesOf }: Tour,
  visit: (page: Page, view: View) => Promise<void>,
): Promise<void> {
  for (const locale of locales) {
    const pages = new Map<Screen["as"], Page>();
    for (const screen of screens) {
      const sizes = sizesOf(screen);
      const page = pages.get(screen.as) ?? (await pageOf(browser, world, screen.as, locale));
      pages.set(screen.as, page);
      await setSize(page, sizes[0] ?? SIZES.desktop);
      await screen.open(page, world);
      for (const size of sizes) {
        await setSize(page, size);
        for (const theme of themes) {
          await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
          await settle(page);
          await visit(page, { screen, locale, theme, width: size[0] });
        }
      }
    }
    for (const page of pages.values()) await page.context().close();
  }
}

function setSize(page: Page, [width, height]: Size): Promise<void> {
  return page.setViewportSize({ width, height });
}

async function pageOf(browser: Browser, world: World, who: Screen["as"], locale: Locale): Promise<Page> {
  const context = await browser.newContext({ locale, timezoneId: "Europe/London" });
  context.setDefaultTimeout(SETTLED_WITHIN_MS);
  if (who === "agent" || who === "admin") await signInAs(context, world.url, world.staff[who]);
  if (who === "customer") {
    const { inboxId } = world.demo;
    await context.addInitScript(([key, session]) => localStorage.setItem(key, session), [
      `edgedesk:${inboxId}:session`,
      JSON.stringify(world.customer),
    ] as const);
  }
  return context.newPage();
}

async function signInAs(context: BrowserContext, url: string, cookie: string): Promise<void> {
  const cookies = cookie.split("; ").map((pair) => {
    const at = pair.indexOf("=");
    return { name: pair.slice(0, at), value: pair.slice(at + 1), url };
  });
  await context.addCookies(cookies);
}

/** Whether something is still to come: the page itself, what is drawn into it, or something in place of a placeholder. */
const IS_BUSY = `document.readyState !== "complete" || document.querySelector('[aria-busy="true"], .mantine-Skeleton-root, #root:empty') !== null`;

/** Waits until nothing is being loaded any more, and has not been for a moment. */
async function settle(page: Page): Promise<void> {
  const deadlineMs = Date.now() + SETTLED_WITHIN_MS;
  for (let quietLooks = 0; quietLooks < QUIET_LOOKS; ) {
    if (Date.now() > deadlineMs) throw new Error(`${page.url()} is not done loading`);
    quietLooks = (await page.evaluate(IS_BUSY)) ? 0 : quietLooks + 1;
    await page.waitForTimeout(LOOK_EVERY_MS);
  }
}
