/** `npm run docs:pictures`: the pictures of README and guide, from the running product, into `docs/pictures/`. */
import { mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Locale } from "#protocol/constants";
import { repositoryRoot } from "#scripts/local/instance";
import { SCREENS } from "#test/screens/screens";
import { type Size, type Theme, tour } from "#test/screens/tour";
import { withDemo } from "#test/screens/with-demo";

/** A page of documentation is read on the way: none of its pictures may hold it up. */
const MAX_BYTES = 150 * 1_024;

interface Picture {
  readonly file: string;
  readonly screen: string;
  readonly locale: Locale;
  readonly theme: Theme;
  readonly size: Size;
}

const PICTURES: readonly Picture[] = (["en", "zh-CN"] as const).flatMap((locale) => [
  { file: `console-${locale}.png`, screen: "thread", locale, theme: "light", size: [1_240, 760] },
  { file: `widget-${locale}.png`, screen: "widget-thread", locale, theme: "light", size: [1_024, 720] },
]);

const folder = join(repositoryRoot, "docs/pictures");
mkdirSync(folder, { recursive: true });
await withDemo(async (browser, world) => {
  for (const { file, screen, locale, theme, size } of PICTURES) {
    const screens = SCREENS.filter(({ name }) => name === screen);
    await tour(browser, world, { screens, locales: [locale], themes: [theme], sizesOf: () => [size] }, async (page) => {
      const path = join(folder, file);
      await page.screenshot({ path });
      const { size: bytes } = statSync(path);
      console.info(`${file}: ${Math.round(bytes / 1_024)} KB`);
      if (bytes > MAX_BYTES) throw new Error(`${file} is larger than ${MAX_BYTES} bytes`);
    });
  }
});
