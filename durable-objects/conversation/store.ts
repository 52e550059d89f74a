/** The SQL of a ConversationActor: rows in, plain values out; it knows no socket and no rule. */

import { z } from "zod";
import { seqOfMessageId } from "#domain/conversations/message-id";
import type { Assignment } from "#domain/conversations/status";
import type { WrappedKey } from "#domain/privacy/key-ring";
import {
  CONTENT_TYPES,
  type ConversationStatus,
  PRIORITIES,
  type Priority,
  type SenderType,
} from "#protocol/constants";
import type { Message } from "#protocol/vocabulary";

/** What is said of a conversation, by staff and for staff. */
export interface Marks {
  /** By their ids, some of which may be deleted by now; undefined for one that never had any. */
  readonly labels: readonly string[] | undefined;
  readonly priority: Priority;
}

export const UNMARKED: Marks = { labels: undefined, priority: "normal" };

/** The conversation's own row. */
export interface ConversationRecord extends Assignment, Marks {
  readonly conversationId: string;
  readonly inboxId: string;
  readonly contactId: string;
  /** Only a verified contact's session speaks for a verified contact; undefined if it was begun before that was kept. */
  readonly contactVerified: boolean | undefined;
  /** The change that last altered this row. */
  readonly changedSeq: number;
  readonly createdAtMs: number;
  readonly key: WrappedKey;
}

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

export interface ParticipantRecord {
  readonly id: string;
  readonly type: SenderType;
  readonly sealedName: Uint8Array;
  readonly deliveredSeq: number;
  readonly readSeq: number;
}

export interface ClientIdRecord {
  readonly senderId: string;
  readonly clientId: string;
  readonly seq: number;
}

/** What the index of words was told. */
export interface WordsState {
  /** Of all changes up to this one. */
  readonly toldSeq: number;
  /** Counts the sets that took the place of what was told before. */
  readonly generation: number;
  readonly keyId: string | undefined;
}

type Cell = string | number | ArrayBuffer | null;
type Row = Record<string, Cell>;

