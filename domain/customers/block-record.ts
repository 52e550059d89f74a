/** A block as it rests and as it is read: what staff wrote about it is sealed with a data key of its own. */
import type { blocks } from "#domain/customers/schema";
import { DATA_KEY_BYTES, NONCE_BYTES, openText, type Place, sealText } from "#domain/privacy/envelope";
import { type KeyRing, unwrapDataKey, type WrappedKey, wrapDataKey } from "#domain/privacy/key-ring";

export interface Block {
  readonly id: string;
  readonly kind: "contact" | "network";
  readonly contactId: string | undefined;
  /** Of a network: 4 or 6, and how many bits of the address count. */
  readonly family: 4 | 6 | undefined;
  readonly prefix: number | undefined;
  /** Absent if nothing was written, or its key was destroyed. */
  readonly reason: string | undefined;
  readonly expiresAtMs: number | undefined;
  readonly createdBy: string;
  readonly createdAtMs: number;
  readonly liftedBy: string | undefined;
  readonly liftedAtMs: number | undefined;
}

function placeOf(id: string): Place {
  return { table: "blocks", record: id, field: "reason", revision: 1 };
}

export function sealReason(keyRing: KeyRing, id: string, reason: string): { value: Uint8Array; key: WrappedKey } {
  const key = crypto.getRandomValues(new Uint8Array(DATA_KEY_BYTES));
  return {
    value: sealText(key, placeOf(id), reason, newNonce()),
    key: wrapDataKey(keyRing, { kind: "block", id }, key, newNonce()),
  };
}

export function openBlock(keyRing: KeyRing, row: typeof blocks.$inferSelect, wrapped: WrappedKey | undefined): Block {
  const { id, kind, family, sealedReason } = row;
  const key = wrapped === undefined ? undefined : unwrapDataKey(keyRing, { kind: "block", id }, wrapped);
  return {
    id,
    kind,
    contactId: row.contactId ?? undefined,
    family: family === 4 || family === 6 ? family : undefined,
    prefix: row.prefix ?? undefined,
    reason: sealedReason === null || key === undefined ? undefined : openText(key, placeOf(id), sealedReason),
    expiresAtMs: row.expiresAtMs ?? undefined,
    createdBy: row.createdBy,
    createdAtMs: row.createdAtMs,
    liftedBy: row.liftedBy ?? undefined,
    liftedAtMs: row.liftedAtMs ?? undefined,
  };
}

function newNonce(): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
}
