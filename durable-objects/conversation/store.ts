/** The SQL of the conversation's own row: rows in, plain values out; it knows no socket and no rule. */

import { z } from "zod";
import { bytes, type Cell, optionalNumber, optionalText, type Row } from "#actors/conversation/cells";
import { type ClosingStanding, closingStanding } from "#domain/closing/standing";
import type { Assignment } from "#domain/conversations/status";
import type { WrappedKey } from "#domain/privacy/key-ring";
import { type ConversationStatus, PRIORITIES, type Priority } from "#protocol/constants";
import { type ConversationSla, conversationSla, type ExceptionFlag, exceptionFlag } from "#protocol/vocabulary";

/** What is said of a conversation, by staff and for staff. */
export interface Marks {
  /** By their ids, some of which may be deleted by now; undefined for one that never had any. */
  readonly labels: readonly string[] | undefined;
  readonly priority: Priority;
  /** What makes it an exception, one of a kind. */
  readonly flags: readonly ExceptionFlag[];
}

export const UNMARKED: Marks = { labels: undefined, priority: "normal", flags: [] };

/** What routing goes by. */
export interface Trail {
  /** What the customer reads; undefined where that is not known. */
  readonly language?: string | undefined;
  /** Who of the agents had it, or this customer, last. */
  readonly lastAgentId?: string | undefined;
  /** The change that gave it to whoever has it; undefined if an earlier release, or an import, did. */
  readonly assignedSeq?: number | undefined;
}

const storedRuling = z.object({
  /** The most important first. */
  skills: z.array(z.object({ skillId: z.string(), level: z.int() })),
  policyId: z.string().optional(),
});
/** What the shop's rules said when it began: skills that it asks, and the service level that it has. */
export type Ruling = z.infer<typeof storedRuling>;

/** The conversation's own row. */
export interface ConversationRecord extends Assignment, Marks, Trail {
  readonly conversationId: string;
  readonly inboxId: string;
  readonly contactId: string;
  /** Only a verified contact's session speaks for a verified contact; undefined if it was begun before that was kept. */
  readonly contactVerified: boolean | undefined;
  /** The change that last altered this row. */
  readonly changedSeq: number;
  readonly createdAtMs: number;
  readonly key: WrappedKey;
  /** What of its service level is shown; undefined as long as no policy was for it. */
  readonly sla: ConversationSla | undefined;
  /** Undefined as long as it was never resolved, nor a ticket of it. */
  readonly closing?: ClosingStanding | undefined;
  /** Undefined until rules were asked; there are none for those that an earlier release began. */
  readonly ruling?: Ruling | undefined;
}

export class ConversationStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  load(): ConversationRecord | undefined {
    const row = this.#sql
      .exec<Row>(
        "SELECT *, (SELECT shown FROM sla) AS sla, (SELECT standing FROM closing) AS closing FROM conversation",
      )
      .toArray()[0];
    return row === undefined ? undefined : toConversation(row);
  }

  insertConversation(record: ConversationRecord): void {
    this.#sql.exec(
      `INSERT INTO conversation (one, conversation_id, inbox_id, contact_id, contact_verified, created_at_ms, key_id,
         wrapped_key, team_id, status, epoch, at_head, changed_seq, waiting_since_ms, language, last_agent_id)
       VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
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
      record.language ?? null,
      record.lastAgentId ?? null,
    );
  }

  /** The same data key, wrapped by another key of the ring. */
  updateKey(key: WrappedKey): void {
    this.#sql.exec("UPDATE conversation SET key_id = ?, wrapped_key = ?", key.keyId, key.wrapped);
  }

  updateAssignment(assignment: Assignment & Trail, changedSeq: number): void {
    this.#sql.exec(
      `UPDATE conversation SET team_id = ?, status = ?, assignee_id = ?, epoch = ?, waiting_since_ms = ?, at_head = ?,
         snoozed_until_ms = ?, not_agent_id = ?, last_agent_id = ?, assigned_seq = ?, changed_seq = ?`,
      assignment.teamId,
      assignment.status,
      assignment.assigneeId ?? null,
      assignment.epoch,
      assignment.waitingSinceMs ?? null,
      assignment.atHead ? 1 : 0,
      assignment.snoozedUntilMs ?? null,
      assignment.notAgentId ?? null,
      assignment.lastAgentId ?? null,
      assignment.assignedSeq ?? null,
      changedSeq,
    );
  }

  updateClosing(standing: ClosingStanding): void {
    this.#sql.exec(
      "INSERT INTO closing (one, standing) VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET standing = excluded.standing",
      JSON.stringify(standing),
    );
  }

  updateRuling(ruling: Ruling): void {
    this.#sql.exec("UPDATE conversation SET ruling = ?", JSON.stringify(ruling));
  }

  /** Something of it changed that rests elsewhere. */
  touch(changedSeq: number): void {
    this.#sql.exec("UPDATE conversation SET changed_seq = ?", changedSeq);
  }

  updateMarks({ labels, priority, flags }: Marks, changedSeq: number): void {
    this.#sql.exec(
      "UPDATE conversation SET labels = ?, priority = ?, flags = ?, changed_seq = ?",
      labels === undefined ? null : JSON.stringify(labels),
      priority,
      flags.length === 0 ? null : JSON.stringify(flags),
      changedSeq,
    );
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
    notAgentId: optionalText(row.not_agent_id),
    language: optionalText(row.language),
    lastAgentId: optionalText(row.last_agent_id),
    assignedSeq: optionalNumber(row.assigned_seq),
    labels: toLabels(row.labels),
    priority: toPriority(row.priority),
    flags: toFlags(row.flags),
    changedSeq: Number(row.changed_seq),
    createdAtMs: Number(row.created_at_ms),
    key: { keyId: String(row.key_id), wrapped: bytes(row.wrapped_key) },
    ruling: typeof row.ruling === "string" ? storedRuling.parse(JSON.parse(row.ruling)) : undefined,
    sla: typeof row.sla === "string" ? conversationSla.parse(JSON.parse(row.sla)) : undefined,
    closing: typeof row.closing === "string" ? closingStanding.parse(JSON.parse(row.closing)) : undefined,
  };
}

function toStatus(cell: Cell | undefined): ConversationStatus {
  return cell === "pending" || cell === "snoozed" || cell === "resolved" ? cell : "open";
}

const storedLabels = z.array(z.string());

function toLabels(cell: Cell | undefined): readonly string[] | undefined {
  return typeof cell === "string" ? storedLabels.parse(JSON.parse(cell)) : undefined;
}

const storedFlags = z.array(exceptionFlag);

function toFlags(cell: Cell | undefined): readonly ExceptionFlag[] {
  return typeof cell === "string" ? storedFlags.parse(JSON.parse(cell)) : [];
}

function toPriority(cell: Cell | undefined): Priority {
  return PRIORITIES.find((priority) => priority === cell) ?? "normal";
}
