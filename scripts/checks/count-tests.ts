/** Reads vitest's JSON report, in which not every failure is a failed test. */
import { z } from "zod";

export const testReport = z.object({
  numPassedTests: z.int(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(z.object({ status: z.string(), fullName: z.string() })),
    }),
  ),
});

export interface Count {
  readonly passed: number;
  readonly failed: number;
  /** Which, for whoever reads the end of a long log alone: file and test, or the file that did not load. */
  readonly failures: readonly string[];
}

/**
 * @param report undefined if the run left none
 * @param succeeded whether the run itself says that all is well
 * @returns at least one failure for a run that did not succeed
 */
export function countTests(report: z.infer<typeof testReport> | undefined, succeeded: boolean): Count {
  if (report === undefined) return { passed: 0, failed: 1, failures: ["no report: the run broke off"] };
  // A file that did not load has no tests to count.
  const unloaded = report.testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0);
  const failures = [
    ...unloaded.map(({ name }) => `${name}: did not load`),
    ...report.testResults.flatMap(({ name, assertionResults }) =>
      assertionResults.filter(({ status }) => status === "failed").map(({ fullName }) => `${name}: ${fullName}`),
    ),
  ];
  // An error outside of any test fails the run and is in no count.
  if (!succeeded && failures.length === 0) failures.push("an error outside of any test");
  return { passed: report.numPassedTests, failed: failures.length, failures };
}
