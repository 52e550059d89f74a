/** One change of a conversation while its transaction runs: what it alters, and what is to follow from it. */

import type { z } from "zod";
import type { Settled } from "#actors/conversation/closing/settled";
import type { Live } from "#actors/conversation/live";
import type { MessageStore } from "#actors/conversation/messages/store";
import type { alertPayload } from "#actors/conversation/sla/alert-delivery";
import type { ConversationRecord, ConversationStore } from "#actors/conversation/store";
import { toWireConversation } from "#actors/conversation/view";
import type { AuditRecord } from "#domain/audit/record";
import type { ConversationServerFrame } from "#protocol/frames";
import type { Actor } from "#protocol/vocabulary";

/** Which of the conversation's sockets a frame is for. */
export type Audience = "everyone" | "agents" | "contact";

export interface RoomEvent {
  readonly audience: Audience;
  readonly frame: ConversationServerFrame;
}

/** Who is named by whom, in which message. */
export interface NamedAgent {
  readonly agentId: string;
  readonly seq: number;
  readonly by: Pick<Actor, "id" | "name">;
}

/** That something is overdue, or about to be. */
export type Alert = z.infer<typeof alertPayload>;

/** What was changed, for those who owe news of it. */
export interface RoomChange {
  /** As it was; absent when the conversation has just begun. */
  readonly before: ConversationRecord | undefined;
  readonly after: ConversationRecord;
  readonly hasReceipts: boolean;
  readonly hasMessages: boolean;
  /** What the audit log is to tell of it, if anything. */
  readonly audit: AuditRecord | undefined;
  /** Agents whom a note names. */
  readonly mentions: readonly NamedAgent[];
  readonly alerts: readonly Alert[];
  /** What its tickets are owed. */
  readonly settled: Settled | undefined;
  /** Rules are to be asked of what has begun, or have answered. */
  readonly rules: "asked" | "answered" | undefined;
  /** Nothing of its row changed but when something is due. */
  readonly hasOnlyClocks: boolean;
}

export class Change {
  readonly store: ConversationStore;
  readonly messages: MessageStore;
  readonly #live: () => Live;
  /** What sockets are told when it is through, in this order. */
  readonly events: RoomEvent[] = [];
  readonly mentions: NamedAgent[] = [];
  readonly alerts: Alert[] = [];
  settled: Settled | undefined;
  hasOnlyClocks = false;
  hasMessages = false;
  audit: AuditRecord | undefined;
  rules: RoomChange["rules"];

  /** @param live what is in memory, to be altered; another one after it was loaded anew */
  constructor(store: ConversationStore, messages: MessageStore, live: () => Live) {
    this.store = store;
    this.messages = messages;
    this.#live = live;
  }

  /** Only what storage was told as well is altered in here. */
  get live(): Live {
    return this.#live();
  }

  emit(audience: Audience, frame: ConversationServerFrame): void {
    this.events.push({ audience, frame });
  }

  /** Tells that the conversation itself is another one since this change. */
  emitConversation(audience: Audience, seq: number): void {
    const { record, lastSeq } = this.live;
    this.emit(audience, { type: "conversation.updated", seq, conversation: toWireConversation(record, lastSeq) });
  }
}
