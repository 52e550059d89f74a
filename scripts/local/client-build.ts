/** Builds widget, console and pages into `dist/client`, when what they are made from has changed. */
import { execFile } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { fingerprint, isCurrent, stamp } from "#scripts/local/fingerprint";
import { repositoryRoot } from "#scripts/local/instance";
import { withLock } from "./lock.mjs";

const SOURCES = ["client", "protocol", "scripts/build-client.ts", "package-lock.json"];
const distDir = join(repositoryRoot, "dist");
const stampFile = join(distDir, "client-built");

export function isClientCurrent(): boolean {
  return isCurrent(stampFile, fingerprint(repositoryRoot, SOURCES));
}

/** All instances share one build, so two of them take turns. */
export async function buildClient(onWait: () => void): Promise<void> {
  mkdirSync(distDir, { recursive: true });
  await withLock(join(distDir, "client-build.lock"), onWait, async () => {
    const sources = fingerprint(repositoryRoot, SOURCES);
    if (isCurrent(stampFile, sources)) return;
    await promisify(execFile)(process.execPath, [join(repositoryRoot, "scripts/build-client.ts")], {
      cwd: repositoryRoot,
    });
    stamp(stampFile, sources);
  });
}
