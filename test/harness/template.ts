/** What a fresh instance holds before its first start, made once and copied: migrating and seeding take longer than most tests. */
import { cpSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { migrateDatabase } from "#scripts/local/database";
import { seedDemo } from "#scripts/local/demo";
import { fingerprint, isCurrent, stamp } from "#scripts/local/fingerprint";
import { readInstance, repositoryRoot } from "#scripts/local/instance";
import { withLock } from "#scripts/local/lock.mjs";
import { ensureSecrets } from "#scripts/local/secrets";

/** All that a seeded database may come from. */
const SOURCES = ["migrations", "domain", "protocol", "scripts", "wrangler.toml", "package-lock.json"];
const distDir = join(repositoryRoot, "dist");
const folder = join(distDir, "test-instance");
const stampFile = join(folder, "made");
const stateDir = join(folder, "state");

/**
 * Fills a folder with a migrated and seeded instance. All copies have the same secrets and the same people, with the same
 * passwords; whoever tests that those differ starts from an empty folder.
 */
export async function copyTemplate(target: string): Promise<void> {
  mkdirSync(distDir, { recursive: true });
  await withLock(join(distDir, "test-instance.lock"), () => undefined, makeTemplate);
  cpSync(stateDir, target, { recursive: true });
}

async function makeTemplate(): Promise<void> {
  const sources = fingerprint(repositoryRoot, SOURCES);
  if (isCurrent(stampFile, sources)) return;
  rmSync(folder, { recursive: true, force: true });
  const instance = readInstance({ STATE_DIR: stateDir });
  const secrets = ensureSecrets(instance.secretsFile);
  await migrateDatabase(instance);
  await seedDemo(instance, secrets, false);
  stamp(stampFile, sources);
}
