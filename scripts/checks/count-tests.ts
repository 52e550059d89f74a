/** Reads vitest's JSON report, in which not every failure is a failed test. */
import { z } from "zod";

export const testReport = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
});

export interface Count {
  readonly passed: number;
  readonly failed: number;
}

/**
 * @param report undefined if the run left none
 * @param succeeded whether the run itself says that all is well
 * @returns at least one failure for a run that did not succeed
 */
export function countTests(report: z.infer<typeof testReport> | undefined, succeeded: boolean): Count {
  if (report === undefined) return { passed: 0, failed: 1 };
  // A file that did not load has no tests to count.
  const unloaded = report.testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0);
  const failed = report.numFailedTests + unloaded.length;
  // An error outside of any test fails the run and is in no count.
  return { passed: report.numPassedTests, failed: succeeded ? failed : Math.max(failed, 1) };
}
