/**
 * `npm run shots`: pictures of every screen from the running product with the demo's past, in both languages, both themes, on a
 * desktop and a phone, into `shots/`. `-- --only inbox --lang zh-CN` makes some of them.
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { LOCALES } from "#protocol/constants";
import { repositoryRoot } from "#scripts/local/instance";
import { SCREENS } from "#test/screens/screens";
import { SIZES, THEMES, tour } from "#test/screens/tour";
import { withDemo } from "#test/screens/with-demo";

const { values } = parseArgs({ options: { only: { type: "string" }, lang: { type: "string" } } });
const screens = SCREENS.filter(({ name }) => name.includes(values.only ?? ""));
const locales = LOCALES.filter((locale) => locale === (values.lang ?? locale));
if (screens.length === 0 || locales.length === 0) throw new Error("no such screen or language");

const folder = join(repositoryRoot, "shots");
mkdirSync(folder, { recursive: true });
let count = 0;
await withDemo((browser, world) =>
  tour(
    browser,
    world,
    { screens, locales, themes: THEMES, sizes: [SIZES.desktop, SIZES.phone] },
    async (page, { screen, locale, theme, width }) => {
      await page.screenshot({ path: join(folder, `${screen.name}-${width}-${theme}-${locale}.png`) });
      count += 1;
    },
  ),
);
console.info(`${count} pictures in ${folder}`);
