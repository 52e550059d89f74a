import { ActionIcon, Button, Menu, Skeleton } from "@mantine/core";
import { Link, useParams, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { api } from "#client/console/api.ts";
import { useMay, useMe } from "#client/console/session/me.ts";
import { Notice } from "#client/console/shell/notice.tsx";
import { Icon } from "#client/console/theme/icon.tsx";
import type { ShownTicket } from "#client/lib/ticket-answers.ts";
import { changeTicket, followTicket } from "#client/lib/ticket-api.ts";
import { ForceDialog, HandOnDialog, MissedDialog } from "./dialogs.tsx";
import { SameTroubleHint } from "./joining/same-trouble.tsx";
import { Properties } from "./properties.tsx";
import { readTicketSearch } from "./search.ts";
import { SubTickets } from "./sub-tickets.tsx";
import { StatusChip } from "./ticket-line.tsx";
import classes from "./tickets.module.css";
import { TimeLine } from "./time-line.tsx";
import { useTicket, useTicketWork } from "./use-ticket.ts";
import { useTicketWords } from "./words.ts";

/** One ticket: what it is about, what is done with it, and what happened. */
export function TicketPage() {
  const { t } = useTicketWords();
  const { ticketId } = useParams({ from: "/signed-in/tickets/$ticketId" });
  const ticket = useTicket(ticketId);
  if (ticket.isError && ticket.data === undefined)
    return (
      <Notice alert icon={<Icon name="ticket" />} title={t("ticket.missing.title")} text={t("ticket.missing.text")} />
    );
  if (ticket.data === undefined)
    return (
      <div className={classes.loading} aria-busy="true">
        <Skeleton height={28} />
        <Skeleton height={80} />
      </div>
    );
  return <OneTicket key={ticketId} ticket={ticket.data} />;
}

function OneTicket({ ticket }: { ticket: ShownTicket }) {
  const { t } = useTicketWords();
  const mayChange = useMay("ticket.change");
  const ticketWork = useTicketWork(ticket);
  const { work, missed, forgetMissed, isHeldBySubs, forgetHeld } = ticketWork;
  const [isHandingOn, setHandingOn] = useState(false);
  const [finishAs, setFinishAs] = useState<"resolved" | "closed">("resolved");
  const finish = (status: "resolved" | "closed") => {
    setFinishAs(status);
    work.mutate((now) => changeTicket(api, now, { status }));
  };
  return (
    <article className={classes.ticket} data-testid="ticket" data-version={ticket.version}>
      <header className={classes.bar}>
        <BackLink />
        <span className={classes.number}>{`#${ticket.number}`}</span>
        <StatusChip status={ticket.status} />
        <span className={classes.space} />
        {mayChange && (
          <Actions
            ticket={ticket}
            onFinish={finish}
            onHandOn={() => setHandingOn(true)}
            onTask={(task) => work.mutate(task)}
          />
        )}
      </header>
      <div className={classes.two}>
        <div className={classes.about}>
          <h2 data-testid="ticket-title">{ticket.subject ?? t("ticket.locked")}</h2>
          {ticket.description !== undefined && <p className={classes.description}>{ticket.description}</p>}
          <SameTroubleHint ticket={ticket} />
          <SubTickets ticket={ticket} />
          <TimeLine ticket={ticket} />
        </div>
        <Properties ticket={ticket} work={ticketWork} />
      </div>
      {isHandingOn && <HandOnDialog ticket={ticket} work={work} onClose={() => setHandingOn(false)} />}
      {isHeldBySubs && <ForceDialog status={finishAs} work={work} onClose={forgetHeld} />}
      {missed !== undefined && <MissedDialog missed={missed} onClose={forgetMissed} />}
    </article>
  );
}

function BackLink() {
  const { t } = useTicketWords();
  const search = readTicketSearch(useSearch({ strict: false }));
  return (
    <ActionIcon
      className={classes.back}
      aria-label={t("ticket.back")}
      renderRoot={(root) => <Link to="/tickets" search={search} {...root} />}
    >
      <Icon name="left" />
    </ActionIcon>
  );
}

interface ActionsProps {
  readonly ticket: ShownTicket;
  readonly onFinish: (status: "resolved" | "closed") => void;
  readonly onHandOn: () => void;
  readonly onTask: (task: (ticket: ShownTicket) => Promise<unknown>) => void;
}

function Actions({ ticket, onFinish, onHandOn, onTask }: ActionsProps) {
  const { t } = useTicketWords();
  const me = useMe();
  const isFinished = ticket.status === "resolved" || ticket.status === "closed";
  const follows = ticket.followerIds.includes(me.id);
  return (
    <>
      {!isFinished && ticket.assigneeId !== me.id && (
        <Button
          onClick={() => onTask((now) => changeTicket(api, now, { assigneeId: me.id }))}
          data-testid="ticket-take"
        >
          {t("ticket.take")}
        </Button>
      )}
      {!isFinished && (
        <Button variant="filled" onClick={() => onFinish("resolved")} data-testid="ticket-resolve">
          {t("ticket.resolve")}
        </Button>
      )}
      {ticket.status === "resolved" && (
        <Button variant="filled" onClick={() => onFinish("closed")} data-testid="ticket-close">
          {t("ticket.close")}
        </Button>
      )}
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={t("action.more")} data-testid="ticket-more">
            <Icon name="more" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {ticket.status !== "closed" && (
            <Menu.Item onClick={onHandOn} data-testid="ticket-transfer">
              {t("ticket.transfer")}
            </Menu.Item>
          )}
          {isFinished && ticket.mergedIntoId === undefined && (
            <Menu.Item onClick={() => onTask((now) => changeTicket(api, now, { status: "open" }))}>
              {t("ticket.reopen")}
            </Menu.Item>
          )}
          {!isFinished && <Menu.Item onClick={() => onFinish("closed")}>{t("ticket.close")}</Menu.Item>}
          <Menu.Item onClick={() => onTask(({ id }) => followTicket(api, id, !follows))} data-testid="ticket-follow">
            {t(follows ? "ticket.unfollow" : "ticket.follow")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
