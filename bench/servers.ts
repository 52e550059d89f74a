/** How each of the servers is started: on one core, with a port and a state directory of its own. */
import { join } from "node:path";
import { ensureSecrets } from "#scripts/local/secrets";
import type { TargetName } from "./contract.ts";
import { pinned, type Running, SERVER_CORE, startServer } from "./processes.ts";
import { writeRelayConfiguration } from "./relay/configuration.ts";

const ROOT = join(import.meta.dirname, "..");
const READY_TIMEOUT_MS = 180_000;

export interface ServerOptions {
  readonly target: TargetName;
  readonly port: number;
  readonly stateDir: string;
  readonly logPath: string;
  /** Slots that each agent needs, so that no conversation waits. */
  readonly capacity: number;
  readonly earlierRoot?: string | undefined;
}

/** As `npm start` does once everything is installed. */
function startOf(root: string): [string, string[]] {
  return [process.execPath, [join(root, "scripts/start.ts"), "--end-with-parent"]];
}

function commandOf({ target, port, stateDir, earlierRoot }: ServerOptions): [string, string[]] {
  switch (target) {
    case "edgedesk":
      return startOf(ROOT);
    case "before":
      if (earlierRoot === undefined) throw new Error("before which commit? --before <commit>");
      return startOf(earlierRoot);
    case "relay": {
      // As `npm start` runs wrangler, so that both servers sit in the same runtime.
      const secretsFile = join(stateDir, "secrets.env");
      const configFile = writeRelayConfiguration(join(stateDir, "wrangler.toml"));
      ensureSecrets(secretsFile);
      const config = ["--config", configFile, "--persist-to", stateDir, "--env-file", secretsFile];
      const ports = ["--port", String(port), "--inspector-port", "0"];
      const quiet = ["--local", "--log-level", "warn", "--show-interactive-dev-session=false"];
      return [
        process.execPath,
        [join(ROOT, "node_modules/wrangler/bin/wrangler.js"), "dev", ...config, ...ports, ...quiet],
      ];
    }
    case "socket.io":
      return [process.execPath, [join(ROOT, "bench/socket-io/server.ts")]];
  }
}

function environmentOf({ port, stateDir, capacity }: ServerOptions): Record<string, string> {
  return {
    PORT: String(port),
    STATE_DIR: stateDir,
    // wrangler takes a variable of wrangler.toml from the environment when it is set there.
    DEFAULT_AGENT_CAPACITY: String(capacity),
    // The generator sends as fast as it can, as one person; counting goes on, so that its cost is measured.
    FRAME_RATE_FACTOR: "1000000",
    REQUEST_LIMITS: "off",
    WRANGLER_REGISTRY_PATH: join(stateDir, "registry"),
    // wrangler's local traces cost each event several writes: measured, they halve the rate of both servers that run in it.
    X_LOCAL_OBSERVABILITY: "false",
    WRANGLER_SEND_METRICS: "false",
    WRANGLER_WRITE_LOGS: "false",
    CLOUDFLARE_CF_FETCH_ENABLED: "false",
  };
}

/** Starts a server and waits until it answers on `/healthz`. */
export async function startTarget(options: ServerOptions): Promise<Running & { readonly baseUrl: string }> {
  const running = startServer(pinned(SERVER_CORE, ...commandOf(options)), environmentOf(options), options.logPath);
  const baseUrl = `http://127.0.0.1:${options.port}`;
  const deadlineMs = performance.now() + READY_TIMEOUT_MS;
  for (;;) {
    const answer = await fetch(`${baseUrl}/healthz`).catch(() => undefined);
    await answer?.arrayBuffer();
    if (answer?.ok) return { ...running, baseUrl };
    if (running.child.exitCode !== null || performance.now() > deadlineMs) {
      await running.stop();
      throw new Error(`${options.target} did not start; its log is ${options.logPath}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
