/** Runs wrangler against the account that it is signed in to, or only says what it would run. */
import { spawn } from "node:child_process";
import { ToolFailed } from "#scripts/local/failures";
import { repositoryRoot } from "#scripts/local/instance";
import { wranglerBin } from "#scripts/local/wrangler";

/** As `wrangler.toml` names it. */
export const PRODUCTION = "production";

export interface RunOptions {
  /** Given to its standard input: for what must not be seen among a machine's processes. */
  readonly input?: string;
  readonly env?: NodeJS.ProcessEnv;
}

export interface Ran {
  /** `null` if a signal ended it. */
  readonly code: number | null;
  /** What it printed to standard output. */
  readonly answer: string;
  /** All that it printed. */
  readonly output: string;
}

/** Runs a command to its end; it is never asked anything, and so takes its defaults. */
export function tryWrangler(args: readonly string[], { input = "", env = process.env }: RunOptions = {}): Promise<Ran> {
  const child = spawn(process.execPath, [wranglerBin, ...args], {
    cwd: repositoryRoot,
    env: {
      ...env,
      // What it answers is a line of its log: it must not be made quieter.
      WRANGLER_LOG: "log",
      WRANGLER_HIDE_BANNER: "true",
      WRANGLER_NO_SKILLS_UPDATE_PROMPTS: "true",
      NO_COLOR: "1",
    },
    stdio: ["pipe", "pipe", "pipe"],
  });
  const answer: Buffer[] = [];
  const output: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => {
    answer.push(chunk);
    output.push(chunk);
  });
  child.stderr.on("data", (chunk: Buffer) => output.push(chunk));
  child.stdin.end(input);
  const text = (chunks: readonly Buffer[]) => Buffer.concat(chunks).toString();
  return new Promise((done, fail) => {
    child.once("error", fail);
    child.once("close", (code) => done({ code, answer: text(answer), output: text(output) }));
  });
}

/** @returns what it printed to standard output @throws ToolFailed with what it printed last */
export async function wrangler(args: readonly string[], options?: RunOptions): Promise<string> {
  const { code, answer, output } = await tryWrangler(args, options);
  if (code !== 0) throw new ToolFailed(`wrangler ${args.join(" ")}`, output);
  return answer;
}
