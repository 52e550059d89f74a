/** One local instance: its port and the folder that holds all it keeps. Two with different values run side by side. */
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";

export const repositoryRoot = resolve(import.meta.dirname, "../..");

const DEFAULT_PORT = 8787;

/** Variables of a process; not Node's own type, to which the worker's bindings are added. */
export type Environment = Readonly<Partial<Record<string, string>>>;

export interface Instance {
  readonly port: number;
  readonly url: string;
  /** Everything below is inside it. */
  readonly stateDir: string;
  /** Local secrets in dotenv form, readable by their owner alone. */
  readonly secretsFile: string;
  /** Where the runtime keeps D1, Durable Objects, R2 and queues. */
  readonly dataDir: string;
  /** `{url, inboxId, logins}` of the demo, for people and tests. */
  readonly demoFile: string;
  readonly logFile: string;
  /** `{pid, port}` of the start that uses this folder. */
  readonly runningFile: string;
  /** Fingerprint of the migrations that the local D1 has. */
  readonly migratedFile: string;
}

/**
 * Reads `PORT` and `STATE_DIR` (relative to the repository) and makes the folder.
 * @throws RangeError if PORT is not a port
 */
export function readInstance(environment: Environment): Instance {
  const port = environment.PORT === undefined || environment.PORT === "" ? DEFAULT_PORT : Number(environment.PORT);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new RangeError("PORT");
  const stateDir = resolve(repositoryRoot, environment.STATE_DIR || ".state");
  mkdirSync(stateDir, { recursive: true });
  return {
    port,
    url: `http://localhost:${port}`,
    stateDir,
    secretsFile: join(stateDir, "secrets.env"),
    dataDir: join(stateDir, "data"),
    demoFile: join(stateDir, "demo.json"),
    logFile: join(stateDir, "server.log"),
    runningFile: join(stateDir, "running.json"),
    migratedFile: join(stateDir, "migrated"),
  };
}
