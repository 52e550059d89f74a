/** What a clock of a ticket can be, for clients that do without schemas too. */
import type { EscalationLevel } from "#protocol/constants";

export const TICKET_CLOCK_STATES = ["notBegun", "running", "overdue", "paused", "met", "missed"] as const;
/** Whom a ticket can wait for, so that its clocks stand still. */
export const TICKET_PAUSES = ["customer"] as const;
/** What a customer of its conversation can wait for. */
export const REPLY_KINDS = ["firstResponse", "nextResponse"] as const;
/** Beyond whoever has it. */
export const ESCALATED_LEVELS = ["supervisor", "qa"] as const satisfies EscalationLevel[];
