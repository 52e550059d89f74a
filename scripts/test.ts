/**
 * `npm test`: everything that must hold before a change is handed in; ends with one line of counts. What mostly waits, the
 * faults, runs beside what only computes; what needs all of the machine runs alone.
 */
import { availableParallelism } from "node:os";
import { runChecks } from "#scripts/checks/run-checks";
import { runSuite } from "#scripts/checks/run-suites";
import { clientBuild, staticChecks } from "#scripts/checks/static";

const startedAtMs = performance.now();
const secondsOf = (tookMs: number) => `${(tookMs / 1000).toFixed(0)} s`;

console.info("• checks");
// Servers serve what it builds.
const failedChecks = await runChecks([clientBuild], 1);

async function computeOnly() {
  const checks = staticChecks();
  failedChecks.push(...(await runChecks(checks, Math.min(Math.max(availableParallelism() - 1, 1), 4))));
  console.info(`All ${checks.length + 1} checks took ${secondsOf(performance.now() - startedAtMs)}.`);
  return runSuite("unit", "as it comes");
}

const [unit, faults] = await Promise.all([computeOnly(), runSuite("faults", "at its end")]);
const suites = [unit, faults, await runSuite("workers", "as it comes"), await runSuite("browser", "as it comes")];

console.info();
for (const { name, passed, failed, tookMs } of suites)
  console.info(`${name}: ${passed} passed, ${failed} failed in ${secondsOf(tookMs)}`);
console.info(`All steps took ${secondsOf(performance.now() - startedAtMs)}.`);
for (const { name, failures } of suites) for (const failure of failures) console.info(`Failed in ${name}: ${failure}`);
if (failedChecks.length > 0) console.info(`Failed checks: ${failedChecks.join(", ")}`);
const passed = suites.reduce((sum, suite) => sum + suite.passed, 0);
const failed = suites.reduce((sum, suite) => sum + suite.failed, failedChecks.length);
console.info(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
