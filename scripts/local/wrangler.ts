/** Runs wrangler for one instance: no account, no network, nothing outside the instance's folder. */
import { spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { ToolFailed } from "#scripts/local/failures";
import { type Instance, repositoryRoot } from "#scripts/local/instance";
import { runTool } from "#scripts/local/run-tool";
import { SECRET_NAMES } from "#scripts/local/secrets";

export const wranglerBin = join(
  dirname(createRequire(import.meta.url).resolve("wrangler/package.json")),
  "bin",
  "wrangler.js",
);

/** For a command that shall know this instance and no other. */
export function environmentOf(instance: Instance): NodeJS.ProcessEnv {
  // wrangler prefers variables to its environment file: data is sealed with the secrets of the instance's own folder.
  const foreign = Object.fromEntries(SECRET_NAMES.map((name) => [name, undefined]));
  return {
    ...process.env,
    ...foreign,
    // Two instances must not find each other's worker by its name, which is the same.
    WRANGLER_REGISTRY_PATH: join(instance.stateDir, "registry"),
    WRANGLER_WRITE_LOGS: "false",
    WRANGLER_HIDE_BANNER: "true",
    WRANGLER_SEND_METRICS: "false",
    WRANGLER_SEND_ERROR_REPORTS: "false",
    WRANGLER_NO_SKILLS_UPDATE_PROMPTS: "true",
    CLOUDFLARE_CF_FETCH_ENABLED: "false",
    // Local traces write every event to a database of their own, half of what a server here can do.
    X_LOCAL_OBSERVABILITY: "false",
    // A variable of wrangler.toml that is set here is taken from here: links in mail must not go by what a request says.
    PUBLIC_URL: process.env.PUBLIC_URL ?? `http://localhost:${instance.port}`,
    FORCE_COLOR: "0",
    NO_COLOR: "1",
  };
}

/**
 * Runs a command to its end.
 * @throws ToolFailed with what it printed last
 */
export async function runWrangler(instance: Instance, args: readonly string[]): Promise<void> {
  const { code, output } = await runTool(process.execPath, [wranglerBin, ...args], environmentOf(instance));
  if (code !== 0) throw new ToolFailed(`wrangler ${args.slice(0, 3).join(" ")}`, output);
}

/** The running server; it stays in the caller's process group, so that killing the group kills all of it. */
export interface DevServer {
  /** Resolves when it has ended, however. */
  readonly ended: Promise<void>;
  hasEnded(): boolean;
  /** All it has printed. */
  log(): string;
}

/** @param variables that go over those of wrangler.toml */
export function startDevServer(instance: Instance, variables: Readonly<Record<string, string>> = {}): DevServer {
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
    env: { ...environmentOf(instance), ...variables },
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  let over = false;
  const ended = new Promise<void>((done) => {
    const end = () => {
      over = true;
      done();
    };
    child.once("error", end);
    child.once("close", end);
  });
  return {
    ended,
    hasEnded: () => over,
    log: () => readFileSync(instance.logFile, "utf8"),
  };
}
