/**
 * How the question whether it is settled stands: asked once for each time that something was resolved, answered once, and
 * closed by silence. Pure: what follows for tickets and queues is done by whoever changes it.
 */
import { z } from "zod";
import { ok, type Result, refuse } from "#domain/failures";
import { CLOSING_STATES } from "#protocol/closing";
import type { Priority } from "#protocol/constants";
import type { ClosingAnswer, ConversationClosing } from "#protocol/vocabulary";

export const closingStanding = z.object({
  /** `due`: to be asked in a moment; absent: nothing is asked. */
  state: z.enum(["due", ...CLOSING_STATES]).optional(),
  askedSeq: z.int().optional(),
  askedAtMs: z.int().optional(),
  closesAtMs: z.int().optional(),
  answeredAtMs: z.int().optional(),
  /** The customer's own id of their last answer. */
  answerId: z.string().optional(),
  rating: z.int().optional(),
  category: z.string().optional(),
  reopenings: z.int(),
});
export type ClosingStanding = z.infer<typeof closingStanding>;

export const NEVER_ASKED: ClosingStanding = { reopenings: 0 };

/** The conversation was resolved. Whoever is asked already, for a ticket of it, is not asked twice. */
export function resolvedWith(before: ClosingStanding, category: string | undefined): ClosingStanding {
  const noted = category === undefined ? {} : { category };
  if (before.state === "asked") return { ...withoutCategory(before), ...noted };
  return { state: "due", reopenings: before.reopenings, ...noted };
}

/** A ticket of it was resolved. */
export function withTicketResolved(before: ClosingStanding): ClosingStanding {
  if (before.state === "due" || before.state === "asked") return before;
  const { category, reopenings } = before;
  return { state: "due", reopenings, ...(category === undefined ? {} : { category }) };
}

/** @returns undefined if there is nothing to ask */
export function askedNow(
  before: ClosingStanding,
  { seq, silenceMs }: { readonly seq: number; readonly silenceMs: number },
  nowMs: number,
): ClosingStanding | undefined {
  if (before.state !== "due") return undefined;
  return { ...before, state: "asked", askedSeq: seq, askedAtMs: nowMs, closesAtMs: nowMs + silenceMs };
}

/** The conversation was opened again: nobody is asked any more, and what was answered stays known. */
export function reopened(before: ClosingStanding): ClosingStanding {
  const reopenings = before.reopenings + 1;
  if (before.state !== "due" && before.state !== "asked") return { ...before, reopenings };
  return { reopenings, ...(before.category === undefined ? {} : { category: before.category }) };
}

export interface Answered {
  readonly standing: ClosingStanding;
  readonly kind: "first" | "rated" | "repeated";
}

/**
 * The first answer decides; after it the rating may be given or changed.
 * @returns refuses `not_asked`, also for whoever changes their mind: they write on instead
 */
export function answered(before: ClosingStanding, answer: ClosingAnswer, nowMs: number): Result<Answered> {
  if (before.answerId === answer.clientId) return ok({ standing: before, kind: "repeated" });
  const state = answer.satisfied ? "satisfied" : "unsatisfied";
  const { rating = before.rating, comment } = answer;
  const rated = { answerId: answer.clientId, ...(rating === undefined ? {} : { rating }) };
  if (before.state === "asked") {
    const { closesAtMs: _over, ...asked } = before;
    return ok({ standing: { ...asked, ...rated, state, answeredAtMs: nowMs }, kind: "first" });
  }
  if (before.state !== state) return refuse("not_asked");
  const saysNothing = rating === before.rating && comment === undefined;
  return ok({ standing: { ...before, ...rated }, kind: saysNothing ? "repeated" : "rated" });
}

/** @param hasWritten whether the customer wrote on since they were asked. @returns undefined if it is not over */
export function silenceOver(before: ClosingStanding, hasWritten: boolean, nowMs: number): ClosingStanding | undefined {
  if (before.state !== "asked" || before.closesAtMs === undefined || before.closesAtMs > nowMs) return undefined;
  const { closesAtMs: _over, ...asked } = before;
  return { ...asked, state: hasWritten ? "lapsed" : "silent" };
}

/** What of it clients see; undefined if that is nothing. */
export function shownClosing(standing: ClosingStanding | undefined): ConversationClosing | undefined {
  if (standing === undefined) return undefined;
  const { state, askedAtMs, closesAtMs, rating, category, reopenings } = standing;
  const shown = {
    ...(state === undefined || state === "due" ? {} : { state }),
    ...(askedAtMs === undefined ? {} : { askedAtMs }),
    ...(closesAtMs === undefined ? {} : { closesAtMs }),
    ...(rating === undefined ? {} : { rating }),
    ...(category === undefined ? {} : { category }),
    ...(reopenings === 0 ? {} : { reopenings }),
  };
  return Object.keys(shown).length === 0 ? undefined : shown;
}

/** Of whatever is not settled for the customer. */
export function raised(priority: Priority): Priority {
  return priority === "urgent" ? priority : "high";
}

function withoutCategory({ category: _before, ...rest }: ClosingStanding): ClosingStanding {
  return rest;
}
