/** What work takes, as a form holds it. */
import { CHANNELS, TICKET_TYPES } from "#protocol/constants";
import type { WorkWeights } from "#protocol/http-work-weights";
import {
  FIRST_CONVERSATION_WEIGHT,
  FIRST_TICKET_WEIGHT,
  LEAST_CONVERSATION_WEIGHT,
  MAX_WORK_WEIGHT,
} from "#protocol/work-weights";

/** As a field holds it: while it is typed it may be half a number. */
type Typed = number | string;

/** Every channel, and every type that there is, with what it takes now. */
export interface WeightsDraft {
  readonly conversations: Readonly<Record<(typeof CHANNELS)[number], Typed>>;
  readonly tickets: readonly { readonly type: string; readonly weight: Typed }[];
}

/** @param ownTypes ids of the shop's own types; what was set for one that is deleted is left out */
export function draftOf({ conversations, tickets }: WorkWeights, ownTypes: readonly string[]): WeightsDraft {
  const { phone = FIRST_CONVERSATION_WEIGHT, chat = FIRST_CONVERSATION_WEIGHT } = conversations;
  const { email = FIRST_CONVERSATION_WEIGHT } = conversations;
  const types = [...TICKET_TYPES, ...ownTypes];
  return {
    conversations: { phone, chat, email },
    tickets: types.map((type) => ({ type, weight: tickets[type] ?? FIRST_TICKET_WEIGHT })),
  };
}

/** Of a field that was left empty: what it takes at first. Tickets that do not count are not named. */
export function weightsOf({ conversations, tickets }: WeightsDraft): WorkWeights {
  const given = CHANNELS.map((channel) => [channel, numberOr(conversations[channel], FIRST_CONVERSATION_WEIGHT)]);
  const counted = tickets
    .map(({ type, weight }) => [type, numberOr(weight, FIRST_TICKET_WEIGHT)] as const)
    .filter(([, weight]) => weight > 0);
  return { conversations: Object.fromEntries(given), tickets: Object.fromEntries(counted) };
}

/** Whether a field of a conversation, or else of a ticket, holds what cannot be saved. */
export function isBadWeight(kind: "conversation" | "ticket", typed: Typed): boolean {
  const weight = numberOr(typed, FIRST_CONVERSATION_WEIGHT);
  return !(weight >= (kind === "conversation" ? LEAST_CONVERSATION_WEIGHT : 0) && weight <= MAX_WORK_WEIGHT);
}

/** Whether there is anything in it that cannot be saved. */
export function hasBadWeight({ conversations, tickets }: WeightsDraft): boolean {
  return (
    CHANNELS.some((channel) => isBadWeight("conversation", conversations[channel])) ||
    tickets.some(({ weight }) => isBadWeight("ticket", weight))
  );
}

function numberOr(typed: Typed, otherwise: number): number {
  return typeof typed === "string" && typed.trim() === "" ? otherwise : Number(typed);
}
