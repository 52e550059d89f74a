/** Runs wrangler for one instance: no account, no network, nothing outside the instance's folder. */
import { spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { ToolFailed } from "#scripts/local/failures";
import { type Instance, repositoryRoot } from "#scripts/local/instance";
import { runTool } from "#scripts/local/run-tool";
import { SECRET_NAMES } from "#scripts/local/secrets";

const wranglerBin = join(
  dirname(createRequire(import.meta.url).resolve("wrangler/package.json")),
  "bin",
  "wrangler.js",
);

function environmentOf(instance: Instance): NodeJS.ProcessEnv {
  const environment = {
    ...process.env,
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
    FORCE_COLOR: "0",
    NO_COLOR: "1",
  };
  // An instance's secrets are those of its own folder: wrangler would prefer what happens to be set around it.
  for (const name of SECRET_NAMES) Reflect.deleteProperty(environment, name);
  return environment;
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
