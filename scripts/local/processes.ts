/** The tree of processes, and signals to it. */
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";

const ZOMBIE = "Z";

/** @returns ids of all processes that descend from one, children before their own children */
export function descendantsOf(pid: number): number[] {
  const childrenOf = new Map<number, number[]>();
  for (const [child, parent] of existsSync("/proc/self/stat") ? fromProc() : fromPs()) {
    childrenOf.set(parent, [...(childrenOf.get(parent) ?? []), child]);
  }
  const found: number[] = [];
  const waiting = [pid];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const children = childrenOf.get(next) ?? [];
    found.push(...children);
    waiting.push(...children);
  }
  return found;
}

/** Linux without procps has no `ps`. What has ended and was not collected yet is left out, as by {@link isAlive}. */
function fromProc(): [pid: number, parent: number][] {
  return readdirSync("/proc").flatMap((name): [number, number][] => {
    const stat = /^\d+$/.test(name) ? statOf(Number(name)) : undefined;
    return stat === undefined || stat.state === ZOMBIE ? [] : [[Number(name), stat.parent]];
  });
}

/** @returns undefined where the system does not tell */
export function parentOf(pid: number): number | undefined {
  return statOf(pid)?.parent;
}

/** The fields follow the command's name, which may hold anything (proc(5)). */
function statOf(pid: number): { state: string; parent: number } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const [state = "", parent] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return { state, parent: Number(parent) };
  } catch {
    return undefined;
  }
}

function fromPs(): [pid: number, parent: number][] {
  const rows = execFileSync("ps", ["-axo", "pid=,ppid="], { encoding: "utf8" }).trim().split("\n");
  return rows.map((row): [number, number] => {
    const [pid, parent] = row.trim().split(/\s+/);
    return [Number(pid), Number(parent)];
  });
}

/** A zombie counts as ended: in a container often nobody collects it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return statOf(pid)?.state !== ZOMBIE;
  } catch (error) {
    // Somebody else's process is alive too.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** Sends a signal to each that is still there. */
export function signalAll(pids: Iterable<number>, signal: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch {
      // It ended by itself.
    }
  }
}
