import { spawn } from "node:child_process";
import { once } from "node:events";
import { afterEach, describe, expect, test } from "vitest";
import { descendantsOf, isAlive, signalAll } from "#scripts/local/processes";

/** A process with a child and a grandchild that all sleep; resolves once all are there. */
async function family(): Promise<number> {
  const sleep = "setTimeout(() => {}, 60000)";
  const script = (depth: number): string =>
    depth === 0
      ? `console.log("there"); ${sleep}`
      : `require("node:child_process").spawn(process.execPath, ["-e", ${JSON.stringify(script(depth - 1))}], { stdio: "inherit" }); ${sleep}`;
  const child = spawn(process.execPath, ["-e", script(2)], { stdio: ["ignore", "pipe", "ignore"] });
  await once(child.stdout, "data");
  return child.pid ?? 0;
}

describe("a tree of processes", () => {
  const started: number[] = [];
  afterEach(() => signalAll(started.splice(0), "SIGKILL"));

  test("is found down to the grandchildren, and can be ended as a whole", { timeout: 15_000 }, async () => {
    const parent = await family();
    const all = [parent, ...descendantsOf(parent)];
    started.push(...all);
    expect(all).toHaveLength(3);
    expect(descendantsOf(process.pid)).toEqual(expect.arrayContaining(all));

    signalAll(all, "SIGKILL");
    await expect.poll(() => all.filter(isAlive), { timeout: 10_000 }).toEqual([]);
    expect(descendantsOf(parent)).toEqual([]);
  });
});
