/** Runs vitest projects and counts their tests. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Count, countTests, testReport } from "#scripts/checks/count-tests";
import { repositoryRoot } from "#scripts/local/instance";
import { readJsonFile } from "#scripts/local/json-file";
import { runTool } from "#scripts/local/run-tool";

export type Project = "unit" | "workers" | "browser" | "faults";

export interface SuiteResult extends Count {
  readonly name: Project;
  readonly tookMs: number;
}

/** @param prints when its output is shown: at its end if something else prints meanwhile */
export async function runSuite(name: Project, prints: "as it comes" | "at its end"): Promise<SuiteResult> {
  const startedAtMs = performance.now();
  const folder = mkdtempSync(join(tmpdir(), "edgedesk-test-"));
  const reportFile = join(folder, "report.json");
  const heading = `\n• tests: ${name}`;
  const args = [
    ...[join(repositoryRoot, "node_modules/vitest/vitest.mjs"), "run", "--project", name],
    ...["--reporter=default", "--reporter=json", `--outputFile.json=${reportFile}`],
  ];
  let code: number | null;
  if (prints === "as it comes") {
    console.info(heading);
    const child = spawn(process.execPath, args, { cwd: repositoryRoot, stdio: ["ignore", "inherit", "inherit"] });
    await once(child, "exit");
    code = child.exitCode;
  } else {
    const result = await runTool(process.execPath, args, process.env);
    console.info(`${heading}\n${result.output.trimEnd()}`);
    code = result.code;
  }
  const count = countTests(readJsonFile(reportFile, testReport), code === 0);
  rmSync(folder, { recursive: true, force: true });
  return { name, tookMs: performance.now() - startedAtMs, ...count };
}
