/** Runs a command to its end in the repository and keeps what it printed. */
import { spawn } from "node:child_process";
import { repositoryRoot } from "#scripts/local/instance";

export interface ToolResult {
  /** `null` if a signal ended it. */
  readonly code: number | null;
  /** Standard output and errors as they came. */
  readonly output: string;
}

/** @throws Error if the program cannot be started at all */
export function runTool(program: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<ToolResult> {
  const child = spawn(program, args, { cwd: repositoryRoot, env, stdio: ["ignore", "pipe", "pipe"] });
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => chunks.push(chunk));
  return new Promise((done, fail) => {
    child.once("error", fail);
    child.once("close", (code) => done({ code, output: Buffer.concat(chunks).toString() }));
  });
}
