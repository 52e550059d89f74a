/** `npm test`: everything that must hold before a change is handed in; ends with one line of counts. */
import { runChecks } from "#scripts/checks/run-checks";
import { runSuites } from "#scripts/checks/run-suites";
import { staticChecks } from "#scripts/checks/static";

const startedAtMs = performance.now();
console.info("• checks");
const failedChecks = await runChecks(staticChecks());
const { passed, failed } = runSuites();
const seconds = ((performance.now() - startedAtMs) / 1000).toFixed(0);
console.info(`\nAll steps took ${seconds} s.`);
if (failedChecks.length > 0) console.info(`Failed checks: ${failedChecks.join(", ")}`);
console.info(`${passed} passed, ${failed + failedChecks.length} failed`);
process.exitCode = failed + failedChecks.length === 0 ? 0 : 1;
