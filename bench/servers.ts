/** How each of the three servers is started: on one core, with a port and a state directory of its own. */
import { join } from "node:path";
import type { TargetName } from "./contract.ts";
import { pinned, type Running, SERVER_CORE, startServer } from "./processes.ts";

const ROOT = join(import.meta.dirname, "..");
const READY_TIMEOUT_MS = 180_000;

export interface ServerOptions {
  readonly target: TargetName;
  readonly port: number;
  readonly inspectorPort: number;
  readonly stateDir: string;
  readonly logPath: string;
  /** Slots that each agent needs, so that no conversation waits. */
  readonly capacity: number;
}

function commandOf({ target, port, inspectorPort, stateDir, capacity }: ServerOptions): [string, string[]] {
  const bin = (name: string) => join(ROOT, "node_modules/.bin", name);
  switch (target) {
    case "edgedesk":
      return [
        "npm",
        ["start", "--", "--var", `DEFAULT_AGENT_CAPACITY:${capacity}`, "--inspector-port", String(inspectorPort)],
      ];
    case "relay": {
      const own = ["--config", join(ROOT, "bench/relay/wrangler.toml"), "--persist-to", stateDir];
      const ports = ["--ip", "127.0.0.1", "--port", String(port), "--inspector-port", String(inspectorPort)];
      return [
        bin("wrangler"),
        ["dev", ...own, ...ports, "--log-level", "warn", "--show-interactive-dev-session=false"],
      ];
    }
    case "socket.io":
      return [process.execPath, [join(ROOT, "bench/socket-io/server.ts")]];
  }
}

/** Starts a server and waits until it answers on `/healthz`. */
export async function startTarget(options: ServerOptions): Promise<Running & { readonly baseUrl: string }> {
  const env = { PORT: String(options.port), STATE_DIR: options.stateDir, WRANGLER_SEND_METRICS: "false" };
  const running = startServer(pinned(SERVER_CORE, ...commandOf(options)), env, options.logPath);
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
