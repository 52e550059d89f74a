import { describe, expect, test } from "vitest";
import { countTests } from "#scripts/checks/count-tests";

const passed = { status: "passed", assertionResults: [{}, {}] };
const report = { numPassedTests: 2, numFailedTests: 0, testResults: [passed] };

describe("the count of a test run", () => {
  test("is what passed and what failed", () => {
    expect(countTests(report, true)).toEqual({ passed: 2, failed: 0 });
    expect(countTests({ ...report, numFailedTests: 3 }, false)).toEqual({ passed: 2, failed: 3 });
  });

  test("has a failure for a file that did not load", () => {
    const broken = { status: "failed", assertionResults: [] };
    expect(countTests({ ...report, testResults: [passed, broken] }, false)).toEqual({ passed: 2, failed: 1 });
  });

  test("has a failure for a run that failed outside of its tests, or left no report", () => {
    expect(countTests(report, false)).toEqual({ passed: 2, failed: 1 });
    expect(countTests(undefined, false)).toEqual({ passed: 0, failed: 1 });
    expect(countTests(undefined, true)).toEqual({ passed: 0, failed: 1 });
  });
});
