/** What of a conversation's lines its service level goes by: who wrote when, and how the conversation moved. */
import type { Live } from "#actors/conversation/live";
import { textOf } from "#actors/conversation/messages/open";
import type { MessageRecord, MessageStore } from "#actors/conversation/messages/store";
import type { Happening } from "#domain/sla/course";
import { isUrging } from "#domain/sla/urging";
import { activity } from "#protocol/vocabulary";

const PAGE = 500;
/** Further back nobody asks for the same again. */
const LOOKED_BACK = 20;

const MOVES = {
  "conversation.snoozed": "snoozed",
  "conversation.woken": "woken",
  "conversation.resolved": "resolved",
  "conversation.reopened": "reopened",
  "closing.reopened": "reopened",
  "conversation.prioritised": "retermed",
  "rule.applied": "retermed",
} as const;

/** @returns what happened after that message, in order, and up to which one that is */
export function happeningsAfter(
  live: Readonly<Live>,
  messages: MessageStore,
  afterSeq: number,
): { happenings: Happening[]; upToSeq: number } {
  const happenings: Happening[] = [];
  let upToSeq = afterSeq;
  let unanswered: MessageRecord[] | undefined;
  for (let page = messages.createdAfter(upToSeq, PAGE); page.length > 0; page = messages.createdAfter(upToSeq, PAGE)) {
    for (const message of page) {
      upToSeq = message.seq;
      const { createdAtMs: atMs } = message;
      const by = writerOf(live, message);
      if (by === "contact") {
        unanswered ??= unansweredBefore(live, messages, message.seq);
        happenings.push({ type: "customer", atMs, isUrging: urges(live, message, unanswered) });
        unanswered.push(message);
      } else if (by === "agent") {
        unanswered = [];
        happenings.push({ type: "agent", atMs });
      } else if (message.contentType === "activity") {
        const type = moveOf(textOf(live, message));
        if (type !== undefined) happenings.push({ type, atMs });
      }
    }
  }
  return { happenings, upToSeq };
}

/** Who wrote what the customer sees. Whatever wrote by itself, such as an automatic reply, answered nobody. */
function writerOf({ record, participants }: Readonly<Live>, message: MessageRecord): "contact" | "agent" | undefined {
  if (message.private || message.contentType === "activity") return undefined;
  if (message.senderId === record.contactId) return "contact";
  const { type } = participants.actorOf(message.senderId);
  return type === "contact" || type === "agent" ? type : undefined;
}

function unansweredBefore(live: Readonly<Live>, messages: MessageStore, seq: number): MessageRecord[] {
  const before = messages.createdBefore(seq, false, LOOKED_BACK);
  return before.slice(before.findLastIndex((message) => writerOf(live, message) === "agent") + 1);
}

function urges(live: Readonly<Live>, message: MessageRecord, unanswered: readonly MessageRecord[]): boolean {
  if (unanswered.length === 0) return false;
  return isUrging(
    textOf(live, message),
    unanswered.slice(-LOOKED_BACK).map((earlier) => textOf(live, earlier)),
  );
}

function moveOf(content: string): (typeof MOVES)[keyof typeof MOVES] | undefined {
  const key = activity.safeParse(JSON.parse(content)).data?.key;
  return Object.entries(MOVES).find(([name]) => name === key)?.[1];
}
