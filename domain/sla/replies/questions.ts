/**
 * The marketplaces' questions of a conversation: its lines in, questions out, with what came of each. What is one and what
 * counts is said in docs/design/service-levels.md. Pure.
 */
import { z } from "zod";
import type { WorkLine } from "#domain/reports/own-day/work";
import { addOpenMs, type BusinessCalendar, isOpenAt, openMsWithin } from "#domain/sla/calendar";

/** Marketplaces ask for an answer within this time. */
export const IN_TIME_MS = 180_000;

/** What nobody has answered so far. */
export interface OpenQuestion {
  readonly seq: number;
  readonly askedAtMs: number;
}

export const toldQuestion = z.object({
  seq: z.int(),
  askedAtMs: z.int(),
  /** When the time for an answer is over; null: it does not count. */
  dueAtMs: z.int().nullable(),
  /** In open time; null: nobody has answered. */
  answeredAfterMs: z.int().nullable(),
  /** Who answered; null: nobody has. */
  agentId: z.string().nullable(),
});
export type ToldQuestion = z.infer<typeof toldQuestion>;

/**
 * @param before what was open before these lines
 * @param lines in order
 * @param calendar undefined for around the clock
 * @returns each question that is open or was ended by them, and the one that is open still
 */
export function questionsOf(
  before: OpenQuestion | undefined,
  lines: readonly (WorkLine & { readonly seq: number })[],
  calendar: BusinessCalendar | undefined,
): { questions: ToldQuestion[]; open: OpenQuestion | undefined } {
  const questions: ToldQuestion[] = [];
  let open = before;
  const tell = (asked: OpenQuestion, more: Partial<ToldQuestion>) =>
    questions.push({ ...asked, dueAtMs: dueAtMs(asked, calendar), answeredAfterMs: null, agentId: null, ...more });
  for (const line of lines) {
    if (line.by === "customer") open ??= { seq: line.seq, askedAtMs: line.atMs };
    else if (open !== undefined) {
      if (line.by === "agent") {
        const answeredAfterMs = openMsWithin(calendar, { fromMs: open.askedAtMs, toMs: line.atMs });
        tell(open, { answeredAfterMs, agentId: line.agentId });
      }
      // Whatever ended without an answer needed none.
      else tell(open, { dueAtMs: null });
      open = undefined;
    }
  }
  if (open !== undefined) tell(open, {});
  return { questions, open };
}

/** What comes while nobody works is not held against anybody. */
function dueAtMs({ askedAtMs }: OpenQuestion, calendar: BusinessCalendar | undefined): number | null {
  return isOpenAt(calendar, askedAtMs) ? (addOpenMs(calendar, askedAtMs, IN_TIME_MS) ?? null) : null;
}
