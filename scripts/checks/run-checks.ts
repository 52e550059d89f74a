/** Runs commands a few at a time and prints one line each, with the output of those that failed. */
import { spawn } from "node:child_process";
import { availableParallelism } from "node:os";
import { delimiter, join } from "node:path";
import type { Check } from "#scripts/checks/static";
import { repositoryRoot } from "#scripts/local/instance";

/** @returns names of those that failed */
export async function runChecks(checks: readonly Check[]): Promise<string[]> {
  const waiting = [...checks];
  const failed: string[] = [];
  const work = async () => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      if (!(await run(check))) failed.push(check.name);
    }
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), 4) }, work));
  return failed;
}

async function run({ name, command: [program, ...args] }: Check): Promise<boolean> {
  const startedAtMs = performance.now();
  const { code, output } = await execute(program, args);
  const seconds = ((performance.now() - startedAtMs) / 1000).toFixed(1);
  console.info(code === 0 ? `✓ ${name} (${seconds} s)` : `✗ ${name} (${seconds} s)\n${output.trimEnd()}\n`);
  return code === 0;
}

function execute(program: string, args: readonly string[]): Promise<{ code: number | null; output: string }> {
  const bin = join(repositoryRoot, "node_modules", ".bin");
  const child = spawn(program === "node" ? process.execPath : program, args, {
    cwd: repositoryRoot,
    env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}`, WRANGLER_SEND_METRICS: "false" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => chunks.push(chunk));
  return new Promise((done, fail) => {
    child.once("error", fail);
    child.once("close", (code) => done({ code, output: Buffer.concat(chunks).toString() }));
  });
}
