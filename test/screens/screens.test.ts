import { describe, expect, test } from "vitest";
import { CONSOLE_ROUTES } from "#test/screens/console-routes";
import { SCREENS, settingsPages } from "#test/screens/screens";

describe("the list of screens", () => {
  test("shows every address of the console", () => {
    const shown = new Set(SCREENS.map(({ route }) => route));
    expect(CONSOLE_ROUTES.filter((route) => !shown.has(route))).toEqual([]);
  });

  test("has every page of the settings, by the console's own list", () => {
    expect(settingsPages().length).toBeGreaterThan(8);
    const names = SCREENS.map(({ name }) => name);
    expect(settingsPages().filter((page) => !names.includes(`settings-${page}`))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
  });
});
