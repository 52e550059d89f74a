/** What work takes, as a form holds it. */
import { CHANNELS, TICKET_TYPES } from "#protocol/constants";
import type { WorkWeights } from "#protocol/http-work-weights";
import { FIRST_CONVERSATION_WEIGHT, FIRST_TICKET_WEIGHT } from "#protocol/work-weights";

/** Every channel, and every type that there is, with what it takes now. */
export interface WeightsDraft {
  readonly conversations: Readonly<Record<(typeof CHANNELS)[number], number | string>>;
  readonly tickets: readonly { readonly type: string; readonly weight: number | string }[];
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

function numberOr(typed: number | string, otherwise: number): number {
  return typeof typed === "number" ? typed : otherwise;
}
