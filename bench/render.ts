/**
 * `npm run bench:render [-- results.json]`: puts the tables of a benchmark (the latest one) and the latest profile, if there
 * is one, into docs/performance.md.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PROFILE_PATH, readResults } from "./results.ts";
import { renderTable } from "./table.ts";

const path = join(import.meta.dirname, "..", "docs/performance.md");

/** Replaces what stands between `<!-- name:begin -->` and `<!-- name:end -->`. */
function fill(page: string, name: string, content: string): string {
  const [begin, end] = [`<!-- ${name}:begin -->`, `<!-- ${name}:end -->`];
  const [before, rest] = page.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error(`${path} has no ${begin} … ${end}`);
  return `${before}${begin}\n\n${content.trim()}\n\n${end}${after}`;
}

let page = fill(readFileSync(path, "utf8"), "bench", renderTable(readResults(process.argv[2])));
if (existsSync(PROFILE_PATH)) page = fill(page, "profile", readFileSync(PROFILE_PATH, "utf8"));
writeFileSync(path, page);
