/**
 * What an auditor checks, as one pure function over what was read: the rows, the head in the table, and the signed heads
 * that are kept apart. It finds a row that was changed, removed, inserted or moved, a cut tail, a head that was rolled
 * back or forged, and a chain that was made anew behind a signed head.
 *
 * It cannot find a row that was never sealed and is gone, nor a tail made anew within the minute since the last signed
 * head: hence a head a minute.
 */
import { z } from "zod";
import { CHAIN_START, type ChainHead, rowHash } from "#domain/audit/chain";
import { isSignedBy, type VerifyingKey } from "#domain/audit/heads";
import { signedHead } from "#protocol/http-audit";

/** A row as it rests, and as exports carry it. */
export const auditRow = z.strictObject({
  seq: z.int().min(1).nullable(),
  hash: z.string().nullable(),
  id: z.string(),
  atMs: z.int(),
  actorType: z.string(),
  actorId: z.string(),
  sessionId: z.string().nullable(),
  origin: z.string().nullable(),
  action: z.string(),
  subjectType: z.string(),
  subjectId: z.string(),
  detail: z.string(),
});
export type AuditRow = z.infer<typeof auditRow>;

export type FindingKind =
  /** A row whose columns are not of the form that we write. */
  | "row_malformed"
  | "row_missing"
  | "row_repeated"
  /** What it says, its place or its seal is not what was sealed. */
  | "row_changed"
  | "id_repeated"
  /** There are sealed rows and no head in the table. */
  | "head_missing"
  /** The head in the table is not the last row: rolled back, or rows beyond it were added or cut. */
  | "head_differs"
  /** A signed head whose signature does not fit, or that is not of the form that we write. */
  | "signed_head_forged"
  /** A signed head tells of rows beyond the last: the tail was cut. */
  | "tail_cut"
  /** A signed head tells of another row in this place: the chain was made anew. */
  | "chain_rewritten"
  /** There are no signed heads to hold the chain against, though it is old enough to have some. */
  | "nothing_signed";

export interface Finding {
  readonly kind: FindingKind;
  readonly seq?: number | undefined;
}

export interface Evidence {
  /** As read: shapes are checked here. In any order. */
  readonly rows: readonly unknown[];
  /** `audit_head` of the table; `absent` where only exported rows are at hand. */
  readonly head: ChainHead | undefined | "absent";
  /** As read, in any order. */
  readonly signedHeads: readonly unknown[];
  readonly keys: readonly VerifyingKey[];
  readonly nowMs: number;
}

export interface Verdict {
  readonly isIntact: boolean;
  readonly findings: readonly Finding[];
  readonly firstBadSeq: number | undefined;
  readonly sealedRows: number;
  readonly signedHeads: number;
  readonly lastSigned: { readonly seq: number; readonly atMs: number } | undefined;
  readonly unsealedRows: number;
  /** Not sealed, or sealed and not signed for, though {@link SEALED_WITHIN_MS} have passed: nothing seals here. */
  readonly overdueRows: number;
}

/** Sealing and signing run once a minute. */
const SEALED_WITHIN_MS = 5 * 60_000;

export function verifyLog(evidence: Evidence): Verdict {
  const parsed = evidence.rows.map((row) => auditRow.safeParse(row));
  const rows = parsed.flatMap((row) => (row.success ? [row.data] : []));
  const findings: Finding[] = [];
  for (const row of parsed) if (!row.success) findings.push({ kind: "row_malformed" });
  const sealed = rows.filter((row) => row.seq !== null).toSorted((a, b) => (a.seq ?? 0) - (b.seq ?? 0));
  const unsealed = rows.filter((row) => row.seq === null);
  for (const row of unsealed) if (row.hash !== null) findings.push({ kind: "row_changed" });

  const hashes = checkRows(sealed, findings);
  const last = hashes.size === 0 ? CHAIN_START : lastOf(sealed);
  checkIds(rows, findings);
  if (evidence.head !== "absent") checkHead(evidence.head, last, findings);
  const lastSigned = checkSignedHeads(evidence, hashes, last, findings);
  const isOverdue = ({ seq, atMs }: AuditRow) =>
    (seq === null || seq > (lastSigned?.seq ?? 0)) && atMs < evidence.nowMs - SEALED_WITHIN_MS;
  const overdue = rows.filter(isOverdue);
  // A log of the last minutes alone may have no head yet.
  if (evidence.signedHeads.length === 0 && overdue.some(({ seq }) => seq !== null))
    findings.push({ kind: "nothing_signed" });

  const seqs = findings.flatMap(({ seq }) => (seq === undefined ? [] : [seq]));
  return {
    isIntact: findings.length === 0,
    findings,
    firstBadSeq: seqs.length === 0 ? undefined : Math.min(...seqs),
    sealedRows: sealed.length,
    signedHeads: evidence.signedHeads.length,
    lastSigned,
    unsealedRows: unsealed.length,
    overdueRows: overdue.length,
  };
}

/** @returns the hash that rests at each place */
function checkRows(sealed: readonly AuditRow[], findings: Finding[]): Map<number, string> {
  const hashes = new Map<number, string>();
  let expected = CHAIN_START.seq + 1;
  let previousHash = CHAIN_START.hash;
  for (const row of sealed) {
    const seq = row.seq ?? 0;
    if (seq < expected) {
      findings.push({ kind: "row_repeated", seq });
      continue;
    }
    if (seq > expected) findings.push({ kind: "row_missing", seq: expected });
    // Behind a gap the hash before it is not known: the gap is what is told of.
    else if (row.hash !== rowHash(row, seq, previousHash)) findings.push({ kind: "row_changed", seq });
    previousHash = row.hash ?? "";
    hashes.set(seq, previousHash);
    expected = seq + 1;
  }
  return hashes;
}

function checkIds(rows: readonly AuditRow[], findings: Finding[]): void {
  const seen = new Set<string>();
  for (const { id, seq } of rows) {
    if (seen.has(id)) findings.push({ kind: "id_repeated", seq: seq ?? undefined });
    seen.add(id);
  }
}

function checkHead(head: ChainHead | undefined, last: ChainHead, findings: Finding[]): void {
  if (head === undefined) {
    if (last.seq > 0) findings.push({ kind: "head_missing" });
    return;
  }
  if (head.seq === last.seq && head.hash === last.hash) return;
  const seq = head.seq === last.seq ? head.seq : Math.min(head.seq, last.seq) + 1;
  findings.push({ kind: "head_differs", seq });
}

/** @returns the newest one that is genuine */
function checkSignedHeads(
  { signedHeads, keys }: Evidence,
  hashes: ReadonlyMap<number, string>,
  last: ChainHead,
  findings: Finding[],
): Verdict["lastSigned"] {
  let newest: Verdict["lastSigned"];
  for (const raw of signedHeads) {
    const parsed = signedHead.safeParse(raw);
    if (!parsed.success || !isSignedBy(keys, parsed.data)) {
      findings.push({ kind: "signed_head_forged", seq: parsed.data?.seq });
      continue;
    }
    const { seq, hash, atMs } = parsed.data;
    if (newest === undefined || seq > newest.seq) newest = { seq, atMs };
    if (seq > last.seq) findings.push({ kind: "tail_cut", seq: last.seq + 1 });
    else if (hashes.get(seq) !== hash) findings.push({ kind: "chain_rewritten", seq });
  }
  return newest;
}

function lastOf(sealed: readonly AuditRow[]): ChainHead {
  const row = sealed.at(-1);
  return { seq: row?.seq ?? CHAIN_START.seq, hash: row?.hash ?? "" };
}
