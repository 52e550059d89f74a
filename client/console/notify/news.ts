/** What of a change of the feed is news to its agent. Pure. */
import type { FeedLog } from "#client/lib/feed-log.ts";
import type { AlertCause, TicketAlertCause, TicketNewsKind } from "#protocol/constants";
import type { ConversationRow } from "#protocol/vocabulary";

export interface News {
  readonly kind: "assigned" | "message" | "mention" | "alert" | "ticket";
  /** Absent for news of a ticket. */
  readonly conversationId?: string;
  /** `cause`: of an alert of it. */
  readonly ticket?: { readonly id: string; readonly number: number; readonly cause?: TicketAlertCause };
  /** The same in every tab of the agent, so that they can agree who tells it. */
  readonly key: string;
  /** What is known of the conversation; a note may name them in one that is on none of their lists. */
  readonly row?: ConversationRow | undefined;
  /** Of a mention: by whom; of a ticket by whose id. */
  readonly by?: string | undefined;
  /** Of a conversation's alert: why. */
  readonly cause?: AlertCause | undefined;
  /** Of what colleagues did with a ticket: what. */
  readonly done?: TicketNewsKind | undefined;
}

/** @param before as it was told last; nothing is news before the first snapshot */
export function newsBetween(before: FeedLog, after: FeedLog, agentId: string): News[] {
  if (!before.known || !after.known) return [];
  const news: News[] = [];
  for (const row of after.rows.values()) {
    const { id, epoch, lastSeq, assigneeId } = row.conversation;
    if (assigneeId !== agentId) continue;
    const known = before.rows.get(id);
    if (known === row) continue;
    if (known?.conversation.assigneeId !== agentId)
      news.push({ kind: "assigned", conversationId: id, key: `assigned:${id}:${epoch}`, row });
    else if (row.unread > known.unread && row.preview?.sender.type === "contact")
      news.push({ kind: "message", conversationId: id, key: `message:${id}:${lastSeq}`, row });
  }
  const told = new Set(before.mentions.map(mentionKey));
  for (const mention of after.mentions) {
    const { conversationId, by } = mention;
    const key = mentionKey(mention);
    if (!told.has(key))
      news.push({ kind: "mention", conversationId, key, by: by.name, row: after.rows.get(conversationId) });
  }
  const known = new Set(before.alerts.map(alertKey));
  for (const alert of after.alerts) {
    const { conversationId, cause } = alert;
    const key = alertKey(alert);
    if (!known.has(key)) news.push({ kind: "alert", conversationId, key, cause, row: after.rows.get(conversationId) });
  }
  const toldOf = new Set(before.ticketAlerts.map(ticketAlertKey));
  for (const alert of after.ticketAlerts) {
    const { ticketId, number, cause } = alert;
    const key = ticketAlertKey(alert);
    if (!toldOf.has(key)) news.push({ kind: "alert", ticket: { id: ticketId, number, cause }, key });
  }
  const given = new Set(before.ticketsGiven.map(ticketGivenKey));
  for (const one of after.ticketsGiven) {
    const key = ticketGivenKey(one);
    if (!given.has(key)) news.push({ kind: "ticket", ticket: { id: one.ticketId, number: one.number }, key });
  }
  const toldLines = new Set(before.ticketNews.map(ticketNewsKey));
  for (const each of after.ticketNews) {
    const { ticketId, number, kind, byId } = each;
    const key = ticketNewsKey(each);
    // What they do not choose themselves is told as an alert is.
    const as = kind === "mention" ? "mention" : "alert";
    if (!toldLines.has(key)) news.push({ kind: as, ticket: { id: ticketId, number }, key, by: byId, done: kind });
  }
  return news;
}

function ticketGivenKey({ ticketId, version }: FeedLog["ticketsGiven"][number]): string {
  return `ticket-given:${ticketId}:${version}`;
}

function ticketNewsKey({ ticketId, key }: FeedLog["ticketNews"][number]): string {
  return `ticket-news:${ticketId}:${key}`;
}

function ticketAlertKey({ ticketId, key }: FeedLog["ticketAlerts"][number]): string {
  return `ticket-alert:${ticketId}:${key}`;
}

function alertKey({ conversationId, key }: FeedLog["alerts"][number]): string {
  return `alert:${conversationId}:${key}`;
}

function mentionKey({ conversationId, seq }: FeedLog["mentions"][number]): string {
  return `mention:${conversationId}:${seq}`;
}
