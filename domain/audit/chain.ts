/**
 * The audit log as a chain: each sealed row carries its place and a hash over all that it says and the hash of the one
 * before it (the idea of Haber and Stornetta, "How to time-stamp a digital document", 1991). Whoever changes, removes,
 * inserts or swaps a row has to make all later hashes anew, and the signed heads (`heads.ts`) tell of that.
 */
import { createHash } from "node:crypto";

/** Of what was hashed and how: a later form gets a name of its own, so that no two rows of different forms hash alike. */
const ROW_FORM = "edgedesk.audit.row.v1";

/** What a row says; its seal (`seq`, `hash`) apart. */
export interface AuditFacts {
  readonly id: string;
  readonly atMs: number;
  readonly actorType: string;
  readonly actorId: string;
  readonly sessionId: string | null;
  readonly origin: string | null;
  readonly action: string;
  readonly subjectType: string;
  readonly subjectId: string;
  /** As it rests: text, not what it means. */
  readonly detail: string;
}

/** The last link of the chain. */
export interface ChainHead {
  /** How many rows are sealed; 0 before the first. */
  readonly seq: number;
  readonly hash: string;
}

export interface Seal extends ChainHead {
  readonly id: string;
}

/** Stands before the first row. */
export const CHAIN_START: ChainHead = { seq: 0, hash: sha256("edgedesk.audit.start.v1") };

/**
 * The hash of one row in its place. A JSON array is an unambiguous form of its columns: no two rows give the same text.
 * @returns hex SHA-256
 */
export function rowHash(row: AuditFacts, seq: number, previousHash: string): string {
  const { id, atMs, actorType, actorId, sessionId, origin, action, subjectType, subjectId, detail } = row;
  const columns = [id, atMs, actorType, actorId, sessionId, origin, action, subjectType, subjectId, detail];
  return sha256(`${ROW_FORM}\n${JSON.stringify([seq, previousHash, ...columns])}`);
}

/** Appends rows to the chain, in the order given. */
export function sealRows(head: ChainHead, rows: readonly AuditFacts[]): Seal[] {
  let last = head;
  return rows.map((row) => {
    const seq = last.seq + 1;
    last = { seq, hash: rowHash(row, seq, last.hash) };
    return { id: row.id, ...last };
  });
}

/** How far a stretch of the chain holds. */
export interface Stretch {
  /** The last link that fits to all before it. */
  readonly whole: ChainHead;
  /** The first place where it does not hold; undefined if all of it does. */
  readonly brokenSeq: number | undefined;
}

/**
 * Walks a stretch of the chain.
 * @param from the link before the first row
 * @param rows as they rest, in order of `seq`
 * @param toSeq the last place that has to be there
 */
export function walkChain(
  from: ChainHead,
  rows: readonly (AuditFacts & { readonly seq: number | null; readonly hash: string | null })[],
  toSeq: number,
): Stretch {
  let whole = from;
  for (const row of rows) {
    const seq = whole.seq + 1;
    if (row.seq !== seq || row.hash !== rowHash(row, seq, whole.hash)) return { whole, brokenSeq: seq };
    whole = { seq, hash: row.hash };
  }
  return { whole, brokenSeq: whole.seq < toSeq ? whole.seq + 1 : undefined };
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
