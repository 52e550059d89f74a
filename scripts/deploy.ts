/**
 * `npm run deploy`: builds the client without the demo, looks whether production has all that it needs, migrates its database
 * and deploys. `--dry-run` builds and bundles all of it, and needs no account.
 */
import { parseArgs } from "node:util";
import { ToolFailed } from "#scripts/local/failures";
import { step } from "#scripts/local/progress";
import { buildForProduction, NO_DEMO, WORKER_DIR } from "#scripts/production/build";
import { problemsOf, readProductionConfig } from "#scripts/production/config";
import { missingSecrets } from "#scripts/production/missing-secrets";
import { PRODUCTION, wrangler } from "#scripts/production/wrangler";

const { values } = parseArgs({ options: { "dry-run": { type: "boolean", default: false } } });
const isDryRun = values["dry-run"];
const seconds = (value: string) => `(${value} s)`;

try {
  const problems = problemsOf(readProductionConfig());
  for (const problem of problems) console.info(`${isDryRun ? "!" : "✗"} ${problem}`);
  if (problems.length > 0 && !isDryRun) throw new Error("Nothing was deployed.");
  if (!isDryRun) {
    const missing = await step("Asking which secrets there are", seconds, missingSecrets);
    if (missing.length > 0) throw new Error(`Secrets are missing: ${missing.join(", ")}. Run \`npm run setup\`.`);
  }
  await step("Building the client, without the demo", seconds, buildForProduction);
  if (!isDryRun)
    await step("Migrating the database", seconds, () =>
      wrangler(["d1", "migrations", "apply", "DB", "--env", PRODUCTION, "--remote"]),
    );
  const deploy = ["deploy", "--env", PRODUCTION, "--alias", NO_DEMO, "--outdir", WORKER_DIR];
  if (isDryRun) deploy.push("--dry-run");
  console.info(await step(isDryRun ? "Bundling the worker" : "Deploying", seconds, () => wrangler(deploy)));
} catch (error) {
  if (error instanceof ToolFailed) console.error(error.tail);
  console.error(`✗ ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
