/** Runs the test suites one after the other, so that a server under load never shares the cores with another suite. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { repositoryRoot } from "#scripts/local/instance";
import { readJsonFile } from "#scripts/local/json-file";

/** Groups of vitest projects that may run together. */
const SUITES = [["unit", "workers"], ["browser"], ["faults"]] as const;

const report = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
});

export interface Count {
  readonly passed: number;
  readonly failed: number;
}

export function runSuites(): Count {
  const counts = SUITES.map(runSuite);
  return {
    passed: counts.reduce((sum, { passed }) => sum + passed, 0),
    failed: counts.reduce((sum, { failed }) => sum + failed, 0),
  };
}

function runSuite(projects: readonly string[]): Count {
  const folder = mkdtempSync(join(tmpdir(), "edgedesk-test-"));
  const reportFile = join(folder, "report.json");
  console.info(`\n• tests: ${projects.join(" and ")}`);
  const { status } = spawnSync(
    process.execPath,
    [
      join(repositoryRoot, "node_modules/vitest/vitest.mjs"),
      "run",
      ...projects.flatMap((project) => ["--project", project]),
      ...["--reporter=default", "--reporter=json", `--outputFile.json=${reportFile}`],
    ],
    { cwd: repositoryRoot, stdio: ["ignore", "inherit", "inherit"] },
  );
  const counted = count(readJsonFile(reportFile, report));
  rmSync(folder, { recursive: true, force: true });
  // An error outside of any test fails the run and is in no count.
  return status !== 0 && counted.failed === 0 ? { ...counted, failed: 1 } : counted;
}

/** A file that did not load has no tests to count; it is one failure. */
function count(result: z.infer<typeof report> | undefined): Count {
  if (result === undefined) return { passed: 0, failed: 1 };
  const unloaded = result.testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0);
  return { passed: result.numPassedTests, failed: result.numFailedTests + unloaded.length };
}
