import { Link } from "@tanstack/react-router";
import { useMay } from "#client/console/session/me.ts";
import desk from "#client/console/tickets/desk.module.css";
import { useWordsOf } from "#client/console/words.tsx";
import { ticketLinksWords } from "#client/i18n/console-ticket-links.ts";
import type { TicketEntry } from "#protocol/http-tickets";

/** The way to the conversation that an entry says was taken off. */
export function TakenOff({ entry: { kind, changes } }: { entry: TicketEntry }) {
  const { t } = useWordsOf(ticketLinksWords);
  const mayRead = useMay("conversation.read");
  const conversationId = changes.find(({ field }) => field === "linkedConversationId")?.from;
  if (kind !== "unlinked" || conversationId === undefined || !mayRead) return null;
  return (
    <Link
      to="/inbox/$view/$conversationId"
      params={{ view: "all", conversationId }}
      className={desk.other}
      data-testid="entry-conversation"
    >
      {t("ticketLinks.openIt")}
    </Link>
  );
}
