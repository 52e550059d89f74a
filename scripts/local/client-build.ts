/** Builds widget, console and pages into `dist/client`, when what they are made from has changed. */
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { ToolFailed } from "#scripts/local/failures";
import { fingerprint, isCurrent, stamp } from "#scripts/local/fingerprint";
import { repositoryRoot } from "#scripts/local/instance";
import { withLock } from "#scripts/local/lock.mjs";
import { runTool } from "#scripts/local/run-tool";

const buildScript = "scripts/build-client.ts";
const SOURCES = ["client", "protocol", buildScript, "package-lock.json"];
const distDir = join(repositoryRoot, "dist");
const stampFile = join(distDir, "client-built");

export function isClientCurrent(): boolean {
  return isBuiltFrom(fingerprint(repositoryRoot, SOURCES));
}

function isBuiltFrom(sources: string): boolean {
  return isCurrent(stampFile, sources) && existsSync(join(distDir, "client/index.html"));
}

/** All instances share one build, so two of them take turns. */
export async function buildClient(onWait: () => void): Promise<void> {
  mkdirSync(distDir, { recursive: true });
  await withLock(join(distDir, "client-build.lock"), onWait, async () => {
    const sources = fingerprint(repositoryRoot, SOURCES);
    if (isBuiltFrom(sources)) return;
    // A test runner's NODE_ENV would make it another build than the one that ships.
    const { code, output } = await runTool(process.execPath, [buildScript], { ...process.env, NODE_ENV: "production" });
    if (code !== 0) throw new ToolFailed(`node ${buildScript}`, output);
    stamp(stampFile, sources);
  });
}