export class ConversationStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  load(): ConversationRecord | undefined {
    const row = this.#sql.exec<Row>("SELECT * FROM conversation").toArray()[0];
    return row === undefined ? undefined : toConversation(row);
  }

  insertConversation(record: ConversationRecord): void {
    this.#sql.exec(
      `INSERT INTO conversation (one, conversation_id, inbox_id, contact_id, contact_verified, created_at_ms, key_id,
         wrapped_key, team_id, status, epoch, at_head, changed_seq, waiting_since_ms)
       VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      record.conversationId,
      record.inboxId,
      record.contactId,
      record.contactVerified === undefined ? null : Number(record.contactVerified),
      record.createdAtMs,
      record.key.keyId,
      record.key.wrapped,
      record.teamId,
      record.status,
      record.epoch,
      record.atHead ? 1 : 0,
      record.changedSeq,
      record.waitingSinceMs ?? null,
    );
  }

  /** The same data key, wrapped by another key of the ring. */
  updateKey(key: WrappedKey): void {
    this.#sql.exec("UPDATE conversation SET key_id = ?, wrapped_key = ?", key.keyId, key.wrapped);
  }

  wordsState(): WordsState {
    const row = this.#sql.exec<Row>("SELECT words_seq, words_generation, words_key_id FROM conversation").one();
    return {
      toldSeq: Number(row.words_seq),
      generation: Number(row.words_generation),
      keyId: optionalText(row.words_key_id),
    };
  }

  raiseWordsGeneration(generation: number): void {
    this.#sql.exec("UPDATE conversation SET words_generation = ?", generation);
  }

  wordsTold(upToSeq: number, keyId: string): void {
    this.#sql.exec("UPDATE conversation SET words_seq = max(words_seq, ?), words_key_id = ?", upToSeq, keyId);
  }

  updateAssignment(assignment: Assignment, changedSeq: number): void {
    this.#sql.exec(
      `UPDATE conversation SET team_id = ?, status = ?, assignee_id = ?, epoch = ?, waiting_since_ms = ?, at_head = ?,
         snoozed_until_ms = ?, changed_seq = ?`,
      assignment.teamId,
      assignment.status,
      assignment.assigneeId ?? null,
      assignment.epoch,
      assignment.waitingSinceMs ?? null,
      assignment.atHead ? 1 : 0,
      assignment.snoozedUntilMs ?? null,
      changedSeq,
    );
  }

  updateMarks({ labels, priority }: Marks, changedSeq: number): void {
    this.#sql.exec(
      "UPDATE conversation SET labels = ?, priority = ?, changed_seq = ?",
      labels === undefined ? null : JSON.stringify(labels),
      priority,
      changedSeq,
    );
  }

  /** The contact is part of another one now: everything of theirs is that one's, under the name that is given. */
  joinContact(fromId: string, to: ParticipantRecord, changedSeq: number): void {
    this.#sql.exec("UPDATE conversation SET contact_id = ?, contact_verified = 1, changed_seq = ?", to.id, changedSeq);
    this.#sql.exec("UPDATE messages SET sender_id = ? WHERE sender_id = ?", to.id, fromId);
    this.#sql.exec("UPDATE client_ids SET sender_id = ? WHERE sender_id = ?", to.id, fromId);
    this.#sql.exec("DELETE FROM participants WHERE id = ?", fromId);
    this.saveParticipant(to);
  }

  /** For a conversation that has not begun: whoever begins it as the one does so as the other. */
  noteJoin(fromId: string, toId: string): void {
    this.#sql.exec("INSERT OR REPLACE INTO joins (from_id, to_id) VALUES (?, ?)", fromId, toId);
  }

  /** @returns whom this contact became part of, as far as was noted */
  joinedInto(contactId: string): string | undefined {
    return this.#sql.exec<{ to_id: string }>("SELECT to_id FROM joins WHERE from_id = ?", contactId).toArray()[0]
      ?.to_id;
  }

  /**
   * Inserts a new message, with its seq for its last change.
   * @returns false, and changes nothing, if its `clientId` is one that was moved by {@link moveClientIds}
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

  /** Of the messages after the last {@link moveClientIds}. */
  newestClientIds(): ClientIdRecord[] {
    return this.#sql
      .exec<Row>(
        `SELECT sender_id, client_id, seq FROM messages
         WHERE seq > (SELECT client_ids_moved_seq FROM conversation) AND client_id IS NOT NULL`,
      )
      .toArray()
      .map((row) => ({ senderId: String(row.sender_id), clientId: String(row.client_id), seq: Number(row.seq) }));
  }

  /** @returns the seq of the sender's message with this `clientId`, if it was moved already */
  movedClientId(senderId: string, clientId: string): number | undefined {
    return this.#sql
      .exec<{ seq: number }>("SELECT seq FROM client_ids WHERE sender_id = ? AND client_id = ?", senderId, clientId)
      .toArray()[0]?.seq;
  }

  /** Moves the newest up to this seq to where they are found by {@link movedClientId}. */
  moveClientIds(upToSeq: number): void {
    this.#sql.exec(
      `INSERT INTO client_ids SELECT sender_id, client_id, seq FROM messages
       WHERE seq > (SELECT client_ids_moved_seq FROM conversation) AND seq <= ? AND client_id IS NOT NULL`,
      upToSeq,
    );
    this.#sql.exec("UPDATE conversation SET client_ids_moved_seq = ?", upToSeq);
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

  participants(): ParticipantRecord[] {
    return this.#sql.exec<Row>("SELECT * FROM participants").toArray().map(toParticipant);
  }

  saveParticipant(record: ParticipantRecord): void {
    this.#sql.exec(
      `INSERT INTO participants (id, type, sealed_name, delivered_seq, read_seq) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET sealed_name = excluded.sealed_name, delivered_seq = excluded.delivered_seq,
         read_seq = excluded.read_seq`,
      record.id,
      record.type,
      record.sealedName,
      record.deliveredSeq,
      record.readSeq,
    );
  }

  #messages(from: string, ...bindings: (string | number)[]): MessageRecord[] {
    return this.#sql
      .exec<Row>(`SELECT * ${from}`, ...bindings)
      .toArray()
      .map(toMessage);
  }
}

function toConversation(row: Row): ConversationRecord {
  return {
    conversationId: String(row.conversation_id),
    inboxId: String(row.inbox_id),
    contactId: String(row.contact_id),
    contactVerified: typeof row.contact_verified === "number" ? row.contact_verified === 1 : undefined,
    teamId: String(row.team_id),
    status: toStatus(row.status),
    assigneeId: optionalText(row.assignee_id),
    epoch: Number(row.epoch),
    waitingSinceMs: optionalNumber(row.waiting_since_ms),
    atHead: row.at_head === 1,
    snoozedUntilMs: optionalNumber(row.snoozed_until_ms),
    labels: toLabels(row.labels),
    priority: toPriority(row.priority),
    changedSeq: Number(row.changed_seq),
    createdAtMs: Number(row.created_at_ms),
    key: { keyId: String(row.key_id), wrapped: bytes(row.wrapped_key) },
  };
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

function toParticipant(row: Row): ParticipantRecord {
  return {
    id: String(row.id),
    type: toSenderType(row.type),
    sealedName: bytes(row.sealed_name),
    deliveredSeq: Number(row.delivered_seq),
    readSeq: Number(row.read_seq),
  };
}

function toStatus(cell: Cell | undefined): ConversationStatus {
  return cell === "pending" || cell === "snoozed" || cell === "resolved" ? cell : "open";
}

const storedLabels = z.array(z.string());

function toLabels(cell: Cell | undefined): readonly string[] | undefined {
  return typeof cell === "string" ? storedLabels.parse(JSON.parse(cell)) : undefined;
}

function toPriority(cell: Cell | undefined): Priority {
  return PRIORITIES.find((priority) => priority === cell) ?? "normal";
}

function toSenderType(cell: Cell | undefined): SenderType {
  return cell === "contact" || cell === "agent" || cell === "bot" ? cell : "system";
}

function optionalText(cell: Cell | undefined): string | undefined {
  return typeof cell === "string" ? cell : undefined;
}

function optionalNumber(cell: Cell | undefined): number | undefined {
  return typeof cell === "number" ? cell : undefined;
}

function bytes(cell: Cell | undefined): Uint8Array {
  if (!(cell instanceof ArrayBuffer)) throw new TypeError("expected a blob");
  return new Uint8Array(cell);
}
