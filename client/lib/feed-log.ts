/** What an agent's console knows from its feed: a value, and the function that makes the next one from a frame. */
import type {
  AlertCause,
  BusyReason,
  EscalationLevel,
  PresenceStatus,
  SlaKind,
  TicketAlertCause,
  TicketDueKind,
  TicketNewsKind,
} from "#protocol/constants";
import type { FeedServerFrame } from "#protocol/frames";
import type { Actor, ConversationRow } from "#protocol/vocabulary";

/** What an agent chose to be; the rest is of `busy` alone. */
export interface Presence {
  readonly status: PresenceStatus;
  readonly reason?: BusyReason | undefined;
  readonly note?: string | undefined;
  /** When they go online again by themselves, Unix milliseconds. */
  readonly untilMs?: number | undefined;
}

/** A note in which a colleague named the agent. */
export interface Mention {
  readonly conversationId: string;
  readonly seq: number;
  readonly by: Actor;
}

/** A service level is overdue, or about to be, and this agent is to know. */
export interface Alert {
  readonly conversationId: string;
  /** The same for the same news. */
  readonly key: string;
  readonly cause: AlertCause;
  readonly kind: SlaKind;
  readonly dueAtMs: number;
  /** As whom they are told. */
  readonly to: EscalationLevel;
}

/** As {@link Alert}, of a ticket. */
export interface TicketAlert extends Omit<Alert, "conversationId" | "kind" | "cause"> {
  readonly cause: TicketAlertCause;
  readonly ticketId: string;
  readonly number: number;
  readonly kind: TicketDueKind;
}

/** A ticket that became this agent's while they looked: their team hands tickets out. */
export interface TicketGiven {
  readonly ticketId: string;
  readonly number: number;
  readonly version: number;
}

/** What colleagues did with a ticket that this agent has or follows, since they last opened it. */
export interface TicketNews {
  readonly ticketId: string;
  readonly number: number;
  /** The latest line of the ticket that is told of. */
  readonly key: string;
  readonly kind: TicketNewsKind;
  readonly byId: string;
  readonly atMs: number;
  readonly count: number;
}

export interface FeedLog extends Presence {
  /** No new work is given before then, Unix milliseconds. */
  readonly wrapUpUntilMs?: number | undefined;
  /** Those in conversations which the agent has not opened since. */
  readonly mentions: readonly Mention[];
  /** As the mentions. */
  readonly alerts: readonly Alert[];
  /** Those of refunds too. */
  readonly ticketAlerts: readonly TicketAlert[];
  /** Since the last snapshot. */
  readonly ticketsGiven: readonly TicketGiven[];
  /** Of each ticket one, the latest first. */
  readonly ticketNews: readonly TicketNews[];
  /** How many conversations the agent takes at once, and how many they have. */
  readonly capacity: number;
  /** In places, to the hundredth. */
  readonly load: number;
  /** The agent's own work and, by patches, what the subscribed views have shown since the last snapshot. */
  readonly rows: ReadonlyMap<string, ConversationRow>;
  /** False until the first snapshot. */
  readonly known: boolean;
}

export const EMPTY_FEED: FeedLog = {
  status: "offline",
  capacity: 0,
  load: 0,
  rows: new Map(),
  mentions: [],
  alerts: [],
  ticketAlerts: [],
  ticketsGiven: [],
  ticketNews: [],
  known: false,
};

/** Takes in one frame. */
export function applyFeedFrame(feed: FeedLog, frame: FeedServerFrame): FeedLog {
  switch (frame.type) {
    case "feed.snapshot": {
      const { type: _, rows, mentions = [], alerts = [], ticketAlerts = [], refundAlerts = [], ...rest } = frame;
      const { ticketNews = [], exactLoad, ...standing } = rest;
      return {
        ...standing,
        load: exactLoad ?? standing.load,
        rows: new Map(rows.map((row) => [row.conversation.id, row])),
        mentions,
        alerts,
        ticketAlerts: [...ticketAlerts, ...refundAlerts],
        ticketsGiven: [],
        ticketNews,
        known: true,
      };
    }
    case "conversation.updated": {
      const { type: _, conversationId, ...row } = frame;
      const newest = newerRow(feed.rows.get(conversationId), row);
      return { ...feed, rows: new Map(feed.rows).set(conversationId, newest) };
    }
    case "conversation.removed": {
      const rows = new Map(feed.rows);
      rows.delete(frame.conversationId);
      return { ...feed, rows };
    }
    case "presence": {
      const { type: _, exactLoad, ...standing } = frame;
      const load = exactLoad ?? standing.load;
      // What it does not say any more holds no more.
      const { rows, mentions, alerts, ticketAlerts, ticketsGiven, ticketNews, known } = feed;
      return { ...standing, load, rows, mentions, alerts, ticketAlerts, ticketsGiven, ticketNews, known };
    }
    case "mention": {
      const { type: _, ...mention } = frame;
      return { ...feed, mentions: [...feed.mentions, mention] };
    }
    case "alert": {
      const { type: _, ...alert } = frame;
      return { ...feed, alerts: [...feed.alerts, alert] };
    }
    case "ticket.alert":
    case "refund.alert": {
      const { type: _, ...alert } = frame;
      return { ...feed, ticketAlerts: [...feed.ticketAlerts, alert] };
    }
    case "ticket.given": {
      const { type: _, ...given } = frame;
      return { ...feed, ticketsGiven: [...feed.ticketsGiven, given] };
    }
    case "ticket.news": {
      const { type: _, ...news } = frame;
      return { ...feed, ticketNews: [news, ...feed.ticketNews.filter(({ ticketId }) => ticketId !== news.ticketId)] };
    }
    // Nothing of it stays here: whoever shows promises asks anew, and who looks at a ticket is kept beside it.
    case "followup.due":
    case "ticket.viewers":
    case "error":
      return feed;
  }
}

/** The agent opens this conversation: whatever calls for them in it they see there. */
export function withoutCalls(feed: FeedLog, conversationId: string): FeedLog {
  const isElsewhere = (call: { readonly conversationId: string }) => call.conversationId !== conversationId;
  const [mentions, alerts] = [feed.mentions.filter(isElsewhere), feed.alerts.filter(isElsewhere)];
  const isSame = mentions.length === feed.mentions.length && alerts.length === feed.alerts.length;
  return isSame ? feed : { ...feed, mentions, alerts };
}

/** The agent opens this ticket: as {@link withoutCalls}. */
export function withoutTicketCalls(feed: FeedLog, ticketId: string): FeedLog {
  const isOther = (call: { readonly ticketId: string }) => call.ticketId !== ticketId;
  const [ticketAlerts, ticketNews] = [feed.ticketAlerts.filter(isOther), feed.ticketNews.filter(isOther)];
  const isSame = ticketAlerts.length === feed.ticketAlerts.length && ticketNews.length === feed.ticketNews.length;
  return isSame ? feed : { ...feed, ticketAlerts, ticketNews };
}

/** Of two versions of a row the one that knows more: patches of two senders may cross. A tie goes to `next`. */
export function newerRow(known: ConversationRow | undefined, next: ConversationRow): ConversationRow {
  if (!known) return next;
  const [a, b] = [known.conversation, next.conversation];
  return a.epoch > b.epoch || (a.epoch === b.epoch && a.lastSeq > b.lastSeq) ? known : next;
}
