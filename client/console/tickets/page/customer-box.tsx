import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { api } from "#client/console/api.ts";
import { contactNameOf } from "#client/console/inbox/contact-name.ts";
import { useMay } from "#client/console/session/me.ts";
import { Avatar } from "#client/console/shell/avatar.tsx";
import { useOrders } from "#client/console/tickets/joining/use-orders.ts";
import { useWords, useWordsOf } from "#client/console/words.tsx";
import { ticketPageWords } from "#client/i18n/console-ticket-page.ts";
import { contactOf } from "#client/lib/contact-api.ts";
import type { ShownTicket } from "#client/lib/ticket-answers.ts";
import classes from "./customer-box.module.css";

/** Who it is for, in a line; all that is known of them stands beside their conversation. */
export function CustomerBox({ ticket: { contactId, conversationId } }: { ticket: ShownTicket }) {
  const { t } = useWordsOf(ticketPageWords);
  const { t: console } = useWords();
  const mayRead = useMay("contact.read");
  const contact = useQuery({
    queryKey: ["contact", contactId],
    queryFn: () => contactOf(api, contactId ?? ""),
    enabled: contactId !== undefined && mayRead,
    retry: false,
  }).data;
  const orders = useOrders(contactId);
  if (contactId === undefined || contact === undefined) return null;
  const name = contactNameOf({ contactId }, contact.name?.text, console);
  const facts = [
    t(contact.verified ? "ticketPage.verified" : "ticketPage.guest"),
    ...(orders.length === 0 ? [] : [t("ticketPage.orders", { count: orders.length })]),
  ];
  const line = (
    <>
      <Avatar id={contactId} name={name} size={28} />
      <span className={classes.who}>
        <strong className="ellipsis">{name}</strong>
        <span>{facts.join(" · ")}</span>
      </span>
    </>
  );
  return (
    <section data-testid="ticket-customer">
      <h3>{t("ticketPage.customer")}</h3>
      {conversationId === undefined ? (
        <div className={classes.line}>{line}</div>
      ) : (
        <Link to="/inbox/$view/$conversationId" params={{ view: "all", conversationId }} className={classes.line}>
          {line}
        </Link>
      )}
    </section>
  );
}
