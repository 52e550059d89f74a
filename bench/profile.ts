/**
 * `npm run bench:profile -- [--n 500] [--seconds 10] [--targets edgedesk]`: one run under two profilers. V8's, through the
 * worker's inspector, says which functions take the time; Linux's perf, where there is one, how much of the server's time
 * is JavaScript at all. Profiling slows the server: rates come from `npm run bench`.
 */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { findInspector, Inspector } from "./inspector.ts";
import { cpuProfile, type SelfTime, selfTimes } from "./javascript-profile.ts";
import { measure } from "./measure.ts";
import { countSamples } from "./native-profile.ts";
import { readOptions } from "./options.ts";
import type { Running } from "./processes.ts";
import { PROFILE_PATH } from "./results.ts";

const SAMPLING_INTERVAL_US = 500;
const PERF_HZ = 499;
const SYNC_EVENTS = "syscalls:sys_enter_fsync,syscalls:sys_enter_fdatasync";
const TOP_FUNCTIONS = 25;
const MAX_PERF_BYTES = 512 * 1024 * 1024;

const started = z.object({ profile: cpuProfile });
const source = z.object({ scriptSource: z.string() });

function hasPerf(): boolean {
  return spawnSync("perf", ["--version"]).status === 0;
}

function commandLineOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    return "";
  }
}

class Profiling {
  readonly #directory = mkdtempSync(join(tmpdir(), "edgedesk-profile-"));
  #worker: Promise<{ workerPid: number; inspector: Inspector }> | undefined;
  #perf: ChildProcess | undefined;
  #roles = new Map<number, string>();
  #counting: ChildProcess | undefined;
  #counted = "";
  functions: SelfTime[] = [];

  /** V8's profiler starts before the window: a busy worker may take seconds to answer its inspector. */
  loadStarted(server: Running): void {
    const pids = server.pids();
    this.#worker = this.#begin(pids);
    this.#roles = new Map(
      pids.map((pid) => [
        pid,
        commandLineOf(pid).includes("workerd") ? "wrangler: its proxy" : "wrangler: Node, esbuild",
      ]),
    );
  }

  windowOpened(server: Running): void {
    if (!hasPerf()) return;
    const pids = server.pids().join(",");
    const output = join(this.#directory, "perf.data");
    this.#perf = spawn("perf", ["record", "-q", "-F", String(PERF_HZ), "-g", "-p", pids, "-o", output], {
      stdio: "ignore",
    });
    this.#counting = spawn("perf", ["stat", "-x", ",", "-e", SYNC_EVENTS, "-p", pids], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    this.#counting.stderr?.on("data", (data) => {
      this.#counted += String(data);
    });
  }

  /** How often the server synced a file to disk in the window; undefined without perf. */
  get syncs(): number | undefined {
    const counts = this.#counted.split("\n").flatMap((line) => /^(\d+),,syscalls:/.exec(line)?.[1] ?? []);
    return counts.length > 0 ? counts.reduce((sum, count) => sum + Number(count), 0) : undefined;
  }

  async #begin(pids: readonly number[]): Promise<{ workerPid: number; inspector: Inspector }> {
    const { workerPid, url } = await findInspector(pids);
    const inspector = await Inspector.open(url);
    await inspector.call("Profiler.enable");
    await inspector.call("Profiler.setSamplingInterval", { interval: SAMPLING_INTERVAL_US });
    await inspector.call("Profiler.start");
    return { workerPid, inspector };
  }

  async windowClosed(): Promise<void> {
    this.#perf?.kill("SIGINT");
    this.#counting?.kill("SIGINT");
    if (this.#worker === undefined) return;
    const { inspector } = await this.#worker;
    const { profile } = started.parse(await inspector.call("Profiler.stop"));
    await inspector.call("Debugger.enable");
    const sources = new Map<string, readonly string[]>();
    for (const scriptId of new Set(profile.nodes.map((node) => node.callFrame.scriptId))) {
      const script = await inspector.call("Debugger.getScriptSource", { scriptId }).catch(() => undefined);
      const parsed = source.safeParse(script);
      if (parsed.success) sources.set(scriptId, parsed.data.scriptSource.split("\n"));
    }
    inspector.close();
    this.functions = selfTimes(profile, (scriptId) => sources.get(scriptId));
  }

  /** Shares of all CPU time of the server, by category; empty without perf. */
  async categories(): Promise<SelfTime[]> {
    const input = join(this.#directory, "perf.data");
    const script = spawnSync("perf", ["script", "-i", input, "-F", "pid,ip,sym,dso"], {
      encoding: "utf8",
      maxBuffer: MAX_PERF_BYTES,
    });
    rmSync(this.#directory, { recursive: true });
    if (script.status !== 0) return [];
    const worker = await this.#worker;
    const counts = countSamples(script.stdout, (pid) => (pid === worker?.workerPid ? undefined : this.#roles.get(pid)));
    const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
    return [...counts].map(([name, count]) => ({ name, share: count / total })).sort((a, b) => b.share - a.share);
  }
}

function tableOf(header: string, rows: readonly SelfTime[]): string {
  const lines = rows.map(({ name, share }) => `| ${name} | ${(share * 100).toFixed(1)} % |`);
  return [`| ${header} | share |`, "| --- | ---: |", ...lines].join("\n");
}

const given = process.argv.slice(2);
const options = readOptions(["--n", "500", "--targets", "edgedesk", "--runs", "1", ...given]);
const sections: string[] = [];
for (const target of options.targets) {
  for (const n of options.n) {
    const profiling = new Profiling();
    const run = await measure({ ...options, target, n, round: 0 }, profiling);
    const { ratePerSecond } = run.report;
    const { syncs } = profiling;
    const perMessage =
      syncs === undefined
        ? ""
        : ` and ${(syncs / (ratePerSecond * options.seconds)).toFixed(1)} syncs to disk a message`;
    const categories = await profiling.categories();
    sections.push(
      `### ${target}, N = ${n}`,
      `Under the profilers: ${ratePerSecond.toFixed(0)} messages a second with ${Math.round(run.serverCpu * 100)} % of the server's core${perMessage}.`,
      ...(categories.length > 0 ? [tableOf("CPU time of all its processes", categories)] : []),
      tableOf("self time in the worker (V8)", profiling.functions.slice(0, TOP_FUNCTIONS)),
    );
  }
}
const page = sections.join("\n\n");
writeFileSync(PROFILE_PATH, `${page}\n`);
console.log(`${page}\n\nwritten to ${PROFILE_PATH}`);
