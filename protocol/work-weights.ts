/** How much of an agent's capacity work may take: plain values, which the console reads too. In places, to the hundredth. */

/** Of a conversation: each takes something, or nobody would ever be full. */
export const LEAST_CONVERSATION_WEIGHT = 0.01;
/** More than anybody's capacity: such work takes all of it, of whoever has nothing else. */
export const MAX_WORK_WEIGHT = 100;
/** What a conversation takes until the shop says otherwise. */
export const FIRST_CONVERSATION_WEIGHT = 1;
/** What a ticket takes until the shop says otherwise: it does not count. */
export const FIRST_TICKET_WEIGHT = 0;
export const MAX_WEIGHED_TICKET_TYPES = 200;

/** Unfinished tickets that somebody may have before they are given no more, and at first. */
export const MAX_TICKETS_HANDED_OUT = 200;
export const FIRST_TICKETS_HANDED_OUT = 10;
