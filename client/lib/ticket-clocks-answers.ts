/** Hand decoder of a ticket's clocks; held equal to the zod one by `ticket-clocks-answers.test.ts`. */
import { TICKET_DUE_KINDS } from "#protocol/constants";
import type { TicketClocks } from "#protocol/http-ticket-clocks";
import { ESCALATED_LEVELS, REPLY_KINDS, TICKET_CLOCK_STATES, TICKET_PAUSES } from "#protocol/ticket-clocks";
import { array, type Decoder, integer, object, oneOf, string } from "./decoder.ts";
import { count } from "./nouns.ts";

const kind = oneOf(...TICKET_DUE_KINDS);
const spanMs = integer(1);
const told = { kind, to: oneOf(...ESCALATED_LEVELS), atMs: count };
const interval = object({ weekday: integer(1), fromMinute: integer(0), toMinute: integer(0) });

export const ticketClocks: Decoder<TicketClocks> = object(
  {
    items: array(
      object(
        { kind, state: oneOf(...TICKET_CLOCK_STATES) },
        {
          ...{ dueAtMs: count, spanMs, targetMs: spanMs, usedMs: count, endedAtMs: count, missedAtMs: count },
          pausedFor: oneOf(...TICKET_PAUSES),
        },
      ),
    ),
  },
  {
    reply: object({ kind: oneOf(...REPLY_KINDS), dueAtMs: count, spanMs }),
    escalates: object(told, { toId: string }),
    escalated: object(told),
    policy: object(
      {},
      { name: string, hours: object({ timeZone: string, intervals: array(interval) }, { name: string }) },
    ),
  },
);
