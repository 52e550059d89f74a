/** A real server for a test: what `npm start` runs, in a process group of its own, so that all of it can be killed at once. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { type Demo, demoFile } from "#scripts/local/demo";
import { repositoryRoot } from "#scripts/local/instance";
import { readJsonFile } from "#scripts/local/json-file";
import { copyTemplate } from "#test/harness/template";

const READY_WITHIN_MS = 180_000;
const POLL_MS = 50;

export interface ServerOptions {
  readonly port: number;
  /** Begins with the demo's two weeks of conversations; else with an empty inbox. */
  readonly withPast?: boolean;
  /** Kept between starts over the same folder. */
  readonly stateDir: string;
}

export interface RunningServer extends ServerOptions {
  readonly url: string;
  readonly demo: Demo;
  /** `kill -9` of the whole group, as a crash of the machine would; returns when all of it is gone. */
  killGroup(): Promise<void>;
}

/** Those of wrangler.toml: it takes them from the environment before its file, and the test runner sets some for workerd. */
const SECRETS = ["KEY_RING", "BLIND_INDEX_KEYS", "AUTH_SECRET", "CUSTOMER_TOKEN_SECRET", "AUDIT_SIGNING_KEY"];

const running = new Set<ChildProcess>();
process.on("exit", () => {
  for (const child of running) killGroupOf(child, "SIGKILL");
});

/** A migrated and seeded folder for one test's server, and a free port; `remove` when no server runs on it any more. */
export async function newInstance(): Promise<ServerOptions & { remove(): void }> {
  const instance = await emptyInstance();
  await copyTemplate(instance.stateDir);
  return instance;
}

/** As {@link newInstance}, with nothing in its folder: what somebody has who starts for the first time. */
export async function emptyInstance(): Promise<ServerOptions & { remove(): void }> {
  const stateDir = mkdtempSync(join(tmpdir(), "edgedesk-state-"));
  return { port: await freePort(), stateDir, remove: () => rmSync(stateDir, { recursive: true, force: true }) };
}

/**
 * Starts a server and waits until `/healthz` is 200.
 * @throws Error with what it printed if it ends or is not ready in time
 */
export async function startServer({ port, stateDir, withPast = false }: ServerOptions): Promise<RunningServer> {
  const child = spawn(process.execPath, [join(repositoryRoot, "scripts/start.ts"), "--end-with-parent"], {
    cwd: repositoryRoot,
    env: {
      ...ownEnvironment(),
      DEMO_HISTORY: withPast ? "on" : "off",
      PORT: String(port),
      STATE_DIR: stateDir,
      LC_ALL: "C",
    },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  running.add(child);
  child.once("exit", () => running.delete(child));
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  const url = `http://localhost:${port}`;
  const deadlineMs = Date.now() + READY_WITHIN_MS;
  while (!(await isHealthy(url))) {
    if (child.exitCode !== null || Date.now() > deadlineMs) {
      await killAndWait(child);
      throw new Error(`the server did not become ready:\n${output}`);
    }
    await wait(POLL_MS);
  }
  const demo = readJsonFile(join(stateDir, "demo.json"), demoFile);
  if (demo === undefined) throw new Error(`ready without a demo.json in ${stateDir}`);
  return { port, stateDir, url, demo, killGroup: () => killAndWait(child) };
}

/** Without the secrets, so that the server has those of its folder, as the ones that it seeded with. */
function ownEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !SECRETS.includes(name)),
  ) as NodeJS.ProcessEnv;
}

async function isHealthy(url: string): Promise<boolean> {
  return fetch(`${url}/healthz`, { signal: AbortSignal.timeout(5_000) }).then(
    (answer) => answer.status === 200,
    () => false,
  );
}

async function killAndWait(child: ChildProcess): Promise<void> {
  const ended = child.exitCode === null && child.signalCode === null ? once(child, "exit") : undefined;
  killGroupOf(child, "SIGKILL");
  await ended;
  // The leader is gone; the others follow within moments, and only then is the port free again.
  while (killGroupOf(child, 0)) await wait(POLL_MS);
}

/** @returns whether there was still somebody in the group */
function killGroupOf(child: ChildProcess, signal: NodeJS.Signals | 0): boolean {
  try {
    if (child.pid === undefined) return false;
    process.kill(-child.pid, signal);
    return true;
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}
