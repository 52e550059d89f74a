/**
 * `npm run setup`: makes what production needs in the Cloudflare account that wrangler is signed in to. It can be repeated: what
 * is there stays. `--dry-run` only says what it would run.
 */
import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { ToolFailed } from "#scripts/local/failures";
import { step } from "#scripts/local/progress";
import { readProductionConfig } from "#scripts/production/config";
import { setupSteps } from "#scripts/production/setup-steps";

const { values } = parseArgs({
  options: {
    domain: { type: "string" },
    "mail-from": { type: "string" },
    "keep-secrets": { type: "string" },
    "dry-run": { type: "boolean", default: false },
  },
});
const keepSecrets = values["keep-secrets"];

try {
  if (keepSecrets !== undefined && existsSync(keepSecrets)) throw new Error(`${keepSecrets} exists; name a new file.`);
  const { domain } = values;
  const steps = setupSteps(readProductionConfig(), {
    domain,
    mailFrom: values["mail-from"],
    keepSecrets,
  });
  for (const { title, commands, run } of steps) {
    if (values["dry-run"]) console.info([`• ${title}`, ...commands.map((command) => `    ${command}`)].join("\n"));
    else console.info(`  ${await step(title, (seconds) => `(${seconds} s)`, run)}`);
  }
  if (!values["dry-run"]) console.info("\nNext: npm run deploy");
} catch (error) {
  if (error instanceof ToolFailed) console.error(error.tail);
  console.error(`✗ ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
