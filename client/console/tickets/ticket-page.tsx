import { ActionIcon, Skeleton } from "@mantine/core";
import { Link, useParams, useSearch } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { api } from "#client/console/api.ts";
import type { ClosingNote } from "#client/console/closing/closing-dialog.tsx";
import { useOffers } from "#client/console/commands/commands.tsx";
import { useMay, useMe } from "#client/console/session/me.ts";
import { Notice } from "#client/console/shell/notice.tsx";
import { DueRing } from "#client/console/sla/due-ring.tsx";
import { Icon } from "#client/console/theme/icon.tsx";
import type { ShownTicket } from "#client/lib/ticket-answers.ts";
import { changeTicket } from "#client/lib/ticket-api.ts";
import type { SupportTier } from "#protocol/support-tiers";
import { About } from "./about.tsx";
import { useReplyDraft } from "./articles/use-reply-draft.ts";
import { Attachments } from "./attachments/attachments.tsx";
import { changing } from "./changing.ts";
import { ForceDialog, HandOnDialog } from "./dialogs.tsx";
import { SameTroubleHint } from "./joining/same-trouble.tsx";
import { StatusChip } from "./marks/status-chip.tsx";
import { MissedDialog } from "./missed-dialog.tsx";
import { TicketChips } from "./page/chips.tsx";
import { CopyLink } from "./page/copy-link.tsx";
import { isFinished } from "./page/finished.ts";
import classes from "./page/page.module.css";
import { SubTickets } from "./page/sub-tickets.tsx";
import { TicketActions } from "./page/ticket-actions.tsx";
import { Properties } from "./properties.tsx";
import { readTicketSearch } from "./search.ts";
import { SlaBox } from "./sla-box/sla-box.tsx";
import { type OpenDialog, TicketDialogs } from "./ticket-dialogs.tsx";
import { TimeLine } from "./time-line/time-line.tsx";
import { useSawTicket } from "./use-saw-ticket.ts";
import { useTicket, useTicketWork } from "./use-ticket.ts";
import { TicketViewers } from "./viewers/ticket-viewers.tsx";
import { useViewing } from "./viewers/use-viewing.ts";
import { useTicketWords } from "./words.ts";

const ClosingDialog = lazy(() => import("#client/console/closing/closing-dialog.tsx"));

/** Work for colleagues is no customer's to confirm. */
function asksCustomer({ conversationId, parentId }: ShownTicket): boolean {
  return conversationId !== undefined && parentId === undefined;
}

const TicketRefunds = lazy(() => import("#client/console/refunds/ticket-refunds.tsx"));

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
  /** Where one writes: the time line knows what, the page where. */
  const [dock, setDock] = useState<HTMLElement | null>(null);
  /** Whom it is handed on to, as far as that was chosen by what was pressed. */
  const [handingOn, setHandingOn] = useState<{ readonly to?: SupportTier | undefined }>();
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
    transfer: act(status !== "closed", () => setHandingOn({})),
  });
  return (
    <article className={classes.ticket} onInput={typing} data-testid="ticket" data-version={ticket.version}>
      <header className={classes.bar}>
        <BackLink />
        <span className={classes.number}>{`#${ticket.number}`}</span>
        <CopyLink />
        <span className={classes.status}>
          <StatusChip status={ticket.status} isTight />
        </span>
        {ticket.sla?.next !== undefined && (
          <span className={classes.due}>
            <DueRing next={ticket.sla.next} isBoxed />
          </span>
        )}
        <div className={classes.viewers}>
          <TicketViewers viewers={viewers} />
        </div>
        {mayChange && (
          <TicketActions
            ticket={ticket}
            onFinish={finish}
            onHandOn={(to) => setHandingOn({ to })}
            onOpen={setOpenDialog}
            onTask={(task) => work.mutate(task)}
          />
        )}
      </header>
      <div className={classes.two}>
        <div className={classes.about}>
          <div>
            <About key={resolutions} ticket={ticket} work={work} />
            <TicketChips ticket={ticket} />
          </div>
          <SameTroubleHint ticket={ticket} />
          <SubTickets ticket={ticket} />
          <Suspense>
            <TicketRefunds ticket={ticket} />
          </Suspense>
          <Attachments ticket={ticket} />
          <TimeLine ticket={ticket} puts={reply.puts} dock={dock} />
        </div>
        <div className={classes.dock} ref={setDock} />
        <div className={classes.clocks}>
          <SlaBox ticket={ticket} />
        </div>
        <Properties
          key={resolutions}
          ticket={ticket}
          work={ticketWork}
          onFinish={finish}
          onHandOn={() => setHandingOn({})}
          onReply={reply.put}
        />
      </div>
      <TicketDialogs open={openDialog} ticket={ticket} work={work} onClose={() => setOpenDialog(undefined)} />
      {handingOn !== undefined && (
        <HandOnDialog ticket={ticket} work={work} to={handingOn.to} onClose={() => setHandingOn(undefined)} />
      )}
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
            setHandingOn(undefined);
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
