/** The HTTP half of the contract: how each clock of one ticket stands, and what they go by. */
import { z } from "zod";
import { TICKET_DUE_KINDS } from "#protocol/constants";
import { ESCALATED_LEVELS, REPLY_KINDS, TICKET_CLOCK_STATES, TICKET_PAUSES } from "#protocol/ticket-clocks";
import { instantMs } from "#protocol/vocabulary";

const spanMs = z.int().min(1).meta({ description: "How long a full ring is." });
const kind = z.enum(TICKET_DUE_KINDS);
const to = z.enum(ESCALATED_LEVELS);

export const ticketClock = z
  .object({
    kind,
    state: z.enum(TICKET_CLOCK_STATES).meta({
      description: "`overdue` is still to be done, `missed` was done too late; `notBegun` waits for its time to begin.",
    }),
    dueAtMs: instantMs.optional().meta({ description: "Absent while it stands still, and where no hours come." }),
    spanMs: spanMs.optional(),
    targetMs: z.int().min(1).optional().meta({ description: "As promised, in open time; absent for a moment." }),
    usedMs: z.int().min(0).optional().meta({ description: "Open time that it took, or had taken when it stopped." }),
    endedAtMs: instantMs.optional().meta({ description: "When it was met, or done too late; absent if not known." }),
    missedAtMs: instantMs.optional(),
    pausedFor: z.enum(TICKET_PAUSES).optional(),
  })
  .meta({ id: "TicketClock" });
export type TicketClock = z.infer<typeof ticketClock>;

const interval = z.object({ weekday: z.int().min(1), fromMinute: z.int().min(0), toMinute: z.int().min(0) });
export const ticketClocks = z
  .object({
    items: z.array(ticketClock).meta({ description: "None: nothing is promised." }),
    reply: z
      .object({ kind: z.enum(REPLY_KINDS), dueAtMs: instantMs, spanMs })
      .optional()
      .meta({ description: "What the customer waits for in the conversation that it is of." }),
    escalates: z
      .object({ kind, to, atMs: instantMs, toId: z.string().optional() })
      .optional()
      .meta({ description: "Who hears next, unless it is done before; `toId` where that is one person." }),
    escalated: z.object({ kind, to, atMs: instantMs }).optional().meta({ description: "Who heard last." }),
    policy: z
      .object({
        name: z.string().optional().meta({ description: "Absent once it was deleted." }),
        hours: z
          .object({ name: z.string().optional(), timeZone: z.string(), intervals: z.array(interval) })
          .optional()
          .meta({ description: "Of its calendar, by the week; absent: around the clock." }),
      })
      .optional(),
  })
  .meta({ id: "TicketClocks" });
export type TicketClocks = z.infer<typeof ticketClocks>;
