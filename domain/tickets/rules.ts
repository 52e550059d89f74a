/** What may become of a ticket. Pure: who asks and whether they may is decided before. */
import { ok, type Result, refuse } from "#domain/failures";
import type { TicketStatus } from "#protocol/constants";
import type { TicketFieldDefinition } from "#protocol/http-ticket-types";

/**
 * Which status follows which. `new` is what nobody has begun with and never comes back; whatever is `resolved` may turn
 * out not to be; `closed` is the end, and only opening it again leads out of it.
 */
const NEXT: Readonly<Record<TicketStatus, readonly TicketStatus[]>> = {
  new: ["open", "waiting_customer", "waiting_third_party", "resolved", "closed"],
  open: ["waiting_customer", "waiting_third_party", "resolved", "closed"],
  waiting_customer: ["open", "waiting_third_party", "resolved", "closed"],
  waiting_third_party: ["open", "waiting_customer", "resolved", "closed"],
  resolved: ["open", "closed"],
  closed: ["open"],
};

export function canFollow(from: TicketStatus, to: TicketStatus): boolean {
  return NEXT[from].includes(to);
}

export function isFinished(status: TicketStatus): boolean {
  return status === "resolved" || status === "closed";
}

export interface StatusAsked {
  readonly from: TicketStatus;
  readonly to: TicketStatus;
  readonly merged: boolean;
  readonly forced: boolean;
  readonly hasReason: boolean;
}

/**
 * The status after a change.
 * @returns whether its sub-tickets have to be finished for it; refuses `wrong_status`, `reason_wanted` for one that is
 *   forced without saying why
 */
export function statusAfter({ from, to, merged, forced, hasReason }: StatusAsked): Result<{ waitsForSubs: boolean }> {
  if (from === to) return ok({ waitsForSubs: false });
  // One that was merged is told of in another one: it stays closed.
  if (merged || !canFollow(from, to)) return refuse("wrong_status");
  if (!isFinished(to) || isFinished(from)) return ok({ waitsForSubs: false });
  if (forced && !hasReason) return refuse("reason_wanted");
  return ok({ waitsForSubs: !forced });
}

/** Whoever takes a new ticket begins with it. */
export function statusOnceGiven(status: TicketStatus, assigneeId: string | null): TicketStatus {
  return status === "new" && assigneeId !== null ? "open" : status;
}

export type FieldValues = Readonly<Record<string, string | number>>;

/**
 * What is kept of the fields that are given. One that the type does not have any more is dropped without a word, so that a
 * form that was opened before loses nothing else; one of another kind is refused.
 * @returns refuses `malformed`, `fields_missing` without one that the type asks for
 */
export function keptFields(given: FieldValues, definitions: readonly TicketFieldDefinition[]): Result<FieldValues> {
  const kept: Record<string, string | number> = {};
  for (const { key, kind, choices, required } of definitions) {
    if (!Object.hasOwn(given, key)) {
      if (required) return refuse("fields_missing");
      continue;
    }
    const value = given[key];
    const fits = typeof value === (kind === "number" ? "number" : "string");
    if (value === undefined || !fits || (kind === "choice" && !choices.some((choice) => choice === value)))
      return refuse("malformed");
    kept[key] = value;
  }
  return ok(kept);
}

/** One that is merged and the one that takes it, as far as the rule goes. */
export interface Mergeable {
  readonly id: string;
  readonly contactId: string | null;
  readonly status: TicketStatus;
  readonly mergedIntoId: string | null;
}

/**
 * Two of nobody are not of the same customer.
 * @returns refuses `wrong_status` for what is merged or closed already, `not_mergeable` for itself or another customer's
 */
export function mergeOf(ticket: Mergeable, into: Mergeable): Result<true> {
  const isTheirs = ticket.contactId !== null && ticket.contactId === into.contactId;
  if (ticket.id === into.id || !isTheirs) return refuse("not_mergeable");
  if (ticket.mergedIntoId !== null || ticket.status === "closed") return refuse("wrong_status");
  return into.mergedIntoId !== null || into.status === "closed" ? refuse("wrong_status") : ok(true);
}
