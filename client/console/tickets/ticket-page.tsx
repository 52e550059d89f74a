import { ActionIcon, Button, Menu, Skeleton } from "@mantine/core";
import { Link, useParams, useSearch } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { api } from "#client/console/api.ts";
import type { ClosingNote } from "#client/console/closing/closing-dialog.tsx";
import { useOffers } from "#client/console/commands/commands.tsx";
import { FollowUpItem } from "#client/console/followups/follow-up-item.tsx";
import { useMay, useMe } from "#client/console/session/me.ts";
import { Notice } from "#client/console/shell/notice.tsx";
import { DueRing } from "#client/console/sla/due-ring.tsx";
import { Icon } from "#client/console/theme/icon.tsx";
import type { ShownTicket } from "#client/lib/ticket-answers.ts";
import { changeTicket, followTicket } from "#client/lib/ticket-api.ts";
import { About } from "./about.tsx";
import { useReplyDraft } from "./articles/use-reply-draft.ts";
import { Attachments } from "./attachments/attachments.tsx";
import { changing } from "./changing.ts";
import { ForceDialog, HandOnDialog } from "./dialogs.tsx";
import { SameTroubleHint } from "./joining/same-trouble.tsx";
import { MissedDialog } from "./missed-dialog.tsx";
import { Properties } from "./properties.tsx";
import { readTicketSearch } from "./search.ts";
import { SubTickets } from "./sub-tickets.tsx";
import { MergeItems, type OpenDialog, TicketDialogs } from "./ticket-dialogs.tsx";
import { StatusChip } from "./ticket-line.tsx";
import classes from "./tickets.module.css";
import { TimeLine } from "./time-line.tsx";
import { useSawTicket } from "./use-saw-ticket.ts";
import { useTicket, useTicketWork } from "./use-ticket.ts";
import { TicketViewers } from "./viewers/ticket-viewers.tsx";
import { useViewing } from "./viewers/use-viewing.ts";
import { useTicketWords } from "./words.ts";

const ClosingDialog = lazy(() => import("#client/console/closing/closing-dialog.tsx"));

function isFinished({ status }: ShownTicket): boolean {
  return status === "resolved" || status === "closed";
}

/** Work for colleagues is no customer's to confirm. */
function asksCustomer({ conversationId, parentId }: ShownTicket): boolean {
  return conversationId !== undefined && parentId === undefined;
}

