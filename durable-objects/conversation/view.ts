/** Stored rows as the wire shows them. */

import type { MessageRecord } from "#actors/conversation/messages/store";
import type { ConversationRecord } from "#actors/conversation/store";
import { shownClosing } from "#domain/closing/standing";
import type { Activity, Actor, Conversation, Message } from "#protocol/vocabulary";

/**
 * @param sender from the participants; a message whose sender left keeps their name
 * @param content in plain; empty once recalled
 */
export function toWireMessage(record: MessageRecord, conversationId: string, sender: Actor, content: string): Message {
  return {
    id: record.id,
    seq: record.seq,
    changedSeq: record.changedSeq,
    conversationId,
    sender,
    contentType: record.contentType,
    content,
    attachments: [],
    ...(record.clientId === undefined ? {} : { clientId: record.clientId }),
    ...(record.replyTo === undefined ? {} : { replyTo: record.replyTo }),
    createdAt: new Date(record.createdAtMs).toISOString(),
    ...(record.editedAtMs === undefined ? {} : { editedAt: new Date(record.editedAtMs).toISOString() }),
    ...(record.recalledAtMs === undefined ? {} : { recalledAt: new Date(record.recalledAtMs).toISOString() }),
    ...(record.private ? { private: true as const } : {}),
  };
}

export function toWireConversation(record: ConversationRecord, lastSeq: number): Conversation {
  const closing = shownClosing(record.closing);
  return {
    id: record.conversationId,
    inboxId: record.inboxId,
    teamId: record.teamId,
    contactId: record.contactId,
    status: record.status,
    ...(record.assigneeId === undefined ? {} : { assigneeId: record.assigneeId }),
    epoch: record.epoch,
    lastSeq,
    ...(record.labels === undefined ? {} : { labels: [...record.labels] }),
    ...(record.priority === "normal" ? {} : { priority: record.priority }),
    ...(record.flags.length === 0 ? {} : { flags: record.flags.map((flag) => ({ ...flag })) }),
    ...(record.sla === undefined ? {} : { sla: record.sla }),
    ...(closing === undefined ? {} : { closing }),
  };
}

/** The sender of activity lines; clients word both the name and the content. */
export const SYSTEM_ACTOR: Actor = { type: "system", id: "system", name: "" };

export function activityContent(activity: Activity): string {
  return JSON.stringify(activity);
}
