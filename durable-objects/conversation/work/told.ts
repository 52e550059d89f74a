/**
 * What agents did in a conversation, told to D1 with its row of the index: no message costs a write of its own. Told are whole
 * quarters of an hour from the messages themselves, so that a repeat comes to the same, and what a crash took along is
 * found again.
 */
import type { Live } from "#actors/conversation/live";
import { textOf } from "#actors/conversation/messages/open";
import type { MessageRecord, MessageStore } from "#actors/conversation/messages/store";
import type { ToldWork } from "#domain/reports/own-day/store";
import { quarterOf, type WorkLine, workOf } from "#domain/reports/own-day/work";
import { activity } from "#protocol/vocabulary";

const PAGE = 200;
/** Of what was imported, or was done longer ago than any day of today, nobody asks for numbers. */
const NEWS_MS = 48 * 60 * 60_000;
/** So far back it is looked for since when the customer waits. */
const LOOKED_BACK = 500;

function workAfter(live: Readonly<Live>, messages: MessageStore, toldSeq: number, nowMs: number): ToldWork {
  const fresh: MessageRecord[] = [];
  let upToSeq = toldSeq;
  for (let page = messages.createdAfter(upToSeq, PAGE); page.length > 0; page = messages.createdAfter(upToSeq, PAGE)) {
    fresh.push(...page);
    upToSeq = page.at(-1)?.seq ?? upToSeq;
  }
  const { conversationId } = live.record;
  const first = fresh.find((message) => message.createdAtMs >= nowMs - NEWS_MS && isWork(lineOf(live, message)));
  if (first === undefined) return { conversationId, upToSeq, rows: [] };
  const quarterMs = quarterOf(first.createdAtMs);
  const before = backTo(
    messages,
    first.seq,
    (message, line) => message.createdAtMs < quarterMs && line?.by === "agent",
    live,
  );
  const lines = [...before, ...fresh.filter(({ seq }) => seq >= first.seq)]
    .map((message) => lineOf(live, message))
    .filter((line) => line !== undefined);
  return { conversationId, upToSeq, rows: workOf(lines, quarterMs) };
}

function isWork(line: WorkLine | undefined): boolean {
  return line?.by === "agent" || line?.by === "end";
}

/** @returns what came before, in order, from the first one that is enough */
function backTo(
  messages: MessageStore,
  beforeSeq: number,
  isEnough: (message: MessageRecord, line: WorkLine | undefined) => boolean,
  live: Readonly<Live>,
): MessageRecord[] {
  let before: MessageRecord[] = [];
  let fromSeq = beforeSeq;
  while (before.length < LOOKED_BACK) {
    const page = messages.createdBefore(fromSeq, true, PAGE);
    const oldest = page[0];
    if (oldest === undefined) return before;
    const at = page.findLastIndex((message) => isEnough(message, lineOf(live, message)));
    before = [...page.slice(Math.max(0, at)), ...before];
    if (at !== -1) return before;
    fromSeq = oldest.seq;
  }
  return before;
}

/** @returns undefined for what is no work: notes, automatic replies, the bot's */
export function lineOf(live: Readonly<Live>, message: MessageRecord): WorkLine | undefined {
  const { record, participants, publicWriters } = live;
  const { createdAtMs: atMs, senderId } = message;
  if (message.contentType === "activity") return isEnd(textOf(live, message)) ? { by: "end", atMs } : undefined;
  if (message.private) return undefined;
  if (senderId === record.contactId) return { by: "customer", atMs };
  const { type } = participants.actorOf(senderId);
  if (type === "contact") return { by: "customer", atMs };
  if (type !== "agent") return undefined;
  return { by: "agent", agentId: senderId, atMs, isFirst: publicWriters.firstReplyAtMs() === atMs };
}

function isEnd(content: string): boolean {
  return activity.safeParse(JSON.parse(content)).data?.key === "conversation.resolved";
}

/** Up to which message it was told. */
export class ToldUpTo {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Tells what is not told yet. @param tell resolves once it is written down; if it fails it is told again */
  async tell(
    room: { readonly live: Readonly<Live>; readonly messages: MessageStore },
    tell: (told: ToldWork) => Promise<void>,
    nowMs: number,
  ): Promise<void> {
    const [row] = this.#sql.exec<{ seq: number }>("SELECT seq FROM work_told").toArray();
    const toldSeq = row?.seq ?? 0;
    const untold = workAfter(room.live, room.messages, toldSeq, nowMs);
    if (untold.rows.length > 0) await tell(untold);
    // What was no work is not looked at for ever, nor is every look written down.
    if (untold.rows.length === 0 && untold.upToSeq - toldSeq < PAGE) return;
    this.#sql.exec("UPDATE work_told SET seq = max(seq, ?)", untold.upToSeq);
  }
}
