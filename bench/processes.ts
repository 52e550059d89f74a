/** Starts, pins and ends the processes of a run. Each server leads a session of its own, so that all its children are known. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { createWriteStream, readdirSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";

/** The server has core 1 for itself and the generator core 0, where there are two and `taskset` (util-linux) can pin. */
export const canPin = availableParallelism() >= 2 && spawnSync("taskset", ["--version"]).status === 0;
export const GENERATOR_CORE = 0;
export const SERVER_CORE = 1;

/** A command line that runs on one core and passes that on to its children. */
export function pinned(core: number, command: string, args: readonly string[]): [string, string[]] {
  return canPin ? ["taskset", ["--cpu-list", String(core), command, ...args]] : [command, [...args]];
}

/** USER_HZ, the unit of CPU times in /proc: 100 on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;
const STOP_TIMEOUT_MS = 15_000;

interface ProcessStat {
  readonly pid: number;
  readonly cpuSeconds: number;
}

/** Reads /proc (Linux; elsewhere there is nothing to read): proc(5), fields 6, 14 and 15 of `stat`. */
function processesOf(session: number): ProcessStat[] {
  return procEntries().flatMap((pid) => {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      const cpuSeconds = (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
      return Number(fields[3]) === session ? [{ pid, cpuSeconds }] : [];
    } catch {
      return []; // it ended meanwhile
    }
  });
}

function procEntries(): number[] {
  try {
    return readdirSync("/proc").map(Number).filter(Number.isInteger);
  } catch {
    return [];
  }
}

/** CPU time that the whole machine has spent busy, over all cores; 0 without /proc: proc(5), the first line of `stat`. */
export function machineCpuSeconds(): number {
  try {
    const [line = ""] = readFileSync("/proc/stat", "utf8").split("\n");
    const [user = 0, nice = 0, system = 0, , , irq = 0, softIrq = 0] = line.split(/\s+/).slice(1).map(Number);
    return (user + nice + system + irq + softIrq) / TICKS_PER_SECOND;
  } catch {
    return 0;
  }
}

export interface Running {
  readonly child: ChildProcess;
  /** CPU time that it and its children have used so far. */
  cpuSeconds(): number;
  /** Process ids of it and its children. */
  pids(): number[];
  stop(): Promise<void>;
}

/** Starts a server as leader of a new session, its output in a log file. */
export function startServer(
  [command, args]: [string, string[]],
  env: Readonly<Record<string, string>>,
  logPath: string,
): Running {
  const log = createWriteStream(logPath);
  const child = spawn(command, args, {
    env: { ...process.env, ...env },
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const { pid } = child;
  if (pid === undefined) throw new Error(`could not start ${command}`);
  // The group first (all there is without /proc), then children that made a group of their own.
  const killAtExit = () => {
    for (const target of [-pid, ...processesOf(pid).map((it) => it.pid)]) {
      try {
        process.kill(target, "SIGKILL");
      } catch {
        // it ended meanwhile
      }
    }
  };
  process.once("exit", killAtExit);
  return {
    child,
    cpuSeconds: () => processesOf(pid).reduce((sum, it) => sum + it.cpuSeconds, 0),
    pids: () => processesOf(pid).map((it) => it.pid),
    stop: async () => {
      if (child.exitCode === null) child.kill("SIGTERM");
      await Promise.race([exited, new Promise((resolve) => setTimeout(resolve, STOP_TIMEOUT_MS).unref())]);
      killAtExit();
      process.off("exit", killAtExit);
      log.end();
    },
  };
}
