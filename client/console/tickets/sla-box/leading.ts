/** Which of a ticket's clocks stands in great, and which below. Pure. */
import type { TicketClock, TicketClocks } from "#protocol/http-ticket-clocks";

/** One that is under way in the ticket's conversation counts as one that runs. */
export type Reply = NonNullable<TicketClocks["reply"]>;
export type Leading =
  | { readonly of: "ticket"; readonly clock: TicketClock }
  | { readonly of: "reply"; readonly clock: Reply };

export interface Arranged {
  /** Undefined: nothing is promised. */
  readonly leading: Leading | undefined;
  readonly items: readonly TicketClock[];
  readonly reply: Reply | undefined;
}

/** Of those that are over, what tells most of how it went. */
const TELLING = ["resolution", "promise", "firstResponse"] as const;

/**
 * What is due next, as the header has it; else what stands still, what has not begun, or how it went, a miss before all. What the customer waits
 * for in the conversation leads only where the ticket itself has no clock.
 */
export function arranged({ items, reply }: Pick<TicketClocks, "items" | "reply">): Arranged {
  const clock =
    items
      .filter(({ dueAtMs }) => dueAtMs !== undefined)
      .filter(isUnderWay)
      .toSorted(byDue)[0] ??
    items.find(isUnderWay) ??
    items.find(({ state }) => state === "paused") ??
    items.find(({ state }) => state === "notBegun") ??
    mostTelling(items.filter(({ state }) => state === "missed")) ??
    mostTelling(items);
  if (clock !== undefined)
    return { leading: { of: "ticket", clock }, items: items.filter((item) => item !== clock), reply };
  return { leading: reply && { of: "reply", clock: reply }, items, reply: undefined };
}

function mostTelling(items: readonly TicketClock[]): TicketClock | undefined {
  return TELLING.map((kind) => items.find((item) => item.kind === kind)).find((item) => item !== undefined);
}

function isUnderWay({ state }: TicketClock): boolean {
  return state === "running" || state === "overdue";
}

function byDue({ dueAtMs: a = 0 }: TicketClock, { dueAtMs: b = 0 }: TicketClock): number {
  return a - b;
}
