/** One run: a fresh server with fresh state, the load, and the proofs. */
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { searchAtRest } from "./at-rest.ts";
import { markersOf } from "./bodies.ts";
import { generatorEvent, type Report, type TargetName, type Task } from "./contract.ts";
import { GENERATOR_CORE, pinned, type Running } from "./processes.ts";
import { proveProjection } from "./projection.ts";
import type { Run } from "./results.ts";
import { startTarget } from "./servers.ts";

export interface RunOptions {
  readonly target: TargetName;
  readonly n: number;
  readonly round: number;
  readonly warmUpSeconds: number;
  readonly seconds: number;
  readonly port: number;
}

/** What may watch the server while it is measured: the profiler does. */
export interface Watcher {
  windowOpened(server: Running): void;
  /** The server is not stopped before this resolves. */
  windowClosed(): Promise<void>;
}

/** Set-up, reading back and draining included; a run that takes longer hangs. */
const GENERATOR_TIMEOUT_MS = 600_000;

function generate(task: Task, onWindow: (kind: "window.opened" | "window.closed") => void): Promise<Report> {
  const script = join(import.meta.dirname, "generator.ts");
  const [command, args] = pinned(GENERATOR_CORE, process.execPath, [script, JSON.stringify(task)]);
  const child = spawn(command, args, { stdio: ["ignore", "inherit", "inherit", "ipc"], timeout: GENERATOR_TIMEOUT_MS });
  return new Promise((resolve, reject) => {
    let report: Report | undefined;
    child.on("message", (message) => {
      const event = generatorEvent.parse(message);
      if (event.kind === "report") report = event.report;
      else onWindow(event.kind);
    });
    child.on("error", reject);
    child.on("exit", (code) => {
      if (report !== undefined && code === 0) resolve(report);
      else reject(new Error(`the generator ended with ${code} and ${report ? "a" : "no"} report`));
    });
  });
}

/** Measures one server once. Throws if anything of what a run has to prove does not hold. */
export async function measure(options: RunOptions, watcher?: Watcher): Promise<Run> {
  const { target, n, round, port, warmUpSeconds, seconds } = options;
  const directory = mkdtempSync(join(tmpdir(), `edgedesk-bench-${target}-`));
  const stateDir = join(directory, "state");
  const logPath = join(directory, "output.log");
  const token = randomBytes(4).toString("hex");
  const server = await startTarget({ target, port, stateDir, logPath, capacity: n });
  try {
    let [cpuSeconds, openedAtMs, windowMs] = [0, 0, 0];
    let watched: Promise<void> | undefined;
    const task = { target, baseUrl: server.baseUrl, stateDir, lanes: n, token, warmUpSeconds, seconds };
    const report = await generate(task, (kind) => {
      if (kind === "window.opened") {
        [cpuSeconds, openedAtMs] = [server.cpuSeconds(), performance.now()];
        watcher?.windowOpened(server);
      } else {
        [cpuSeconds, windowMs] = [server.cpuSeconds() - cpuSeconds, performance.now() - openedAtMs];
        watched = watcher?.windowClosed();
      }
    });
    await watched;
    await server.stop();
    const search = searchAtRest(stateDir, markersOf(token));
    // The other two keep plain text: there the search must find it, or it proves nothing.
    if (search.found.length > 0 !== (target !== "edgedesk")) {
      throw new Error(`${target}: plain text found at rest in ${search.found.length} files: ${search.found[0] ?? ""}`);
    }
    const run = {
      target,
      n,
      round,
      report,
      serverCpu: (cpuSeconds * 1_000) / windowMs,
      proof: {
        messages: report.messages,
        filesSearched: search.filesRead,
        filesWithPlainText: search.found.length,
        ...(report.settlement && { projectedRows: proveProjection(stateDir, report.settlement.lastSeqs) }),
      },
    };
    rmSync(directory, { recursive: true, force: true });
    return run;
  } catch (error) {
    console.error(`the state and the logs of the failed run are kept in ${directory}`);
    throw error;
  } finally {
    await server.stop();
  }
}
