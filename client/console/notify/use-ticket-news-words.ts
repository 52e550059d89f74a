/** How it is said what colleagues did with a ticket. */
import { useDirectory } from "#client/console/session/directory.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { ticketNewsWords } from "#client/i18n/console-ticket-news.ts";
import { CUSTOMER_WROTE, type TicketNewsKind } from "#protocol/constants";

export interface SaidOfTicket {
  readonly kind: TicketNewsKind;
  readonly number: number;
  readonly byId: string;
}

export function useTicketNewsWords() {
  const { t } = useWordsOf(ticketNewsWords);
  const { agentName } = useDirectory();
  const nameOf = (byId: string) => {
    if (byId === "system") return t("ticketNews.system");
    return byId === CUSTOMER_WROTE ? t("ticketNews.customer") : agentName(byId);
  };
  const sayTicketNews = ({ kind, number, byId }: SaidOfTicket) => ({
    title: t(`ticketNews.${kind}`, { name: nameOf(byId), number: String(number) }),
    body: t(kind === "mention" ? "ticketNews.mentionText" : "ticketNews.text"),
  });
  return { t, sayTicketNews };
}
