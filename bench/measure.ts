/** One run: a fresh server with fresh state, the load, and the proofs. */
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { searchAtRest } from "#test/harness/at-rest";
import { markersOf } from "./bodies.ts";
import {
  type GeneratorEvent,
  generatorEvent,
  isEdgedesk,
  type Report,
  type TargetName,
  type Task,
} from "./contract.ts";
import { GENERATOR_CORE, machineCpuSeconds, pinned, type Running } from "./processes.ts";
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
  /** Where the commit that `before` stands for is checked out. */
  readonly earlierRoot?: string | undefined;
}

/** What may watch the server while it is measured: the profiler does. */
export interface Watcher {
  /** All is connected; the warm-up begins. */
  loadStarted(server: Running): void;
  windowOpened(server: Running): void;
  /** The server is not stopped before this resolves. */
  windowClosed(): Promise<void>;
}

/** Set-up, reading back and draining included; a run that takes longer hangs. */
const GENERATOR_TIMEOUT_MS = 600_000;

type Phase = Exclude<GeneratorEvent["kind"], "report">;

function generate(task: Task, onPhase: (phase: Phase) => void): Promise<Report> {
  const script = join(import.meta.dirname, "generator.ts");
  const [command, args] = pinned(GENERATOR_CORE, process.execPath, [script, JSON.stringify(task)]);
  const child = spawn(command, args, { stdio: ["ignore", "inherit", "inherit", "ipc"], timeout: GENERATOR_TIMEOUT_MS });
  return new Promise((resolve, reject) => {
    let report: Report | undefined;
    child.on("message", (message) => {
      const event = generatorEvent.parse(message);
      if (event.kind === "report") report = event.report;
      else onPhase(event.kind);
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
  const { target, n, round, port, warmUpSeconds, seconds, earlierRoot } = options;
  const directory = mkdtempSync(join(tmpdir(), `edgedesk-bench-${target}-`));
  const stateDir = join(directory, "state");
  const logPath = join(directory, "output.log");
  const token = randomBytes(4).toString("hex");
  const server = await startTarget({ target, port, stateDir, logPath, capacity: n, earlierRoot });
  try {
    let before = { serverSeconds: 0, machineSeconds: 0, atMs: 0 };
    let cpu = { server: 0, machine: 0 };
    let watched: Promise<void> | undefined;
    const task = { target, baseUrl: server.baseUrl, stateDir, lanes: n, token, warmUpSeconds, seconds };
    const report = await generate(task, (phase) => {
      switch (phase) {
        case "load.started":
          return watcher?.loadStarted(server);
        case "window.opened":
          before = {
            serverSeconds: server.cpuSeconds(),
            machineSeconds: machineCpuSeconds(),
            atMs: performance.now(),
          };
          return watcher?.windowOpened(server);
        case "window.closed": {
          const seconds = (performance.now() - before.atMs) / 1_000;
          cpu = {
            server: (server.cpuSeconds() - before.serverSeconds) / seconds,
            machine: (machineCpuSeconds() - before.machineSeconds) / seconds,
          };
          watched = watcher?.windowClosed();
        }
      }
    });
    await watched;
    await server.stop();
    const search = searchAtRest(stateDir, markersOf(token));
    // The other two keep plain text: there the search must find it, or it proves nothing.
    if (search.found.length > 0 !== !isEdgedesk(target)) {
      throw new Error(`${target}: plain text found at rest in ${search.found.length} files: ${search.found[0] ?? ""}`);
    }
    const run = {
      target,
      n,
      round,
      report,
      serverCpu: cpu.server,
      foreignCpu: Math.max(0, cpu.machine - cpu.server - report.generatorCpu),
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
