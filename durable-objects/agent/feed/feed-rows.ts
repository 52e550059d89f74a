/** The rows of an agent's own list, as the conversations told them; names and previews stay sealed at rest. */
import { z } from "zod";
import {
  type ConversationSummary,
  openDetails,
  type RowDetails,
  type RowReader,
  rowFor,
} from "#domain/conversations/summary";
import { NONCE_BYTES } from "#domain/privacy/envelope";
import { isUnopenable, type KeyRing, rewrapDataKey, unwrapDataKey, type WrappedKey } from "#domain/privacy/key-ring";
import { type Conversation, type ConversationRow, conversation } from "#protocol/vocabulary";

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

/** Rows of many conversations change in the same moments: they are written together, this much later at most. */
const GATHER_MS = 200;

export class FeedRows {
  readonly #storage: DurableObjectStorage;
  readonly #keyRing: () => KeyRing;
  /** Newer than what is stored. */
  readonly #unwritten = new Map<string, ConversationSummary>();
  #written: Promise<void> | undefined;

  constructor(storage: DurableObjectStorage, keyRing: () => KeyRing) {
    this.#storage = storage;
    this.#keyRing = keyRing;
  }

  /** @returns whether what is known is newer than this */
  isOutdated(summary: ConversationSummary): boolean {
    const { id, epoch, lastSeq } = summary.conversation;
    const known = this.#unwritten.get(id)?.conversation ?? this.#stored(id);
    return known !== undefined && (known.epoch > epoch || (known.epoch === epoch && known.lastSeq > lastSeq));
  }

  /** Resolves when the row, or one that is newer still, is stored. */
  save(summary: ConversationSummary): Promise<void> {
    this.#unwritten.set(summary.conversation.id, summary);
    this.#written ??= new Promise((resolve, reject) => {
      setTimeout(() => {
        this.#written = undefined;
        try {
          this.#write();
          resolve();
        } catch (error) {
          reject(error);
        }
      }, GATHER_MS);
    });
    return this.#written;
  }

  /** @returns whether there was one */
  remove(conversationId: string): boolean {
    const wasUnwritten = this.#unwritten.delete(conversationId);
    const { sql } = this.#storage;
    // Overwritten first: of a row that is only deleted, the key would rest on in what is free of its page.
    sql.exec(
      `UPDATE feed_rows SET wrapped_key = zeroblob(length(wrapped_key)), sealed_details = zeroblob(length(sealed_details))
       WHERE conversation_id = ?`,
      conversationId,
    );
    return sql.exec("DELETE FROM feed_rows WHERE conversation_id = ?", conversationId).rowsWritten > 0 || wasUnwritten;
  }

  /** As this reader may see them. */
  all(reader: RowReader): ConversationRow[] {
    this.#write();
    const ring = this.#keyRing();
    return this.#storage.sql
      .exec<StoredRow>("SELECT * FROM feed_rows")
      .toArray()
      .map((row) => openRow(row, ring, reader))
      .sort((a, b) => (a.lastActivityAt < b.lastActivityAt ? 1 : -1));
  }

  /** Which conversations are in the list, without what of them is sealed. */
  conversations(): Conversation[] {
    this.#write();
    return this.#storage.sql
      .exec<{ facts: string }>("SELECT facts FROM feed_rows")
      .toArray()
      .map((row) => facts.parse(JSON.parse(row.facts)).conversation);
  }

  /** Wraps with the ring's current key what another one wraps. @returns which key each row's copy names now */
  rewrap(): string[] {
    this.#write();
    const ring = this.#keyRing();
    const stored = this.#storage.sql
      .exec<Pick<StoredRow, "conversation_id" | "key_id" | "wrapped_key">>(
        "SELECT conversation_id, key_id, wrapped_key FROM feed_rows",
      )
      .toArray();
    return this.#storage.transactionSync(() =>
      stored.map(({ conversation_id: id, key_id: keyId, wrapped_key: wrapped }) => {
        const key = rewrappedIfPossible(ring, id, { keyId, wrapped: new Uint8Array(wrapped) });
        if (key.keyId !== keyId) {
          this.#storage.sql.exec(
            "UPDATE feed_rows SET key_id = ?, wrapped_key = ? WHERE conversation_id = ?",
            key.keyId,
            key.wrapped,
            id,
          );
        }
        return key.keyId;
      }),
    );
  }

  #stored(id: string): { epoch: number; lastSeq: number } | undefined {
    return this.#storage.sql
      .exec<{ epoch: number; lastSeq: number }>(
        "SELECT epoch, last_seq AS lastSeq FROM feed_rows WHERE conversation_id = ?",
        id,
      )
      .toArray()[0];
  }

  #write(): void {
    this.#storage.transactionSync(() => {
      for (const summary of this.#unwritten.values()) this.#upsert(summary);
    });
    this.#unwritten.clear();
  }

  #upsert({ details: _, sealedDetails, key: told, ...rest }: ConversationSummary): void {
    // News that was on its way while the keys were rotated must not bring an old one back.
    const key = rewrappedIfPossible(this.#keyRing(), rest.conversation.id, told);
    this.#storage.sql.exec(
      `INSERT INTO feed_rows (conversation_id, epoch, last_seq, facts, sealed_details, key_id, wrapped_key)
       VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (conversation_id) DO UPDATE SET epoch = excluded.epoch, last_seq = excluded.last_seq,
         facts = excluded.facts, sealed_details = excluded.sealed_details, key_id = excluded.key_id,
         wrapped_key = excluded.wrapped_key`,
      rest.conversation.id,
      rest.conversation.epoch,
      rest.conversation.lastSeq,
      JSON.stringify(rest),
      sealedDetails,
      key.keyId,
      key.wrapped,
    );
  }
}

/** What cannot be opened stays as it is, to be opened when its key is back. */
function rewrappedIfPossible(ring: KeyRing, conversationId: string, key: WrappedKey): WrappedKey {
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  try {
    return rewrapDataKey(ring, { kind: "conversation", id: conversationId }, key, nonce);
  } catch (error) {
    if (isUnopenable(error)) return key;
    throw error;
  }
}

/** One whose key is missing is listed without name and preview, rather than the list not at all. */
function openRow(row: StoredRow, ring: KeyRing, reader: RowReader): ConversationRow {
  const stored = facts.parse(JSON.parse(row.facts));
  return rowFor(reader, stored, detailsOf(row, stored.conversation, ring));
}

function detailsOf(row: StoredRow, of: Conversation, ring: KeyRing): RowDetails {
  const key = { keyId: row.key_id, wrapped: new Uint8Array(row.wrapped_key) };
  try {
    const dataKey = unwrapDataKey(ring, { kind: "conversation", id: row.conversation_id }, key);
    return openDetails(dataKey, of, new Uint8Array(row.sealed_details));
  } catch (error) {
    if (isUnopenable(error)) return {};
    throw error;
  }
}
