import { describe, expect, test } from "vitest";
import { countTests } from "#scripts/checks/count-tests";

const passed = { fullName: "a rule holds", status: "passed" };
const failed = { fullName: "a rule breaks", status: "failed" };
const file = { name: "a.test.ts", status: "passed", assertionResults: [passed, passed] };
const report = { numPassedTests: 2, testResults: [file] };

describe("the count of a test run", () => {
  test("is what passed and what failed, by name", () => {
    expect(countTests(report, true)).toEqual({ passed: 2, failed: 0, failures: [] });
    const broken = { name: "b.test.ts", status: "failed", assertionResults: [passed, failed] };
    expect(countTests({ numPassedTests: 3, testResults: [file, broken] }, false)).toEqual({
      passed: 3,
      failed: 1,
      failures: ["b.test.ts: a rule breaks"],
    });
  });

  test("has a failure for a file that did not load", () => {
    const broken = { name: "b.test.ts", status: "failed", assertionResults: [] };
    const { failed, failures } = countTests({ ...report, testResults: [file, broken] }, false);
    expect({ failed, failures }).toEqual({ failed: 1, failures: ["b.test.ts: did not load"] });
  });

  test("has a failure for a run that failed outside of its tests, or left no report", () => {
    expect(countTests(report, false)).toMatchObject({ passed: 2, failed: 1 });
    expect(countTests(undefined, false)).toMatchObject({ passed: 0, failed: 1 });
    expect(countTests(undefined, true)).toMatchObject({ passed: 0, failed: 1 });
  });
});
