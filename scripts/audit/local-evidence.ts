/**
 * Reads the audit log of a local instance, stopped or running: its D1 and its ledger, with the runtime that wrote them.
 * The worker itself is not started, so nothing is sealed while an auditor looks.
 */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { D1Database, R2Bucket } from "@cloudflare/workers-types";
import { getPlatformProxy, unstable_readConfig } from "wrangler";
import { parsePublicKey, parseSigningKey } from "#domain/audit/heads";
import type { Evidence } from "#domain/audit/verify";
import { parseJson } from "#scripts/audit/parse-json";
import { type Instance, repositoryRoot } from "#scripts/local/instance";
import { readSecrets } from "#scripts/local/secrets";

type LocalEvidence = Omit<Evidence, "nowMs" | "keys">;
type Bindings = { DB: D1Database; LEDGER: R2Bucket };

const PAGE_ROWS = 5_000;
const ATTEMPTS = 5;

/** There is no instance in this folder. */
export class NothingThere extends Error {
  override readonly name = "NothingThere";
}

/** The public half of the instance's own signing key. */
export function ownPublicKey(instance: Instance) {
  return parsePublicKey(parseSigningKey(readSecrets(instance.secretsFile).AUDIT_SIGNING_KEY).publicKey);
}

export async function readLocalEvidence(instance: Instance): Promise<LocalEvidence> {
  if (!existsSync(instance.dataDir)) throw new NothingThere(instance.stateDir);
  const folder = mkdtempSync(join(tmpdir(), "edgedesk-audit-"));
  const configPath = join(folder, "wrangler.json");
  // Only these two of the worker's bindings: the proxy has no use for its actors, and warns of them.
  const { compatibility_date, d1_databases, r2_buckets } = unstable_readConfig({
    config: join(repositoryRoot, "wrangler.toml"),
  });
  writeFileSync(configPath, JSON.stringify({ name: "audit", compatibility_date, d1_databases, r2_buckets }));
  const persist = { path: join(instance.dataDir, "v3") };
  const { env, dispose } = await getPlatformProxy<Bindings>({ configPath, persist, remoteBindings: false });
  try {
    return await collect(env);
  } finally {
    await dispose();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Again if rows were sealed meanwhile. The signed heads come first: none of them is then beyond what the table has. */
async function collect({ DB, LEDGER }: Bindings): Promise<LocalEvidence> {
  for (let attempt = 1; ; attempt += 1) {
    const signedHeads = await readSignedHeads(LEDGER);
    const before = await readHead(DB);
    const rows = await readRows(DB);
    const head = await readHead(DB);
    if (head?.seq === before?.seq || attempt === ATTEMPTS) return { rows, head, signedHeads };
  }
}

async function readHead(db: D1Database) {
  const { results } = await db.prepare("SELECT seq, hash FROM audit_head").all<{ seq: number; hash: string }>();
  return results[0];
}

async function readRows(db: D1Database): Promise<unknown[]> {
  const rows: unknown[] = [];
  const page = db.prepare(
    `SELECT rowid AS place, seq, hash, id, at_ms AS atMs, actor_type AS actorType, actor_id AS actorId,
       session_id AS sessionId, origin, action, subject_type AS subjectType, subject_id AS subjectId, detail
     FROM audit_log WHERE rowid > ? ORDER BY rowid LIMIT ${PAGE_ROWS}`,
  );
  for (let after = -1; ; ) {
    const { results } = await page.bind(after).all<{ place: number }>();
    for (const { place, ...row } of results) {
      rows.push(row);
      after = place;
    }
    if (results.length < PAGE_ROWS) return rows;
  }
}

async function readSignedHeads(ledger: R2Bucket): Promise<unknown[]> {
  const heads: unknown[] = [];
  for (let cursor: string | undefined; ; ) {
    const list = await ledger.list({ prefix: "audit/heads/", ...(cursor === undefined ? {} : { cursor }) });
    for (const { key } of list.objects) heads.push(parseJson((await (await ledger.get(key))?.text()) ?? ""));
    if (!list.truncated) return heads;
    cursor = list.cursor;
  }
}
