/**
 * Which questions a conversation had and when they were answered, told to D1 with its row of the index. It goes by the
 * messages themselves, so a repeat comes to the same, and what a crash took along is found again. The open question is
 * kept, so that nobody reads again what came after it.
 */
import type { Live } from "#actors/conversation/live";
import type { MessageStore } from "#actors/conversation/messages/store";
import { lineOf } from "#actors/conversation/work/told";
import { type OpenQuestion, questionsOf } from "#domain/sla/replies/questions";
import type { ToldReplies } from "#domain/sla/replies/store";

const PAGE = 200;
/** What was imported, or asked long before it is told, is no question of now. */
const NEWS_MS = 48 * 60 * 60_000;

interface Standing {
  readonly seq: number;
  readonly open: OpenQuestion | undefined;
}

export class ToldReplyTimes {
  readonly #sql: SqlStorage;
  /** What was told last of the open question: it is told again only if that changed. */
  #told = "";

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** @param tell resolves once it is written down; if it fails it is told again */
  async tell(
    room: { readonly live: Readonly<Live>; readonly messages: MessageStore },
    tell: (told: ToldReplies) => Promise<void>,
    nowMs: number,
  ): Promise<void> {
    const before = this.#standing();
    const { live, messages } = room;
    const lines: (NonNullable<ReturnType<typeof lineOf>> & { seq: number })[] = [];
    let { seq } = before;
    for (let page = messages.createdAfter(seq, PAGE); page.length > 0; page = messages.createdAfter(seq, PAGE)) {
      for (const message of page) {
        const line = lineOf(live, message);
        if (line !== undefined && message.createdAtMs >= nowMs - NEWS_MS) lines.push({ ...line, seq: message.seq });
        seq = message.seq;
      }
    }
    const { questions, open } = questionsOf(before.open, lines, live.sla?.course.terms?.calendar);
    const { conversationId, teamId, assigneeId } = live.record;
    const told = { conversationId, teamId, assigneeId, questions };
    const text = JSON.stringify(told);
    if (questions.length > 0 && text !== this.#told) await tell({ ...told, upToSeq: live.lastSeq });
    this.#told = text;
    // Not each look is written down, only those that somebody would have to repeat for nothing.
    if (open?.seq === before.open?.seq && questions.length <= (open === undefined ? 0 : 1) && seq - before.seq < PAGE)
      return;
    this.#sql.exec(
      "UPDATE reply_told SET seq = ?, open_seq = ?, open_at_ms = ?",
      seq,
      open?.seq ?? null,
      open?.askedAtMs ?? null,
    );
  }

  #standing(): Standing {
    const [row] = this.#sql
      .exec<{ seq: number; open_seq: number | null; open_at_ms: number | null }>(
        "SELECT seq, open_seq, open_at_ms FROM reply_told",
      )
      .toArray();
    const { seq = 0, open_seq: openSeq = null, open_at_ms: askedAtMs = null } = row ?? {};
    return { seq, open: openSeq === null || askedAtMs === null ? undefined : { seq: openSeq, askedAtMs } };
  }
}
