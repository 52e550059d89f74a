/** `npm run bench:widget`: the widget's tables of docs/performance.md, from a server of its own. */
import { join } from "node:path";
import { spreadOf } from "#bench/statistics";
import { widgetSizes } from "#scripts/checks/widget-sizes";
import { repositoryRoot } from "#scripts/local/instance";
import { launchBrowser } from "#test/harness/browser";
import { newInstance, startServer } from "#test/harness/server";
import { figuresOfOpening, figuresOfPage, type OpeningFigures, type PageFigures } from "#test/harness/widget-figures";

const ROUNDS = 9;

const instance = await newInstance();
const server = await startServer(instance);
const browser = await launchBrowser();
try {
  const address = `${server.url}/demo`;
  const sizes = widgetSizes(join(repositoryRoot, "dist/client"));
  console.log("| script | bytes, gzip -9 |\n| --- | ---: |");
  for (const [name, bytes] of Object.entries(sizes)) console.log(`| ${name} | ${bytes} |`);

  const opening = { settled: [] as OpeningFigures[], "at once": [] as OpeningFigures[] };
  const page = { with: [] as PageFigures[], without: [] as PageFigures[] };
  // What a server does for the first time is not the widget's.
  await figuresOfOpening(browser, address, false);
  for (let round = 0; round < ROUNDS; round += 1) {
    opening.settled.push(await figuresOfOpening(browser, address, true));
    opening["at once"].push(await figuresOfOpening(browser, address, false));
    page.with.push(await figuresOfPage(browser, address, true));
    page.without.push(await figuresOfPage(browser, address, false));
  }
  console.log("\n| opens on a 4 times slowed CPU | its outline, ms | the panel, ms |\n| --- | ---: | ---: |");
  for (const [kind, all] of Object.entries(opening)) {
    const of = (name: keyof OpeningFigures) => range(all.map((figures) => figures[name]));
    console.log(`| ${kind} | ${of("outlineMs")} | ${of("panelMs")} |`);
  }
  console.log("\n| page | FCP ms | LCP ms | blocked ms | layout shift |\n| --- | ---: | ---: | ---: | ---: |");
  for (const [kind, all] of Object.entries(page)) {
    const of = (name: keyof PageFigures) => range(all.map((figures) => figures[name]));
    console.log(`| ${kind} the widget | ${of("fcpMs")} | ${of("lcpMs")} | ${of("blockedMs")} | ${of("shift")} |`);
  }
} finally {
  await browser.close();
  await server.killGroup();
  instance.remove();
}

function range(values: readonly number[]): string {
  const shown = (value: number) => (value < 1 ? String(Math.round(value * 1_000) / 1_000) : value.toFixed(0));
  const { median, min, max } = spreadOf(values);
  return `${shown(median)} (${shown(min)}–${shown(max)})`;
}
