/** On what the figures were measured: without it they say little. */
import { closeSync, fsyncSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { cpus, release, tmpdir, totalmem, type } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { canPin } from "./processes.ts";
import { percentileOfSorted } from "./statistics.ts";

export const machine = z.object({
  cpu: z.string(),
  cores: z.int(),
  memoryGiB: z.number(),
  system: z.string(),
  node: z.string(),
  packages: z.record(z.string(), z.string()),
  pinned: z.boolean(),
  /** Median of a 4 KiB write with fsync where the state directories are: the floor under every durable message. */
  fsyncP50Ms: z.number(),
});
export type Machine = z.infer<typeof machine>;

const PACKAGES = ["workerd", "wrangler", "socket.io", "ws"] as const;
const FSYNC_SAMPLES = 100;
/** A host that gives so many writes a time answers the others some ten times later. */
const SLOW_DISK = 2;
const DISK_POLL_MS = 5_000;
const DISK_PATIENCE_MS = 180_000;
const manifest = z.object({ version: z.string() });

function versionOf(name: string): string {
  const path = join(import.meta.dirname, "..", "node_modules", name, "package.json");
  return manifest.parse(JSON.parse(readFileSync(path, "utf8"))).version;
}

function measureFsyncMs(): number {
  const directory = mkdtempSync(join(tmpdir(), "edgedesk-fsync-"));
  const file = openSync(join(directory, "probe"), "w");
  const page = Buffer.alloc(4_096, 1);
  const samples = Float64Array.from({ length: FSYNC_SAMPLES }, () => {
    const fromMs = performance.now();
    writeSync(file, page);
    fsyncSync(file);
    return performance.now() - fromMs;
  }).sort();
  closeSync(file);
  rmSync(directory, { recursive: true });
  return percentileOfSorted(samples, 50);
}

/** Whether a write with fsync takes no longer than it did when the machine was described, within the usual noise. */
export function isDiskAsFast({ fsyncP50Ms }: Machine): boolean {
  return measureFsyncMs() <= SLOW_DISK * fsyncP50Ms;
}

/** Waits until the disk is as fast as it was, and says so; throws if it never is. */
export async function waitForDisk(machine: Machine): Promise<void> {
  const deadlineMs = performance.now() + DISK_PATIENCE_MS;
  while (!isDiskAsFast(machine)) {
    if (performance.now() > deadlineMs) throw new Error("the disk stays slower than it was at the beginning");
    console.log("the disk is held back by its host; waiting …");
    await new Promise((resolve) => setTimeout(resolve, DISK_POLL_MS));
  }
}

export function describeMachine(): Machine {
  const processors = cpus();
  return {
    cpu: processors[0]?.model.trim() ?? "unknown",
    cores: processors.length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${release()}`,
    node: process.version,
    packages: Object.fromEntries(PACKAGES.map((name) => [name, versionOf(name)])),
    pinned: canPin,
    fsyncP50Ms: measureFsyncMs(),
  };
}
