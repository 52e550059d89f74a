/** How much memory the worker's processes have, from /proc (Linux): proc(5), `stat` and `status`. */
import { readdirSync, readFileSync } from "node:fs";

const KIB_PER_MIB = 1024;

interface Seen {
  readonly pid: number;
  readonly parent: number;
  readonly name: string;
}

function seen(pid: number): Seen[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const nameEnd = stat.lastIndexOf(")");
    const parent = Number(stat.slice(nameEnd + 2).split(" ")[1]);
    return [{ pid, parent, name: stat.slice(stat.indexOf("(") + 1, nameEnd) }];
  } catch {
    return []; // it ended meanwhile
  }
}

/** The ids of all `workerd` that this process started, directly or by others. */
export function ownWorkers(): number[] {
  const all = readdirSync("/proc").map(Number).filter(Number.isInteger).flatMap(seen);
  const ours = new Set([process.pid]);
  for (let grown = true; grown; ) {
    const more = all.filter(({ pid, parent }) => ours.has(parent) && !ours.has(pid));
    for (const { pid } of more) ours.add(pid);
    grown = more.length > 0;
  }
  return all.filter(({ pid, name }) => ours.has(pid) && name === "workerd").map(({ pid }) => pid);
}

/** Resident now, of all of them, in MiB. */
export function residentMib(pids: readonly number[]): number {
  const kib = pids.map((pid) => {
    const [, value = "0"] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    return Number(value);
  });
  return kib.reduce((sum, each) => sum + each, 0) / KIB_PER_MIB;
}
