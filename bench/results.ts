/** The JSON that a benchmark leaves, and where. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { report, targetName } from "./contract.ts";
import { machine } from "./machine.ts";

const run = z.object({
  target: targetName,
  n: z.int(),
  round: z.int(),
  report,
  /** Share of its core that the server with all its processes used within the window. */
  serverCpu: z.number(),
  /** What other processes used of the machine, in cores: more than a little, and the run says nothing. */
  foreignCpu: z.number(),
  /** What was proven after the run. */
  proof: z.object({
    /** Messages read back over HTTP: each once, in order. */
    messages: z.int(),
    /** Files searched for the run's markers after the server had stopped, and how many hold one. */
    filesSearched: z.int(),
    filesWithPlainText: z.int(),
    /** Rows of D1 whose `projectedSeq` is their actor's last seq (Edgedesk). */
    projectedRows: z.int().optional(),
  }),
});
export type Run = z.infer<typeof run>;

const results = z.object({
  startedAt: z.iso.datetime(),
  command: z.string(),
  seconds: z.number(),
  warmUpSeconds: z.number(),
  machine,
  runs: z.array(run),
});
export type Results = z.infer<typeof results>;

const RESULTS_DIRECTORY = join(import.meta.dirname, "results");
/** The latest profile, as Markdown. */
export const PROFILE_PATH = join(RESULTS_DIRECTORY, "profile.md");

/** Writes a benchmark's results. @returns the file */
export function writeResults(value: Results): string {
  mkdirSync(RESULTS_DIRECTORY, { recursive: true });
  const path = join(RESULTS_DIRECTORY, `${value.startedAt.replaceAll(":", "-").slice(0, 19)}.json`);
  writeFileSync(path, `${JSON.stringify(value, undefined, 2)}\n`);
  return path;
}

/** Reads results from a file, by default the latest ones. */
export function readResults(path?: string): Results {
  const latest = readdirSync(RESULTS_DIRECTORY)
    .filter((name) => /^\d{4}-.*\.json$/.test(name))
    .sort()
    .at(-1);
  if (path === undefined && latest === undefined) throw new Error("no results yet: npm run bench");
  return results.parse(JSON.parse(readFileSync(path ?? join(RESULTS_DIRECTORY, latest ?? ""), "utf8")));
}
