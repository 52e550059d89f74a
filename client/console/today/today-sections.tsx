import { useFeed } from "#client/console/inbox/feed.tsx";
import type { RefundsToDecide } from "#protocol/http-refunds";
import type { Today } from "#protocol/http-today";
import { AlertLine, MentionLine } from "./call-lines.tsx";
import { ConversationLine } from "./conversation-line.tsx";
import { FollowUpLine } from "./follow-up-line.tsx";
import { RefundLine } from "./refund-line.tsx";
import { Section } from "./section.tsx";
import { TicketAlertLine, TicketNewsLine } from "./ticket-call-lines.tsx";
import { TicketLine } from "./ticket-line.tsx";
import type { useFollowUps } from "./use-follow-ups.ts";

interface SectionsProps {
  readonly today: Today;
  /** Mentions and alerts have neither channel nor priority nor status: filters leave none of them. */
  readonly hasCalls: boolean;
  /** Nor have promises. */
  readonly followUps: ReturnType<typeof useFollowUps>;
  /** Nor have refunds, for those who may approve them. */
  readonly refunds: RefundsToDecide;
  readonly nowMs: number;
}

/** In the order in which they are pressing. */
export function TodaySections({ today, hasCalls, followUps, refunds, nowMs }: SectionsProps) {
  const { feed } = useFeed();
  const mentions = hasCalls ? feed.mentions : [];
  const alerts = hasCalls ? feed.alerts : [];
  const ticketAlerts = hasCalls ? feed.ticketAlerts : [];
  const ticketNews = hasCalls ? feed.ticketNews : [];
  const calls = mentions.length + alerts.length + ticketAlerts.length + ticketNews.length;
  const conversations = (name: "due" | "unread" | "waiting" | "flagged", icon: "clock" | "chat" | "pause" | "warn") => {
    const section = today[name];
    if (section === undefined) return null;
    return (
      <Section name={name} icon={icon} count={section.items.length} more={section.more}>
        {section.items.map((row) => (
          <ConversationLine key={row.conversation.id} row={row} nowMs={nowMs} />
        ))}
      </Section>
    );
  };
  const tickets = (name: "newTickets" | "dueTickets", icon: "ticket" | "calendar") => (
    <Section name={name} icon={icon} count={today[name].items.length} more={today[name].more}>
      {today[name].items.map((row) => (
        <TicketLine key={row.id} row={row} nowMs={nowMs} />
      ))}
    </Section>
  );
  return (
    <>
      {conversations("due", "clock")}
      <Section name="followUps" icon="calendar" count={followUps.items.length} more={followUps.more}>
        {followUps.items.map((each) => (
          <FollowUpLine
            key={each.id}
            followUp={each}
            nowMs={nowMs}
            onDone={() => followUps.change({ of: each })}
            onMove={(dueAtMs) => followUps.change({ of: each, dueAtMs })}
          />
        ))}
      </Section>
      <Section name="refunds" icon="money" count={refunds.items.length} more={refunds.more}>
        {refunds.items.map((refund) => (
          <RefundLine key={refund.id} refund={refund} nowMs={nowMs} />
        ))}
      </Section>
      {conversations("unread", "chat")}
      {conversations("waiting", "pause")}
      {conversations("flagged", "warn")}
      <Section name="calls" icon="bell" count={calls}>
        {alerts.map((alert) => (
          <AlertLine key={`${alert.conversationId} ${alert.key}`} alert={alert} />
        ))}
        {mentions.map((mention) => (
          <MentionLine key={`${mention.conversationId} ${mention.seq}`} mention={mention} />
        ))}
        {ticketAlerts.map((alert) => (
          <TicketAlertLine key={`${alert.ticketId} ${alert.key}`} alert={alert} />
        ))}
        {ticketNews.map((news) => (
          <TicketNewsLine key={news.ticketId} news={news} />
        ))}
      </Section>
      {tickets("dueTickets", "calendar")}
      {tickets("newTickets", "ticket")}
    </>
  );
}
