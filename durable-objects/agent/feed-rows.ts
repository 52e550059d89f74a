/** The rows of an agent's own list, as the conversations told them; names and previews stay sealed at rest. */
import { z } from "zod";
import { type ConversationSummary, openDetails, rowFor } from "#domain/conversations/summary";
import { type KeyRing, unwrapDataKey } from "#domain/privacy/key-ring";
import { type ConversationRow, conversation } from "#protocol/vocabulary";

const facts = z.object({
  conversation,
  createdAtMs: z.int(),
  lastActivityAtMs: z.int(),
  waitingSinceMs: z.int().optional(),
  atHead: z.boolean(),
  unread: z.int(),
  contactUnread: z.int(),
});

type StoredRow = {
  conversation_id: string;
  epoch: number;
  last_seq: number;
  facts: string;
  sealed_details: ArrayBuffer;
  key_id: string;
  wrapped_key: ArrayBuffer;
};

export class FeedRows {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** @returns whether what is known is newer than this */
  isOutdated(summary: ConversationSummary): boolean {
    const known = this.#sql
      .exec<{ epoch: number; last_seq: number }>(
        "SELECT epoch, last_seq FROM feed_rows WHERE conversation_id = ?",
        summary.conversation.id,
      )
      .toArray()[0];
    if (known === undefined) return false;
    const { epoch, lastSeq } = summary.conversation;
    return known.epoch > epoch || (known.epoch === epoch && known.last_seq > lastSeq);
  }

  save(summary: ConversationSummary): void {
    const { sealedDetails, key, ...rest } = summary;
    this.#sql.exec(
      `INSERT INTO feed_rows (conversation_id, epoch, last_seq, facts, sealed_details, key_id, wrapped_key)
       VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (conversation_id) DO UPDATE SET epoch = excluded.epoch, last_seq = excluded.last_seq,
         facts = excluded.facts, sealed_details = excluded.sealed_details, key_id = excluded.key_id,
         wrapped_key = excluded.wrapped_key`,
      summary.conversation.id,
      summary.conversation.epoch,
      summary.conversation.lastSeq,
      JSON.stringify(rest),
      sealedDetails,
      key.keyId,
      key.wrapped,
    );
  }

  /** @returns whether there was one */
  remove(conversationId: string): boolean {
    return this.#sql.exec("DELETE FROM feed_rows WHERE conversation_id = ?", conversationId).rowsWritten > 0;
  }

  all(ring: KeyRing): ConversationRow[] {
    return this.#sql
      .exec<StoredRow>("SELECT * FROM feed_rows")
      .toArray()
      .map((row) =>
        openRow(
          {
            ...facts.parse(JSON.parse(row.facts)),
            sealedDetails: new Uint8Array(row.sealed_details),
            key: { keyId: row.key_id, wrapped: new Uint8Array(row.wrapped_key) },
          },
          ring,
        ),
      )
      .sort((a, b) => (a.lastActivityAt < b.lastActivityAt ? 1 : -1));
  }
}

/** The row as agents see it. @throws SealBroken or KeyRingBroken if it does not open */
export function openRow(summary: ConversationSummary, ring: KeyRing): ConversationRow {
  const { conversation: subject, key, sealedDetails } = summary;
  const dataKey = unwrapDataKey(ring, { kind: "conversation", id: subject.id }, key);
  return rowFor("agent", summary, openDetails(dataKey, subject, sealedDetails));
}