const TicketRefunds = lazy(() => import("#client/console/refunds/ticket-refunds.tsx"));
const FollowUpDialog = lazy(() => import("#client/console/followups/follow-up-dialog.tsx"));

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
  const me = useMe();
  useSawTicket(ticket.id);
  const { viewers, typing } = useViewing(ticket.id);
  const mayChange = useMay("ticket.change");
  const ticketWork = useTicketWork(ticket);
  const { work, missed, mine, forgetMissed, heldBy, forgetHeld, resolutions } = ticketWork;
  const reply = useReplyDraft(ticket);
  const [isHandingOn, setHandingOn] = useState(false);
  const [openDialog, setOpenDialog] = useState<OpenDialog>();
  const [finishAs, setFinishAs] = useState<"resolved" | "closed">("resolved");
  const [isClosing, setClosing] = useState(false);
  const [note, setNote] = useState<ClosingNote>();
  const finish = (status: "resolved" | "closed") => {
    setFinishAs(status);
    // What is resolved has its note.
    if (isFinished(ticket)) work.mutate((now) => changeTicket(api, now, { status }));
    else setClosing(true);
  };
  const { status, assigneeId } = ticket;
  const isOver = isFinished(ticket);
  const act = (isPossible: boolean, does: () => void) => (mayChange && isPossible ? does : undefined);
  useOffers({
    accept: act(!isOver && assigneeId !== me.id, () => work.mutate(changing(ticket, { assigneeId: me.id }))),
    resolve: act(!isOver, () => finish("resolved")),
    reopen: act(isOver && ticket.mergedIntoId === undefined, () => work.mutate(changing(ticket, { status: "open" }))),
    transfer: act(status !== "closed", () => setHandingOn(true)),
  });
  return (
    <article className={classes.ticket} onInput={typing} data-testid="ticket" data-version={ticket.version}>
      <header className={classes.bar}>
        <BackLink />
        <span className={classes.number}>{`#${ticket.number}`}</span>
        <StatusChip status={ticket.status} />
        {ticket.sla?.next !== undefined && <DueRing next={ticket.sla.next} isBoxed />}
        <TicketViewers viewers={viewers} />
        {mayChange && (
          <Actions
            ticket={ticket}
            onFinish={finish}
            onHandOn={() => setHandingOn(true)}
            onOpen={setOpenDialog}
            onTask={(task) => work.mutate(task)}
          />
        )}
      </header>
      <div className={classes.two}>
        <div className={classes.about}>
          <About key={resolutions} ticket={ticket} work={work} />
          <SameTroubleHint ticket={ticket} />
          <SubTickets ticket={ticket} />
          <Suspense>
            <TicketRefunds ticket={ticket} />
          </Suspense>
          <Attachments ticket={ticket} />
          <TimeLine ticket={ticket} puts={reply.puts} />
        </div>
        <Properties key={resolutions} ticket={ticket} work={ticketWork} onFinish={finish} onReply={reply.put} />
      </div>
      <TicketDialogs open={openDialog} ticket={ticket} work={work} onClose={() => setOpenDialog(undefined)} />
      {isHandingOn && <HandOnDialog ticket={ticket} work={work} onClose={() => setHandingOn(false)} />}
      {isClosing && (
        <Suspense>
          <ClosingDialog
            isBusy={work.isPending}
            asksCustomer={finishAs === "resolved" && asksCustomer(ticket)}
            onResolve={(closing) => {
              setNote(closing);
              setClosing(false);
              work.mutate((now) => changeTicket(api, now, { status: finishAs, closing }));
            }}
            onClose={() => setClosing(false)}
          />
        </Suspense>
      )}
      {heldBy !== undefined && (
        <ForceDialog heldBy={heldBy} status={finishAs} closing={note} work={work} onClose={forgetHeld} />
      )}
      {missed !== undefined && (
        <MissedDialog
          missed={missed}
          mine={mine}
          isPending={ticketWork.isTakingOver}
          onTakeOver={() => {
            setHandingOn(false);
            setOpenDialog(undefined);
            ticketWork.takeOver();
          }}
          onDiscard={forgetMissed}
        />
      )}
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
  readonly onOpen: (dialog: OpenDialog) => void;
  readonly onTask: (task: (ticket: ShownTicket) => Promise<unknown>) => void;
}

function Actions({ ticket, onFinish, onHandOn, onOpen, onTask }: ActionsProps) {
  const { t } = useTicketWords();
  const me = useMe();
  const isOver = isFinished(ticket);
  const [isPromising, setPromising] = useState(false);
  const follows = ticket.followerIds.includes(me.id);
  return (
    <div className={classes.actions}>
      {!isOver && ticket.assigneeId !== me.id && (
        <Button
          onClick={() => onTask((now) => changeTicket(api, now, { assigneeId: me.id }))}
          data-testid="ticket-take"
        >
          {t("ticket.take")}
        </Button>
      )}
      {!isOver && (
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
          <MergeItems ticket={ticket} onOpen={onOpen} />
          {isOver && ticket.mergedIntoId === undefined && (
            <Menu.Item onClick={() => onTask((now) => changeTicket(api, now, { status: "open" }))}>
              {t("ticket.reopen")}
            </Menu.Item>
          )}
          {!isOver && <Menu.Item onClick={() => onFinish("closed")}>{t("ticket.close")}</Menu.Item>}
          <FollowUpItem onClick={() => setPromising(true)} />
          <Menu.Item onClick={() => onTask(({ id }) => followTicket(api, id, !follows))} data-testid="ticket-follow">
            {t(follows ? "ticket.unfollow" : "ticket.follow")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Suspense>
        {isPromising && <FollowUpDialog subject="ticket" subjectId={ticket.id} onClose={() => setPromising(false)} />}
      </Suspense>
    </div>
  );
}
