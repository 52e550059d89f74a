/** Runs wrangler for one instance: no account, no network, nothing outside the instance's folder. */
import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { type Instance, repositoryRoot } from "#scripts/local/instance";

const wranglerBin = join(
  dirname(createRequire(import.meta.url).resolve("wrangler/package.json")),
  "bin",
  "wrangler.js",
);
const LOG_TAIL_LINES = 15;

export class WranglerFailed extends Error {
  /** The end of what it printed. */
  readonly tail: string;

  constructor(message: string, tail: string) {
    super(message);
    this.name = "WranglerFailed";
    this.tail = tail;
  }
}

function environmentOf(instance: Instance): NodeJS.ProcessEnv {
  return {
    ...process.env,
    // Two instances must not find each other's worker by its name, which is the same.
    WRANGLER_REGISTRY_PATH: join(instance.stateDir, "registry"),
    WRANGLER_WRITE_LOGS: "false",
    WRANGLER_HIDE_BANNER: "true",
    WRANGLER_SEND_METRICS: "false",
    WRANGLER_SEND_ERROR_REPORTS: "false",
    WRANGLER_NO_SKILLS_UPDATE_PROMPTS: "true",
    CLOUDFLARE_CF_FETCH_ENABLED: "false",
    FORCE_COLOR: "0",
  };
}

/**
 * Runs a command to its end.
 * @throws WranglerFailed with what it printed last
 */
export async function runWrangler(instance: Instance, args: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, [wranglerBin, ...args], {
    cwd: repositoryRoot,
    env: environmentOf(instance),
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => output.push(chunk.toString()));
  if ((await exitOf(child)) !== 0)
    throw new WranglerFailed(`wrangler ${args.slice(0, 3).join(" ")} failed`, tailOf(output.join("")));
}

/** The running server; it stays in the caller's process group, so that killing the group kills all of it. */
export interface DevServer {
  readonly pid: number;
  /** Resolves when it has ended, however. */
  readonly ended: Promise<void>;
  hasEnded(): boolean;
  /** The end of its log. */
  tail(): string;
}

export function startDevServer(instance: Instance): DevServer {
  const args = [
    wranglerBin,
    "dev",
    ...["--port", String(instance.port)],
    // 0: any free port, since two instances would fight over the default one.
    ...["--inspector-port", "0"],
    ...["--persist-to", instance.dataDir],
    ...["--env-file", instance.secretsFile],
    ...["--log-level", "warn"],
    "--local",
    "--show-interactive-dev-session=false",
  ];
  const log = openSync(instance.logFile, "w", 0o600);
  const child = spawn(process.execPath, args, {
    cwd: repositoryRoot,
    env: environmentOf(instance),
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  let over = false;
  const ended = exitOf(child).then(() => {
    over = true;
  });
  return {
    pid: child.pid ?? 0,
    ended,
    hasEnded: () => over,
    tail: () => tailOf(readFileSync(instance.logFile, "utf8")),
  };
}

function exitOf(child: ChildProcess): Promise<number | null> {
  return new Promise((done, fail) => {
    child.once("error", fail);
    child.once("close", (code) => done(code));
  });
}

function tailOf(text: string): string {
  return text.trimEnd().split("\n").slice(-LOG_TAIL_LINES).join("\n");
}
