import { Select, TextInput } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { lazy, type ReactNode, Suspense } from "react";
import { useDirectory } from "#client/console/session/directory.ts";
import { useMay } from "#client/console/session/me.ts";
import { formatInstant } from "#client/i18n/format.ts";
import type { ShownTicket } from "#client/lib/ticket-answers.ts";
import { PRIORITIES, TICKET_STATUSES } from "#protocol/constants";
import type { TicketArticle } from "#protocol/ticket-articles";
import { changing } from "./changing.ts";
import { Followers } from "./followers.tsx";
import { LinkedConversations } from "./joining/linked-conversations.tsx";
import { LinkedOrders, ProductLine } from "./more-facts.tsx";
import { SlaBox } from "./sla-box/sla-box.tsx";
import classes from "./tickets.module.css";
import { TypeField } from "./type-field.tsx";
import type { useTicketWork } from "./use-ticket.ts";
import type { WantedChange } from "./wanted-change.ts";
import { useTicketWords } from "./words.ts";

export interface PropertiesProps {
  readonly ticket: ShownTicket;
  readonly work: Pick<ReturnType<typeof useTicketWork>, "work">;
  /** Finishing takes a closing note. */
  readonly onFinish: (status: "resolved" | "closed") => void;
  /** Puts an article into the reply; absent where there is nobody to reply to. */
  readonly onReply: ((article: TicketArticle) => void) | undefined;
}

const TicketArticles = lazy(() => import("./articles/articles.tsx"));

/** The facts of a ticket, each changed where it stands. */
export function Properties({ ticket, work: { work }, onFinish, onReply }: PropertiesProps) {
  const { t, locale, categoryName } = useTicketWords();
  const { agentName, teamName } = useDirectory();
  const mayChange = useMay("ticket.change");
  const set = (change: WantedChange) => work.mutate(changing(ticket, change));
  const statuses = TICKET_STATUSES.filter((status) => status !== "new" || ticket.status === "new");
  const { assigneeId, dueAtMs, parentId, conversationId } = ticket;
  const { rating, closingCategory, reopenings } = ticket;
  return (
    <aside className={classes.side} aria-label={t("ticket.properties")}>
      <SlaBox ticket={ticket} />
      <h3 className={classes.heading}>{t("ticket.properties")}</h3>
      <Select
        label={t("ticket.status")}
        data={statuses.map((value) => ({ value, label: t(`ticket.status.${value}`) }))}
        value={ticket.status}
        onChange={(status) => {
          if (status === null || status === ticket.status) return;
          if (status === "resolved" || status === "closed") onFinish(status);
          else set({ status });
        }}
        allowDeselect={false}
        disabled={!mayChange || ticket.mergedIntoId !== undefined}
        data-testid="ticket-set-status"
      />
      <Select
        label={t("ticket.priority")}
        data={PRIORITIES.map((value) => ({ value, label: t(`ticket.priority.${value}`) }))}
        value={ticket.priority}
        onChange={(priority) => priority !== null && priority !== ticket.priority && set({ priority })}
        allowDeselect={false}
        disabled={!mayChange}
        data-testid="ticket-set-priority"
      />
      <TypeField ticket={ticket} work={work} />
      <TextInput
        label={t("ticket.due")}
        type="datetime-local"
        key={dueAtMs}
        defaultValue={dueAtMs === undefined ? "" : localTime(dueAtMs)}
        onBlur={(event) => {
          const at = event.target.value === "" ? null : new Date(event.target.value).getTime();
          if (at !== (dueAtMs === undefined ? null : new Date(localTime(dueAtMs)).getTime())) set({ dueAtMs: at });
        }}
        disabled={!mayChange}
      />
      <ProductLine ticket={ticket} work={work} />
      <LinkedOrders ticket={ticket} work={work} />
      <Suspense>
        <TicketArticles ticket={ticket} work={work} onReply={onReply} />
      </Suspense>
      <dl className={classes.facts}>
        <Fact name={t("ticket.team")}>{teamName(ticket.teamId)}</Fact>
        <Fact name={t("ticket.assignee")}>
          <span data-testid="ticket-assignee">
            {assigneeId === undefined ? t("ticket.nobody") : agentName(assigneeId)}
          </span>
        </Fact>
        <Fact name={t("ticket.channel")}>{t(`ticket.channel.${ticket.channel}`)}</Fact>
        {rating !== undefined && (
          <Fact name={t("ticket.rating")}>
            <span data-testid="ticket-rating">{t("ticket.ratingOf", { stars: String(rating) })}</span>
          </Fact>
        )}
        {closingCategory !== undefined && (
          <Fact name={t("ticket.closingCategory")}>{categoryName(closingCategory)}</Fact>
        )}
        {reopenings !== undefined && (
          <Fact name={t("ticket.reopenings")}>
            <span data-testid="ticket-reopenings">{t("ticket.times", { count: reopenings })}</span>
          </Fact>
        )}
        <Fact name={t("ticket.createdAt")}>{formatInstant(locale, ticket.createdAtMs)}</Fact>
        {conversationId !== undefined && (
          <Fact name={t("ticket.conversation")}>
            <Link to="/inbox/$view/$conversationId" params={{ view: "all", conversationId }}>
              {t("ticket.toConversation")}
            </Link>
          </Fact>
        )}
        {parentId !== undefined && (
          <Fact name={t("ticket.parent")}>
            <Link to="/tickets/$ticketId" params={{ ticketId: parentId }} search={{ view: "all" }}>
              {t("ticket.parentLink")}
            </Link>
          </Fact>
        )}
      </dl>
      <LinkedConversations ticket={ticket} work={work} />
      <Followers ticket={ticket} work={work} />
    </aside>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** As a field for a date and a time has it: of the reader's own zone, to the minute. */
function localTime(atMs: number): string {
  const offsetMs = new Date(atMs).getTimezoneOffset() * 60_000;
  return new Date(atMs - offsetMs).toISOString().slice(0, 16);
}
