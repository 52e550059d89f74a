/** An instance as a shop's own is on its first day: migrated, with secrets, and with nobody and nothing in it. */
import { setTimeout as wait } from "node:timers/promises";
import { migrateDatabase } from "#scripts/local/database";
import { type Instance, readInstance } from "#scripts/local/instance";
import { descendantsOf, signalAll } from "#scripts/local/processes";
import { ensureSecrets } from "#scripts/local/secrets";
import { startDevServer } from "#scripts/local/wrangler";
import { emptyInstance } from "#test/harness/server";

const READY_WITHIN_MS = 180_000;
const POLL_MS = 100;

export interface EmptyInstance {
  readonly instance: Instance;
  readonly url: string;
  end(): Promise<void>;
}

/** Started as production is: no demo. @throws Error with its log if it is not ready in time */
export async function startEmptyInstance(): Promise<EmptyInstance> {
  const { port, stateDir, remove } = await emptyInstance();
  const instance = readInstance({ PORT: String(port), STATE_DIR: stateDir });
  ensureSecrets(instance.secretsFile);
  await migrateDatabase(instance);
  const before = new Set(descendantsOf(process.pid));
  const server = startDevServer(instance, { DEMO: "off" });
  const end = async () => {
    signalAll(
      descendantsOf(process.pid).filter((pid) => !before.has(pid)),
      "SIGKILL",
    );
    await server.ended;
    remove();
  };
  for (const deadlineMs = Date.now() + READY_WITHIN_MS; !(await isHealthy(instance.url)); await wait(POLL_MS)) {
    if (!server.hasEnded() && Date.now() < deadlineMs) continue;
    const log = server.log();
    await end();
    throw new Error(`the server did not become ready:\n${log}`);
  }
  return { instance, url: instance.url, end };
}

function isHealthy(url: string): Promise<boolean> {
  return fetch(`${url}/healthz`, { signal: AbortSignal.timeout(5_000) }).then(
    ({ status }) => status === 200,
    () => false,
  );
}
