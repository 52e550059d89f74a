/**
 * How much of an agent's capacity work takes. Pure. Weights are in places, to the hundredth; they are added up and compared as
 * whole hundredths, so that a tenth and two tenths are three tenths.
 */
import type { Channel } from "#protocol/constants";
import type { WorkWeights } from "#protocol/http-work-weights";
import { FIRST_CONVERSATION_WEIGHT, FIRST_TICKET_WEIGHT } from "#protocol/work-weights";

const HUNDREDTHS = 100;
const LEAST_HUNDREDTHS = 1;

export function toHundredths(places: number): number {
  return Math.round(places * HUNDREDTHS);
}

export function toPlaces(hundredths: number): number {
  return hundredths / HUNDREDTHS;
}

/** Every customer writes on the website so far. */
const ONLY_CHANNEL: Channel = "chat";

export function conversationWeight(
  { conversations }: Pick<WorkWeights, "conversations">,
  channel: Channel = ONLY_CHANNEL,
): number {
  return conversations[channel] ?? FIRST_CONVERSATION_WEIGHT;
}

export function ticketWeight({ tickets }: Pick<WorkWeights, "tickets">, type: string): number {
  return Object.hasOwn(tickets, type) ? (tickets[type] ?? FIRST_TICKET_WEIGHT) : FIRST_TICKET_WEIGHT;
}

/**
 * What such work takes of an agent of this capacity. What is more than all that they have takes all of it, so that nothing
 * waits for somebody who can carry more than anybody can.
 */
export function takenOf(capacity: number, weight: number): number {
  const whole = Math.max(LEAST_HUNDREDTHS, toHundredths(capacity));
  return toPlaces(Math.min(toHundredths(weight), whole));
}

/** Whether the work can be added to what the agent has. */
export function hasRoom({ capacity, load }: { readonly capacity: number; readonly load: number }, weight: number) {
  if (toHundredths(weight) === 0) return true;
  return toHundredths(load) + toHundredths(takenOf(capacity, weight)) <= toHundredths(capacity);
}
