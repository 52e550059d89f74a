import { Select } from "@mantine/core";
import { lazy, Suspense } from "react";
import { useDirectory } from "#client/console/session/directory.ts";
import { useMay } from "#client/console/session/me.ts";
import { Avatar } from "#client/console/shell/avatar.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { ticketPageWords } from "#client/i18n/console-ticket-page.ts";
import type { ShownTicket } from "#client/lib/ticket-answers.ts";
import { PRIORITIES, TICKET_STATUSES } from "#protocol/constants";
import type { TicketArticle } from "#protocol/ticket-articles";
import { changing } from "./changing.ts";
import { Followers } from "./followers.tsx";
import { LinkedConversations } from "./joining/linked-conversations.tsx";
import { PriorityMark } from "./marks/priority-mark.tsx";
import { StatusMark } from "./marks/status-mark.tsx";
import { LinkedOrders, ProductLine } from "./more-facts.tsx";
import { CustomerBox } from "./page/customer-box.tsx";
import { DueField } from "./page/due-field.tsx";
import { GivenFacts } from "./page/given-facts.tsx";
import page from "./page/page.module.css";
import rows from "./page/property-row.module.css";
import { inRow, PropertyRow, RowButton } from "./page/property-row.tsx";
import { TypeField } from "./type-field.tsx";
import type { useTicketWork } from "./use-ticket.ts";
import type { WantedChange } from "./wanted-change.ts";
import { useTicketWords } from "./words.ts";

export interface PropertiesProps {
  readonly ticket: ShownTicket;
  readonly work: Pick<ReturnType<typeof useTicketWork>, "work">;
  /** Finishing takes a closing note. */
  readonly onFinish: (status: "resolved" | "closed") => void;
  /** Who has it is changed with a reason. */
  readonly onHandOn: () => void;
  /** Puts an article into the reply; absent where there is nobody to reply to. */
  readonly onReply: ((article: TicketArticle) => void) | undefined;
}

const TicketArticles = lazy(() => import("./articles/articles.tsx"));

/** The facts of a ticket, each changed where it stands, and who it is for. */
export function Properties({ ticket, work: { work }, onFinish, onHandOn, onReply }: PropertiesProps) {
  const { t } = useTicketWords();
  return (
    <aside className={page.side} aria-label={t("ticket.properties")}>
      <section>
        <h3>{t("ticket.properties")}</h3>
        <dl className={rows.rows}>
          <Progress ticket={ticket} work={work} onFinish={onFinish} />
          <Holders ticket={ticket} onHandOn={onHandOn} />
          <TypeField ticket={ticket} work={work} />
          <PropertyRow name={t("ticket.due")}>
            <DueField ticket={ticket} work={work} />
          </PropertyRow>
          <ProductLine ticket={ticket} work={work} />
          <LinkedOrders ticket={ticket} work={work} />
          <GivenFacts ticket={ticket} />
          <Followers ticket={ticket} work={work} />
        </dl>
      </section>
      <CustomerBox ticket={ticket} />
      <LinkedConversations ticket={ticket} work={work} />
      <Suspense>
        <TicketArticles ticket={ticket} work={work} onReply={onReply} />
      </Suspense>
    </aside>
  );
}

type ProgressProps = Pick<PropertiesProps, "ticket" | "onFinish"> & PropertiesProps["work"];

/** How far it is, and how pressing. */
function Progress({ ticket, work, onFinish }: ProgressProps) {
  const { t } = useTicketWords();
  const mayChange = useMay("ticket.change");
  const set = (change: WantedChange) => work.mutate(changing(ticket, change));
  const statuses = TICKET_STATUSES.filter((status) => status !== "new" || ticket.status === "new");
  return (
    <>
      <PropertyRow name={t("ticket.status")}>
        <Select
          {...inRow.marked}
          aria-label={t("ticket.status")}
          leftSection={<StatusMark status={ticket.status} isNamed />}
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
      </PropertyRow>
      <PropertyRow name={t("ticket.priority")}>
        <Select
          {...inRow.marked}
          aria-label={t("ticket.priority")}
          leftSection={<PriorityMark priority={ticket.priority} isNamed />}
          data={PRIORITIES.map((value) => ({ value, label: t(`ticket.priority.${value}`) }))}
          value={ticket.priority}
          onChange={(priority) => priority !== null && priority !== ticket.priority && set({ priority })}
          allowDeselect={false}
          disabled={!mayChange}
          data-testid="ticket-set-priority"
        />
      </PropertyRow>
    </>
  );
}

/** Who has it, and of which team. */
function Holders({ ticket, onHandOn }: Pick<PropertiesProps, "ticket" | "onHandOn">) {
  const { t } = useTicketWords();
  const { t: say } = useWordsOf(ticketPageWords);
  const { agentName, teamName } = useDirectory();
  const mayChange = useMay("ticket.change");
  const change = mayChange && ticket.status !== "closed" ? onHandOn : undefined;
  const { assigneeId } = ticket;
  const holder = assigneeId === undefined ? t("ticket.nobody") : agentName(assigneeId);
  return (
    <>
      <PropertyRow name={t("ticket.assignee")}>
        <RowButton label={say("ticketPage.handOn", { name: holder })} onClick={change}>
          {assigneeId !== undefined && <Avatar id={assigneeId} name={holder} size={20} />}
          <span data-testid="ticket-assignee">{holder}</span>
        </RowButton>
      </PropertyRow>
      <PropertyRow name={t("ticket.team")}>
        <RowButton label={say("ticketPage.handOn", { name: teamName(ticket.teamId) })} onClick={change}>
          {teamName(ticket.teamId)}
        </RowButton>
      </PropertyRow>
    </>
  );
}
