/** The audit log's sealer: rows into the chain, a look at the chain itself, and a signed head into the ledger. */
import { isSignedBy, parsePublicKey, parseSigningKey, type SigningKey, signHead } from "#domain/audit/heads";
import { checkNextStretch, noteBroken, readChainState, sealedHash, sealOldest } from "#domain/audit/seal-store";
import { type Database, database } from "#domain/database";
import { type LatestHead, latestHead, putHead } from "#worker/adapters/audit-ledger";
import type { Environment } from "#worker/environment";

/** A batch is one statement of D1's, whose values may take 100 KB. */
const SEALED_AT_ONCE = 200;
/** Of one run; what is left waits a minute. */
const MAX_BATCHES = 25;
/** A small log is looked through each minute, a large one in hours. */
const CHECKED_ROWS = 500;

/** The chain is not what it was; the message says where and not what. */
class AuditLogTampered extends Error {
  override readonly name = "AuditLogTampered";
}

/** Seals what waits and signs for it. Cheap when nothing does: for after a change, too. */
export async function sealAudit(env: Environment, nowMs: number): Promise<void> {
  const db = database(env.DB);
  for (let batch = 0; batch < MAX_BATCHES; batch += 1) {
    if ((await sealOldest(db, SEALED_AT_ONCE)) < SEALED_AT_ONCE) break;
  }
  await signNewest(env, db, nowMs);
}

/** @throws AuditLogTampered if the chain does not hold, after it was noted for those who read the log */
export async function sealAndCheckAudit(env: Environment, nowMs: number): Promise<void> {
  const brokenSeq = await checkNextStretch(database(env.DB), CHECKED_ROWS);
  await sealAudit(env, nowMs);
  if (brokenSeq !== undefined) throw new AuditLogTampered(`the chain does not hold at ${brokenSeq}`);
}

let parsed: { secret: string; key: SigningKey } | undefined;

/** Parsed once an isolate. */
export function signingKeyOf(env: Pick<Environment, "AUDIT_SIGNING_KEY">): SigningKey {
  if (parsed?.secret !== env.AUDIT_SIGNING_KEY)
    parsed = { secret: env.AUDIT_SIGNING_KEY, key: parseSigningKey(env.AUDIT_SIGNING_KEY) };
  return parsed.key;
}

/** Signs the head if it has moved, but never one that does not grow out of the last that was signed. */
async function signNewest(env: Environment, db: Database, nowMs: number): Promise<void> {
  const key = signingKeyOf(env);
  const latest = await latestHead(env.LEDGER);
  const { head } = await readChainState(db);
  if (latest !== undefined) await checkAgainst(latest, key, db, head.seq);
  if (head.seq > (latest?.head.seq ?? 0)) await putHead(env.LEDGER, signHead(key, head, nowMs), latest);
}

async function checkAgainst({ head }: LatestHead, key: SigningKey, db: Database, lastSeq: number): Promise<void> {
  // A head of an earlier key cannot be checked here; where it stands in the chain can.
  const isForged = head.keyId === key.keyId && !isSignedBy([parsePublicKey(key.publicKey)], head);
  if (isForged) throw new AuditLogTampered(`the newest signed head, ${head.seq}, has a signature that does not fit`);
  // Read before the table's own head: a head that another sealer signed meanwhile is not beyond it.
  if (head.seq <= lastSeq && (await sealedHash(db, head.seq)) === head.hash) return;
  await noteBroken(db, Math.min(head.seq, lastSeq + 1));
  throw new AuditLogTampered(`the chain does not grow out of what was signed at ${head.seq}`);
}
