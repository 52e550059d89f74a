/** The SQL of messages: rows in, plain values out; it knows no socket and no rule. */

import { bytes, type Cell, optionalNumber, optionalText, type Row } from "#actors/conversation/cells";
import { seqOfMessageId } from "#domain/conversations/message-id";
import { CONTENT_TYPES } from "#protocol/constants";
import type { Message } from "#protocol/vocabulary";

export interface MessageRecord {
  readonly seq: number;
  readonly changedSeq: number;
  readonly id: string;
  readonly senderId: string;
  readonly clientId: string | undefined;
  readonly contentType: Message["contentType"];
  /** Absent once recalled. */
  readonly sealedContent: Uint8Array | undefined;
  /** Grows with each edit, from 1. */
  readonly revision: number;
  readonly private: boolean;
  readonly replyTo: string | undefined;
  readonly createdAtMs: number;
  readonly editedAtMs: number | undefined;
  readonly recalledAtMs: number | undefined;
}

export class MessageStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /**
   * Inserts a new message, with its seq for its last change.
   * @returns false, and changes nothing, if its `clientId` is one that was moved to its table: see `client-ids.ts`
   */
  insertMessage(message: MessageRecord): boolean {
    const { rowsWritten } = this.#sql.exec(
      `INSERT INTO messages (seq, changed_seq, id, sender_id, client_id, content_type, sealed_content, revision, private,
         reply_to, created_at_ms) SELECT ?1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10
       WHERE NOT EXISTS (SELECT 1 FROM client_ids WHERE sender_id = ?3 AND client_id = ?4)`,
      message.seq,
      message.id,
      message.senderId,
      message.clientId ?? null,
      message.contentType,
      message.sealedContent ?? null,
      message.revision,
      message.private ? 1 : 0,
      message.replyTo ?? null,
      message.createdAtMs,
    );
    return rowsWritten > 0;
  }

  /** Writes what an edit or a recall changes. */
  updateMessage(message: MessageRecord): void {
    this.#sql.exec(
      "UPDATE messages SET changed_seq = ?, sealed_content = ?, revision = ?, edited_at_ms = ?, recalled_at_ms = ? WHERE seq = ?",
      message.changedSeq,
      message.sealedContent ?? null,
      message.revision,
      message.editedAtMs ?? null,
      message.recalledAtMs ?? null,
      message.seq,
    );
  }

  messageById(id: string): MessageRecord | undefined {
    const found = this.messageBySeq(seqOfMessageId(id));
    return found?.id === id ? found : undefined;
  }

  messageBySeq(seq: number): MessageRecord | undefined {
    return this.#messages("FROM messages WHERE seq = ?", seq)[0];
  }

  /** Changed after `afterSeq`, in order of change. */
  changedAfter(afterSeq: number, withPrivate: boolean, limit: number): MessageRecord[] {
    const visible = withPrivate ? "" : "AND private = 0";
    return this.#messages(
      `FROM (SELECT * FROM messages WHERE seq > ? AND changed_seq = seq ${visible} ORDER BY seq LIMIT ?)
       UNION ALL SELECT *
       FROM (SELECT * FROM messages WHERE changed_seq > ? AND changed_seq <> seq ${visible} ORDER BY changed_seq LIMIT ?)
       ORDER BY changed_seq LIMIT ?`,
      afterSeq,
      limit,
      afterSeq,
      limit,
      limit,
    );
  }

  /** The last ones created before `beforeSeq`, oldest first. */
  createdBefore(beforeSeq: number, withPrivate: boolean, limit: number): MessageRecord[] {
    return this.#messages(
      `FROM messages WHERE seq < ? ${withPrivate ? "" : "AND private = 0"} ORDER BY seq DESC LIMIT ?`,
      beforeSeq,
      limit,
    ).reverse();
  }

  /** Whether a message was edited or recalled after this change. */
  hasChangedAfter(changedSeq: number): boolean {
    const query = "SELECT 1 FROM messages WHERE changed_seq > ? AND changed_seq <> seq LIMIT 1";
    return this.#sql.exec(query, changedSeq).toArray().length > 0;
  }

  /** What people wrote and can still be read, oldest first. */
  readableAfter(afterSeq: number, upToSeq: number, limit: number): MessageRecord[] {
    return this.#messages(
      `FROM messages WHERE seq > ? AND seq <= ? AND content_type <> 'activity' AND recalled_at_ms IS NULL
       ORDER BY seq LIMIT ?`,
      afterSeq,
      upToSeq,
      limit,
    );
  }

  /** What this person said in words to everybody, after one change and up to another, and can still be read: the newest, in order. */
  newestOf(senderId: string, afterSeq: number, upToSeq: number, limit: number): MessageRecord[] {
    return this.#messages(
      `FROM messages WHERE seq > ? AND seq <= ? AND sender_id = ? AND content_type = 'text' AND private = 0
         AND recalled_at_ms IS NULL ORDER BY seq DESC LIMIT ?`,
      afterSeq,
      upToSeq,
      senderId,
      limit,
    ).toReversed();
  }

  /** What people wrote and can still be read, newest first. */
  readableBefore(beforeSeq: number, limit: number): MessageRecord[] {
    return this.#messages(
      `FROM messages WHERE seq < ? AND content_type <> 'activity' AND recalled_at_ms IS NULL
       ORDER BY seq DESC LIMIT ?`,
      beforeSeq,
      limit,
    );
  }

  /** Created after this one, the oldest first, notes and what was recalled included. */
  createdAfter(afterSeq: number, limit: number): MessageRecord[] {
    return this.#messages("FROM messages WHERE seq > ? ORDER BY seq LIMIT ?", afterSeq, limit);
  }

  /** The last message that people wrote and that can still be read. */
  lastReadable(withPrivate: boolean): MessageRecord | undefined {
    return this.#messages(
      `FROM messages WHERE content_type <> 'activity' AND recalled_at_ms IS NULL ${withPrivate ? "" : "AND private = 0"} ORDER BY seq DESC LIMIT 1`,
    )[0];
  }

  countRecalls(senderId: string): number {
    return this.#sql
      .exec<{ n: number }>(
        "SELECT count(*) AS n FROM messages WHERE sender_id = ? AND recalled_at_ms IS NOT NULL",
        senderId,
      )
      .one().n;
  }

  /** Public, unrecalled messages after `seq` by the contact, or by everybody else; counted up to `cap`. */
  countUnread(afterSeq: number, contactId: string, byContact: boolean, cap: number): number {
    return this.#sql
      .exec<{ n: number }>(
        `SELECT count(*) AS n FROM (SELECT 1 FROM messages WHERE seq > ? AND (sender_id = ?) = ? AND private = 0
           AND recalled_at_ms IS NULL LIMIT ?)`,
        afterSeq,
        contactId,
        byContact ? 1 : 0,
        cap,
      )
      .one().n;
  }

  /** Everybody who wrote something that the customer sees. */
  publicWriters(): string[] {
    return this.#sql
      .exec<{ sender_id: string }>("SELECT DISTINCT sender_id FROM messages WHERE private = 0")
      .toArray()
      .map((row) => row.sender_id);
  }

  /** Whether they wrote something to the customer after this change. */
  hasPublicBy(senderId: string, afterSeq: number): boolean {
    const query = "SELECT 1 FROM messages WHERE seq > ? AND sender_id = ? AND private = 0 LIMIT 1";
    return this.#sql.exec(query, afterSeq, senderId).toArray().length > 0;
  }

  /** Of the first message of an agent that the customer sees. */
  firstReplyAtMs(): number | undefined {
    return this.#sql
      .exec<{ created_at_ms: number }>(
        `SELECT created_at_ms FROM messages WHERE private = 0 AND sender_id IN (SELECT id FROM participants WHERE type = 'agent')
           ORDER BY seq LIMIT 1`,
      )
      .toArray()[0]?.created_at_ms;
  }

  /** `publicAtMs` is of the last one that the customer sees. */
  lastMessage(): { changedSeq: number; createdAtMs: number; publicAtMs: number } {
    const row = this.#sql
      .exec<Row>(
        `SELECT max(coalesce((SELECT max(seq) FROM messages), 0),
             coalesce((SELECT max(changed_seq) FROM messages WHERE changed_seq <> seq), 0)) AS changed_seq,
           (SELECT created_at_ms FROM messages ORDER BY seq DESC LIMIT 1) AS created_at_ms,
           (SELECT created_at_ms FROM messages WHERE private = 0 ORDER BY seq DESC LIMIT 1) AS public_at_ms`,
      )
      .one();
    return {
      changedSeq: Number(row.changed_seq ?? 0),
      createdAtMs: Number(row.created_at_ms ?? 0),
      publicAtMs: Number(row.public_at_ms ?? 0),
    };
  }

  #messages(from: string, ...bindings: (string | number)[]): MessageRecord[] {
    return this.#sql
      .exec<Row>(`SELECT * ${from}`, ...bindings)
      .toArray()
      .map(toMessage);
  }
}

/** One of a later release is words to this one. */
function contentTypeOf(value: Cell | undefined): Message["contentType"] {
  return value === "activity" ? value : (CONTENT_TYPES.find((known) => known === value) ?? "text");
}

function toMessage(row: Row): MessageRecord {
  return {
    seq: Number(row.seq),
    changedSeq: Number(row.changed_seq),
    id: String(row.id),
    senderId: String(row.sender_id),
    clientId: optionalText(row.client_id),
    contentType: contentTypeOf(row.content_type),
    sealedContent: row.sealed_content === null ? undefined : bytes(row.sealed_content),
    revision: Number(row.revision),
    private: row.private === 1,
    replyTo: optionalText(row.reply_to),
    createdAtMs: Number(row.created_at_ms),
    editedAtMs: optionalNumber(row.edited_at_ms),
    recalledAtMs: optionalNumber(row.recalled_at_ms),
  };
}
