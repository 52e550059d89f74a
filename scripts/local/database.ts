/** Brings the local D1 up to the migrations of this checkout. */
import { existsSync, rmSync } from "node:fs";
import { fingerprint, isCurrent, stamp } from "#scripts/local/fingerprint";
import { type Instance, repositoryRoot } from "#scripts/local/instance";
import { runWrangler } from "#scripts/local/wrangler";

/** As `wrangler.toml` names its binding. */
const DATABASE = "DB";

export function isDatabaseCurrent(instance: Instance): boolean {
  return existsSync(instance.dataDir) && isCurrent(instance.migratedFile, fingerprint(repositoryRoot, ["migrations"]));
}

/** wrangler itself notes in the database which migrations it has; the fingerprint saves asking it at each start. */
export async function migrateDatabase(instance: Instance): Promise<void> {
  const migrations = fingerprint(repositoryRoot, ["migrations"]);
  rmSync(instance.migratedFile, { force: true });
  // A new database knows nobody whom an earlier one's demo.json names.
  if (!existsSync(instance.dataDir)) rmSync(instance.demoFile, { force: true });
  await runWrangler(instance, ["d1", "migrations", "apply", DATABASE, "--local", "--persist-to", instance.dataDir]);
  stamp(instance.migratedFile, migrations);
}

/** Runs a file of SQL statements, all or none of them. */
export async function runSqlFile(instance: Instance, file: string): Promise<void> {
  const target = ["--local", "--persist-to", instance.dataDir];
  await runWrangler(instance, ["d1", "execute", DATABASE, ...target, "--yes", "--file", file]);
}
