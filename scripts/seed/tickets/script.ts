/** A ticket of the demo as it is written down: what it is about, and what became of it. */
import type { Locale, Priority, TicketChannel, TicketStatus } from "#protocol/constants";

/** Of the demo's people, by first name. */
export type Hand = "lin" | "tom" | "zhao" | "chen";

/** What somebody did with it, so many hours after the step before. */
export interface TicketStep {
  readonly afterHours: number;
  readonly by: Hand;
  readonly status?: TicketStatus;
  readonly assignee?: Hand | null;
  readonly team?: string;
  readonly priority?: Priority;
  /** Promised by hand: so many hours from now on, in the past for one that is overdue. */
  readonly dueInHours?: number;
  readonly reason?: string;
  readonly note?: string;
  /** Named in the note. */
  readonly mentions?: readonly Hand[];
}

export interface TicketScript {
  /** By which a sub-ticket names its parent. */
  readonly key: string;
  readonly parent?: string;
  readonly locale: Locale;
  readonly type: string;
  readonly channel?: TicketChannel;
  readonly team: "support" | "after-sales";
  readonly subject: string;
  readonly description: string;
  readonly productLine?: string;
  readonly by: Hand;
  readonly madeHoursAgo: number;
  readonly steps: readonly TicketStep[];
  readonly followers?: readonly Hand[];
}
