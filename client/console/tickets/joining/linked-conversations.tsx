import { Link } from "@tanstack/react-router";
import { useMay } from "#client/console/session/me.ts";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { ticketLinksWords } from "#client/i18n/console-ticket-links.ts";
import type { ShownTicket } from "#client/lib/ticket-answers.ts";
import classes from "./joining.module.css";

/** Conversations of the same trouble that joined the ticket, beside the one that it is of. */
export function LinkedConversations({ ticket }: { ticket: ShownTicket }) {
  const { t } = useWordsOf(ticketLinksWords);
  const mayRead = useMay("conversation.read");
  const { linkedConversationIds } = ticket;
  if (!mayRead || linkedConversationIds.length === 0) return null;
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
          </li>
        ))}
      </ul>
    </section>
  );
}
