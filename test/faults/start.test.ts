/** `npm start` itself: what it does when something is in its way, and that nothing stays behind it. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { repositoryRoot } from "#scripts/local/instance";
import { descendantsOf, isAlive } from "#scripts/local/processes";
import { emptyInstance, newInstance, type RunningServer, type ServerOptions, startServer } from "#test/harness/server";

const LATER_START_WITHIN_MS = 10_000;
/** The fastest of so many is what it takes. */
const LATER_STARTS = 3;
const SPIN_MS = 500;

/** @returns how many times as long as on a machine to itself a process is under way now: others have the processor meanwhile */
function slowness(): number {
  const [beganAtMs, before] = [performance.now(), process.cpuUsage()];
  while (performance.now() - beganAtMs < SPIN_MS);
  const { user, system } = process.cpuUsage(before);
  return Math.max(1, (performance.now() - beganAtMs) / ((user + system) / 1_000));
}

/** Runs it to its own end. */
async function runStart({ port, stateDir }: ServerOptions): Promise<{ code: number | null; output: string }> {
  const child = spawnStart({ port, stateDir });
  const output: string[] = [];
  child.stdout?.on("data", (chunk: Buffer) => output.push(chunk.toString()));
  child.stderr?.on("data", (chunk: Buffer) => output.push(chunk.toString()));
  await once(child, "close");
  return { code: child.exitCode, output: output.join("") };
}

function spawnStart({ port, stateDir }: ServerOptions): ChildProcess {
  return spawn(process.execPath, [join(repositoryRoot, "scripts/start.ts"), "--end-with-parent"], {
    env: { ...process.env, PORT: String(port), STATE_DIR: stateDir, LC_ALL: "C" },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

describe("npm start", () => {
  let one: Awaited<ReturnType<typeof newInstance>>;
  let other: Awaited<ReturnType<typeof newInstance>>;
  const servers: RunningServer[] = [];

  beforeAll(async () => {
    [one, other] = await Promise.all([emptyInstance(), emptyInstance()]);
    // Both at the same moment, as two fresh checkouts may.
    servers.push(...(await Promise.all([startServer(one), startServer(other)])));
  });
  afterAll(async () => {
    await Promise.all(servers.map((server) => server.killGroup()));
    one?.remove();
    other?.remove();
  });

  test("runs side by side with another instance, each with its own people", () => {
    const [here, there] = servers;
    expect(here?.demo.url).toBe(`http://localhost:${one.port}`);
    expect(there?.demo.url).toBe(`http://localhost:${other.port}`);
    expect(here?.demo.logins.map(({ password }) => password)).not.toEqual(
      there?.demo.logins.map(({ password }) => password),
    );
    for (const role of ["agent", "supervisor", "qa", "admin"]) {
      expect(here?.demo.logins.some((login) => login.role === role)).toBe(true);
    }
    expect(here?.demo.logins.filter((login) => login.role === "agent").length).toBeGreaterThan(1);
  });

  test("says that the port is taken and what to do", async () => {
    const free = await newInstance();
    const { code, output } = await runStart({ port: one.port, stateDir: free.stateDir });
    free.remove();
    expect(code).toBe(1);
    expect(output).toContain(`Port ${one.port} is in use`);
    expect(output).not.toContain("    at ");
  });

  test("refuses to share its data with a running instance", async () => {
    const free = await newInstance();
    const { code, output } = await runStart({ port: free.port, stateDir: one.stateDir });
    free.remove();
    expect(code).toBe(1);
    expect(output).toContain(`runs on port ${one.port}`);
  });

  test("starts again quickly with the same people, and a request to end ends every process", async () => {
    await servers[1]?.killGroup();
    const url = `http://localhost:${other.port}`;
    const status = () =>
      fetch(`${url}/healthz`).then(
        (answer) => answer.status,
        () => 0,
      );
    const start = async () => {
      const startedAtMs = performance.now();
      const child = spawnStart(other);
      await expect.poll(status, { timeout: 120_000, interval: 50 }).toBe(200);
      const tookMs = performance.now() - startedAtMs;
      return { child, tookMs: tookMs / slowness() };
    };
    let { child, tookMs } = await start();
    for (let starts = 1; tookMs >= LATER_START_WITHIN_MS && starts < LATER_STARTS; starts += 1) {
      child.kill("SIGTERM");
      await once(child, "exit");
      ({ child, tookMs } = await start());
    }
    expect(tookMs).toBeLessThan(LATER_START_WITHIN_MS);

    const all = descendantsOf(child.pid ?? 0);
    expect(all.length).toBeGreaterThan(2);
    child.kill("SIGTERM");
    await once(child, "exit");
    expect(child.exitCode).toBe(0);
    expect(all.filter(isAlive)).toEqual([]);
  });
});
