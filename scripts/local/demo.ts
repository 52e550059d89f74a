/** The demo shop: seeded once, and told of in `demo.json` for people, tests and tools. */
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { parseBlindIndexKeys } from "#domain/privacy/blind-index";
import { parseKeyRing } from "#domain/privacy/key-ring";
import { runSqlFile } from "#scripts/local/database";
import type { Instance } from "#scripts/local/instance";
import { readJsonFile, writeJsonFile } from "#scripts/local/json-file";

export const demoFile = z.object({
  url: z.string(),
  inboxId: z.string(),
  logins: z.array(z.object({ role: z.string(), email: z.string(), password: z.string() })),
});
export type Demo = z.infer<typeof demoFile>;

/** @returns undefined if this instance has not been seeded; with the port of this start, which may be another one */
export function readDemo(instance: Instance): Demo | undefined {
  const demo = readJsonFile(instance.demoFile, demoFile);
  if (demo === undefined || demo.url === instance.url) return demo;
  const moved = { ...demo, url: instance.url };
  writeJsonFile(instance.demoFile, moved);
  return moved;
}

export type DemoSecrets = Readonly<Record<"KEY_RING" | "BLIND_INDEX_KEYS", string>>;

/** Can be repeated: `demo.json` is written last, and the seed changes nothing but passwords the second time. */
export async function seedDemo(instance: Instance, secrets: DemoSecrets, withPast: boolean): Promise<Demo> {
  // Loaded only now: it brings the password hash of the accounts' library, most of a later start's time.
  const { createSeed } = await import("#scripts/seed/seed");
  const nowMs = Date.now();
  const keyRing = parseKeyRing(secrets.KEY_RING);
  const blindIndexKeys = parseBlindIndexKeys(secrets.BLIND_INDEX_KEYS);
  const past = withPast ? { blindIndexKeys, todayMs: new Date(nowMs).setHours(0, 0, 0, 0) } : undefined;
  const { sql, inboxId, logins } = await createSeed({ keyRing, nowMs, past });
  const sqlFile = join(instance.stateDir, "seed.sql");
  writeFileSync(sqlFile, sql, { mode: 0o600 });
  try {
    await runSqlFile(instance, sqlFile);
  } finally {
    rmSync(sqlFile, { force: true });
  }
  const demo: Demo = { url: instance.url, inboxId, logins: [...logins] };
  writeJsonFile(instance.demoFile, demo);
  return demo;
}
