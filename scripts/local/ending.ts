/** Ending this process with everything below it; not by its process group, which may be the caller's too. */
import { setTimeout as wait } from "node:timers/promises";
import { descendantsOf, isAlive, parentOf, signalAll } from "#scripts/local/processes";

const GRACE_MS = 4_000;
const POLL_MS = 50;
const PARENT_CHECK_MS = 1_000;

/** Asks everything below this process to end, waits a little, then ends what is left. */
export async function endTree(): Promise<void> {
  // Taken before anything ends: children of a process that is gone no longer say whose they were.
  const all = new Set([...remembered, ...descendantsOf(process.pid)]);
  signalAll(all, "SIGTERM");
  const deadlineMs = Date.now() + GRACE_MS;
  while ([...all].some(isAlive) && Date.now() < deadlineMs) await wait(POLL_MS);
  signalAll(all, "SIGKILL");
}

const remembered = new Set<number>();

/** Notes what runs below this process now, so that {@link endTree} finds it even if its parent crashes. */
export function rememberTree(): void {
  for (const pid of descendantsOf(process.pid)) remembered.add(pid);
}

let ending = false;

/** @returns whether this process has been asked to end, so that what ends below it did not crash */
export function isEnding(): boolean {
  return ending;
}

/**
 * Ends everything and exits on Ctrl-C, on a request to end and when the terminal closes; a second Ctrl-C does not wait.
 * @param endWithParent also when whoever started this is gone: a killed npm or test leaves no server behind
 * @param onEnd called once, first
 */
export function endOnSignals(endWithParent: boolean, onEnd: () => void): void {
  const end = async () => {
    if (ending) {
      signalAll([...remembered, ...descendantsOf(process.pid)], "SIGKILL");
      process.exit(1);
    }
    ending = true;
    onEnd();
    await endTree();
    process.exit(0);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void end());
  if (endWithParent) {
    // Between npm and us there may be a shell, which outlives a killed npm.
    const ancestors = () => `${process.ppid} ${parentOf(process.ppid)}`;
    const atStart = ancestors();
    setInterval(() => {
      if (!ending && ancestors() !== atStart) void end();
    }, PARENT_CHECK_MS).unref();
  }
}
