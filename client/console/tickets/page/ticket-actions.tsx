import { ActionIcon, Button, Menu } from "@mantine/core";
import { lazy, Suspense, useState } from "react";
import { api } from "#client/console/api.ts";
import { FollowUpItem } from "#client/console/followups/follow-up-item.tsx";
import { useMe } from "#client/console/session/me.ts";
import { useNextTier } from "#client/console/support-tiers/use-next-tier.ts";
import { Icon } from "#client/console/theme/icon.tsx";
import { MergeItems, type OpenDialog } from "#client/console/tickets/ticket-dialogs.tsx";
import { useTicketWords } from "#client/console/tickets/words.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { ticketPageWords } from "#client/i18n/console-ticket-page.ts";
import type { ShownTicket } from "#client/lib/ticket-answers.ts";
import { changeTicket, followTicket } from "#client/lib/ticket-api.ts";
import type { SupportTier } from "#protocol/support-tiers";
import { isFinished } from "./finished.ts";
import page from "./page.module.css";

const FollowUpDialog = lazy(() => import("#client/console/followups/follow-up-dialog.tsx"));

interface TicketActionsProps {
  readonly ticket: ShownTicket;
  readonly onFinish: (status: "resolved" | "closed") => void;
  /** To whom is chosen; to the next line of support, if one is given. */
  readonly onHandOn: (to?: SupportTier) => void;
  readonly onOpen: (dialog: OpenDialog) => void;
  readonly onTask: (task: (ticket: ShownTicket) => Promise<unknown>) => void;
}

/** What is done with a ticket as a whole: the next step as a button, the rest in a menu. */
export function TicketActions({ ticket, onFinish, onHandOn, onOpen, onTask }: TicketActionsProps) {
  const { t } = useTicketWords();
  const { t: say } = useWordsOf(ticketPageWords);
  const me = useMe();
  const nextTier = useNextTier(ticket);
  const isOver = isFinished(ticket);
  const canEscalate = !isOver && nextTier !== undefined;
  const [isPromising, setPromising] = useState(false);
  const follows = ticket.followerIds.includes(me.id);
  return (
    <div className={page.actions}>
      {canEscalate && (
        <Button
          variant="subtle"
          className={`${page.named} ${page.wide}`}
          leftSection={<Icon name="escalate" size={16} />}
          onClick={() => onHandOn(nextTier)}
          data-tip={say("ticketPage.escalate")}
          data-testid="ticket-escalate"
        >
          <b>{say("ticketPage.escalate")}</b>
        </Button>
      )}
      {ticket.status !== "closed" && (
        <Button
          variant="subtle"
          className={`${page.named} ${page.wide}`}
          leftSection={<Icon name="transfer" size={16} />}
          onClick={() => onHandOn()}
          data-tip={t("ticket.transfer")}
          data-testid="ticket-transfer"
        >
          <b>{t("ticket.transfer")}</b>
        </Button>
      )}
      {!isOver && ticket.assigneeId !== me.id && (
        <Button
          onClick={() => onTask((now) => changeTicket(api, now, { assigneeId: me.id }))}
          data-testid="ticket-take"
        >
          {t("ticket.take")}
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
            <Menu.Item className={page.narrow} onClick={() => onHandOn()}>
              {t("ticket.transfer")}
            </Menu.Item>
          )}
          {canEscalate && (
            <Menu.Item className={page.narrow} onClick={() => onHandOn(nextTier)}>
              {say("ticketPage.escalate")}
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
      <Suspense>
        {isPromising && <FollowUpDialog subject="ticket" subjectId={ticket.id} onClose={() => setPromising(false)} />}
      </Suspense>
    </div>
  );
}
