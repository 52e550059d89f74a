/** Nothing hinders anybody gravely on any screen: both languages, both themes, on a desktop and, where it differs most, on a phone. */
import { describe, expect, test } from "vitest";
import { LOCALES } from "#protocol/constants";
import { sharedStage } from "#test/browser/parts/stage";
import { lookForBarriers } from "#test/harness/accessibility";
import { SCREENS, type Screen } from "#test/screens/screens";
import { SIZES, THEMES, type Tour, tour } from "#test/screens/tour";
import { makeWorld, type World } from "#test/screens/world";

const FEWEST = 5;
/** The phone's own layout: lists, a thread, settings, and a page before signing in. */
const ON_PHONES = [
  "sign-in",
  "inbox",
  "thread",
  "settings",
  "settings-people",
  "widget-home",
  "widget-thread",
  "landing",
];

/** Each screen is in one of these. */
const PARTS: Readonly<Record<string, (screen: Screen) => boolean>> = {
  "signed out, and in a shop": ({ as }) => as === "visitor" || as === "customer",
  "in the inbox": ({ as }) => as === "agent",
  "in the settings": ({ as, name }) => as === "admin" && !name.startsWith("dialog-"),
  "over a page": ({ as, name }) => as === "admin" && name.startsWith("dialog-"),
};

describe("every screen", () => {
  const stage = sharedStage();
  let world: World | undefined;

  async function look(what: Omit<Tour, "themes">): Promise<string[]> {
    const { browser, server } = stage();
    world ??= await makeWorld(server);
    const grave: string[] = [];
    await tour(browser, world, { ...what, themes: THEMES }, async (page, { screen, theme, width }) => {
      const isFirst = theme === THEMES[0];
      const { grave: found, checked } = await lookForBarriers(page, screen.part ?? "body", isFirst ? "all" : "colours");
      if (isFirst && checked < (screen.fewest ?? FEWEST))
        grave.push(`${screen.name} ${width} ${theme}: only ${checked} elements`);
      grave.push(...found.map((finding) => `${screen.name} ${width} ${theme}: ${finding}`));
    });
    return grave;
  }

  describe.each(LOCALES)("in %s on a desktop has no grave barrier", (locale) => {
    test.each(Object.entries(PARTS))("%s", async (_, isPart) => {
      const screens = SCREENS.filter(isPart);
      expect(screens.length).toBeGreaterThan(0);
      expect(await look({ screens, locales: [locale], sizesOf: () => [SIZES.desktop] })).toEqual([]);
    });
  });

  test.each(LOCALES)("in %s on a phone has no grave barrier", async (locale) => {
    const screens = SCREENS.filter(({ name }) => ON_PHONES.includes(name));
    expect(screens).toHaveLength(ON_PHONES.length);
    expect(await look({ screens, locales: [locale], sizesOf: () => [SIZES.phone] })).toEqual([]);
  });
});
