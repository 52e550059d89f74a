/**
 * What lists show of a conversation: the last message that each side may read, and how much each side has not read.
 * Kept while messages only come in, since that is when it is asked for most; anything else has it read anew.
 */
import type { MessageRecord, MessageStore } from "#actors/conversation/messages/store";
import type { Participants } from "#actors/conversation/participants/participants";
import type { ConversationRecord } from "#actors/conversation/store";
import type { RowDetails } from "#domain/conversations/summary";
import { maskText } from "#domain/privacy/masking";
import { MAX_PREVIEW_CHARS } from "#protocol/constants";
import { plainTextOf } from "#protocol/product-card";
import type { Message } from "#protocol/vocabulary";

/** Unread is counted up to here; clients show "99+". */
const MAX_UNREAD = 100;

export interface DigestValue {
  /** The last message that agents can read. */
  readonly last: Message | undefined;
  /** The last one that the customer can read. */
  readonly lastPublic: Message | undefined;
  /** Customer's messages that the assignee has not read; all of them while nobody has it. */
  readonly unread: number;
  /** Messages to the customer that they have not read. */
  readonly contactUnread: number;
}

export class Digest {
  readonly #store: MessageStore;
  readonly #open: (record: MessageRecord) => Message;
  #value: DigestValue | undefined;

  constructor(store: MessageStore, open: (record: MessageRecord) => Message) {
    this.#store = store;
    this.#open = open;
  }

  /** A message came in; nothing else changed. */
  added(message: Message): void {
    const before = this.#value;
    if (before === undefined || message.contentType === "activity") return;
    if (message.private === true) {
      this.#value = { ...before, last: message };
      return;
    }
    const isByContact = message.sender.type === "contact";
    this.#value = {
      last: message,
      lastPublic: message,
      unread: Math.min(MAX_UNREAD, before.unread + (isByContact ? 1 : 0)),
      contactUnread: Math.min(MAX_UNREAD, before.contactUnread + (isByContact ? 0 : 1)),
    };
  }

  /** Something was edited, recalled, read or assigned. */
  outdated(): void {
    this.#value = undefined;
  }

  read(record: ConversationRecord, participants: Participants): DigestValue {
    this.#value ??= this.#look(record, participants);
    return this.#value;
  }

  #look({ assigneeId, contactId }: ConversationRecord, participants: Participants): DigestValue {
    const readSeq = assigneeId === undefined ? 0 : participants.readSeqOf(assigneeId);
    const contactReadSeq = participants.readSeqOf(contactId);
    return {
      last: this.#lastReadable(true),
      lastPublic: this.#lastReadable(false),
      unread: this.#store.countUnread(readSeq, contactId, true, MAX_UNREAD),
      contactUnread: this.#store.countUnread(contactReadSeq, contactId, false, MAX_UNREAD),
    };
  }

  #lastReadable(withPrivate: boolean): Message | undefined {
    const last = this.#store.lastReadable(withPrivate);
    return last === undefined ? undefined : this.#open(last);
  }
}

/** A message as the customer's list shows it: one short line. */
export function previewOf(message: Message): NonNullable<RowDetails["publicPreview"]> {
  const text = shorten(plainTextOf(message), MAX_PREVIEW_CHARS);
  return { sender: message.sender, text, ...(message.private === true ? { private: true } : {}) };
}

/** The same for agents, masked as a whole and then shortened: half a number would not be known for one. */
export function agentPreviewOf(message: Message): NonNullable<RowDetails["preview"]> {
  const { text, masked } = maskText(plainTextOf(message));
  return { ...previewOf(message), ...(masked ? { maskedText: shorten(text, MAX_PREVIEW_CHARS) } : {}) };
}

/** Cut at characters, never within one, and on one line. */
function shorten(text: string, maxChars: number): string {
  const line = text
    .slice(0, maxChars * 4)
    .replace(/\s+/gu, " ")
    .trim();
  const chars = [...line];
  return chars.length <= maxChars ? line : `${chars.slice(0, maxChars - 1).join("")}…`;
}
