/** Runs the test suites one after the other, so that a server under load never shares the cores with another suite. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Count, countTests, testReport } from "#scripts/checks/count-tests";
import { repositoryRoot } from "#scripts/local/instance";
import { readJsonFile } from "#scripts/local/json-file";

/** Groups of vitest projects that may run together. */
const SUITES = [["unit", "workers"], ["browser"], ["faults"]] as const;

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
  const counted = countTests(readJsonFile(reportFile, testReport), status === 0);
  rmSync(folder, { recursive: true, force: true });
  return counted;
}
