import { ActionIcon } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { api } from "#client/console/api.ts";
import { useMay } from "#client/console/session/me.ts";
import { ConfirmDialog } from "#client/console/settings/people/confirm-dialog.tsx";
import { Icon } from "#client/console/theme/icon.tsx";
import type { useTicketWork } from "#client/console/tickets/use-ticket.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { ticketLinksWords } from "#client/i18n/console-ticket-links.ts";
import type { ShownTicket } from "#client/lib/ticket-answers.ts";
import { unlinkConversation } from "#client/lib/ticket-joining-api.ts";
import classes from "./joining.module.css";

interface LinkedConversationsProps {
  readonly ticket: ShownTicket;
  readonly work: ReturnType<typeof useTicketWork>["work"];
}

/** Conversations of the same trouble that joined the ticket, beside the one that it is of; one that does not belong there is taken off. */
export function LinkedConversations({ ticket, work }: LinkedConversationsProps) {
  const { t } = useWordsOf(ticketLinksWords);
  const mayRead = useMay("conversation.read");
  const mayTakeOff = useMay("ticket.note") && ticket.mergedIntoId === undefined;
  const [takingOff, setTakingOff] = useState<string>();
  const { linkedConversationIds } = ticket;
  if (!mayRead || linkedConversationIds.length === 0) return null;
  const close = () => setTakingOff(undefined);
  const takeOff = (conversationId: string) => {
    const task = (now: ShownTicket) => unlinkConversation(api, now, conversationId);
    work.mutate(Object.assign(task, { mine: [{ field: "linkedConversationId", from: conversationId }] }), {
      onSettled: close,
    });
  };
  return (
    <section className={classes.links} data-testid="linked-conversations">
      <h3>{t("ticketLinks.title")}</h3>
      <ul>
        {linkedConversationIds.map((conversationId, index) => (
          <li key={conversationId}>
            <Icon name="chat" size={16} />
            <Link
              to="/inbox/$view/$conversationId"
              params={{ view: "all", conversationId }}
              data-testid="linked-conversation"
            >
              {t("ticketLinks.open", { place: index + 1 })}
            </Link>
            {mayTakeOff && (
              <ActionIcon
                className={classes.takeOff}
                size="sm"
                aria-label={t("ticketLinks.takeOff", { place: index + 1 })}
                data-tip={t("ticketLinks.do")}
                onClick={() => setTakingOff(conversationId)}
                data-testid="take-off"
              >
                <Icon name="x" size={16} />
              </ActionIcon>
            )}
          </li>
        ))}
      </ul>
      {takingOff !== undefined && (
        <ConfirmDialog
          title={t("ticketLinks.asking")}
          text={t("ticketLinks.askingText")}
          action={t("ticketLinks.do")}
          pending={work.isPending}
          onConfirm={() => takeOff(takingOff)}
          onClose={close}
        />
      )}
    </section>
  );
}
