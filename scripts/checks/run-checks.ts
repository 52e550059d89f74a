/** Runs commands a few at a time and prints one line each, with the output of those that failed. */
import { delimiter, join } from "node:path";
import type { Check } from "#scripts/checks/static";
import { repositoryRoot } from "#scripts/local/instance";
import { runTool } from "#scripts/local/run-tool";

const environment: NodeJS.ProcessEnv = {
  ...process.env,
  PATH: `${join(repositoryRoot, "node_modules", ".bin")}${delimiter}${process.env.PATH}`,
  WRANGLER_SEND_METRICS: "false",
};

/** @returns names of those that failed */
export async function runChecks(checks: readonly Check[], atOnce: number): Promise<string[]> {
  const waiting = [...checks];
  const failed: string[] = [];
  const work = async () => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      if (!(await run(check))) failed.push(check.name);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return failed;
}

async function run({ name, command: [program, ...args] }: Check): Promise<boolean> {
  const startedAtMs = performance.now();
  const { code, output } = await runTool(program === "node" ? process.execPath : program, args, environment);
  const seconds = ((performance.now() - startedAtMs) / 1000).toFixed(1);
  console.info(code === 0 ? `✓ ${name} (${seconds} s)` : `✗ ${name} (${seconds} s)\n${output.trimEnd()}\n`);
  return code === 0;
}
