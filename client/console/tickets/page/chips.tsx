import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { api } from "#client/console/api.ts";
import { useMay } from "#client/console/session/me.ts";
import { Icon } from "#client/console/theme/icon.tsx";
import { useOrderNumber } from "#client/console/tickets/joining/use-orders.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { ticketPageWords } from "#client/i18n/console-ticket-page.ts";
import { listAttachments } from "#client/lib/attachment-api.ts";
import type { ShownTicket } from "#client/lib/ticket-answers.ts";
import classes from "./chips.module.css";

/** Where the list of its files stands on the page. */
export const FILES_ID = "ticket-files";

/** What belongs to the ticket and is elsewhere, or further down: its conversation, its orders, its files. */
export function TicketChips({ ticket }: { ticket: ShownTicket }) {
  const { t } = useWordsOf(ticketPageWords);
  const mayRead = useMay("conversation.read");
  const orderNumber = useOrderNumber(ticket.contactId);
  // The same query as the list of files makes.
  const files = useQuery({
    queryKey: ["tickets", "attachments", ticket.id],
    queryFn: () => listAttachments(api, ticket.id),
  });
  const { conversationId, orderIds } = ticket;
  const fileCount = files.data?.length ?? 0;
  const hasConversation = conversationId !== undefined && mayRead;
  if (!hasConversation && orderIds.length === 0 && fileCount === 0) return null;
  return (
    <ul className={classes.chips}>
      {hasConversation && (
        <li>
          <Link
            to="/inbox/$view/$conversationId"
            params={{ view: "all", conversationId }}
            className={classes.chip}
            data-testid="ticket-conversation"
          >
            <Icon name="chat" size={14} />
            {t("ticketPage.toConversation")}
          </Link>
        </li>
      )}
      {orderIds.map((id) => (
        <li key={id} className={classes.chip} data-testid="ticket-order">
          <Icon name="box" size={14} />
          {orderNumber(id)}
        </li>
      ))}
      {fileCount > 0 && (
        <li>
          <button
            type="button"
            className={classes.chip}
            onClick={() => document.getElementById(FILES_ID)?.scrollIntoView({ block: "center" })}
          >
            <Icon name="clip" size={14} />
            {t("ticketPage.files", { count: fileCount })}
          </button>
        </li>
      )}
    </ul>
  );
}
