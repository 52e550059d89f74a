/**
 * `npm run shots`: pictures of every screen from the running product with the demo's past, in both languages, both themes, on a
 * desktop and a phone, into `shots/`; the main ones in every window. `-- --only inbox --lang zh-CN --theme dark` makes some of
 * them.
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { LOCALES } from "#protocol/constants";
import { repositoryRoot } from "#scripts/local/instance";
import { SCREENS, type Screen } from "#test/screens/screens";
import { SIZES, type Size, THEMES, tour } from "#test/screens/tour";
import { withDemo } from "#test/screens/with-demo";

const { values } = parseArgs({
  options: { only: { type: "string" }, lang: { type: "string" }, theme: { type: "string" } },
});
const screens = SCREENS.filter(({ name }) => name.includes(values.only ?? ""));
const locales = LOCALES.filter((locale) => locale === (values.lang ?? locale));
const themes = THEMES.filter((theme) => theme === (values.theme ?? theme));
if (screens.length === 0 || locales.length === 0 || themes.length === 0)
  throw new Error("no such screen, language or theme");

/** Their layout changes between the widths of a phone and a desktop, or has room to spare beyond. */
const IN_EVERY_WINDOW: ReadonlySet<string> = new Set([
  "landing",
  "demo-store",
  "widget-thread",
  "inbox",
  "thread",
  "tickets",
  "tickets-due",
  "ticket",
  "settings-teams",
  "settings-inbox",
]);
const sizesOf = ({ name }: Screen): readonly Size[] =>
  IN_EVERY_WINDOW.has(name) ? Object.values(SIZES) : [SIZES.desktop, SIZES.phone];

const folder = join(repositoryRoot, "shots");
mkdirSync(folder, { recursive: true });
let count = 0;
await withDemo((browser, world) =>
  tour(browser, world, { screens, locales, themes, sizesOf }, async (page, { screen, locale, theme, width }) => {
    await page.screenshot({ path: join(folder, `${screen.name}-${width}-${theme}-${locale}.png`) });
    count += 1;
  }),
);
console.info(`${count} pictures in ${folder}`);
