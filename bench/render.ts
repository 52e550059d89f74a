/** `node bench/render.ts [results.json]`: puts the table of a benchmark (the latest one) into docs/performance.md. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readResults } from "./results.ts";
import { renderTable } from "./table.ts";

const BEGIN = "<!-- bench:begin -->";
const END = "<!-- bench:end -->";
const path = join(import.meta.dirname, "..", "docs/performance.md");

const page = readFileSync(path, "utf8");
const [before, rest] = page.split(BEGIN);
const after = rest?.split(END)[1];
if (before === undefined || after === undefined) throw new Error(`${path} has no ${BEGIN} … ${END}`);
writeFileSync(path, `${before}${BEGIN}\n\n${renderTable(readResults(process.argv[2]))}\n\n${END}${after}`);
