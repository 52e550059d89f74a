import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { api } from "#client/console/api.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { customerWords } from "#client/i18n/console-customer.ts";
import { listTickets } from "#client/lib/ticket-api.ts";
import panel from "./customer-panel.module.css";
import classes from "./tickets.module.css";

const WHOLE_LIST = { view: "all" } as const;

/** The customer's tickets, the last that changed first. */
export function Tickets({ contactId }: { contactId: string }) {
  const { t } = useWordsOf(customerWords);
  const tickets = useQuery({
    queryKey: ["tickets", "contact", contactId],
    queryFn: () => listTickets(api, "all", { contactId }),
  });
  const rows = tickets.data?.items ?? [];
  return (
    <section className={panel.section} data-testid="customer-tickets">
      <h3>{t("customer.tickets")}</h3>
      {tickets.isPending && <Skeleton height={24} />}
      {tickets.isError && <p className={panel.quiet}>{t("customer.ticketsFailed")}</p>}
      {tickets.isSuccess && rows.length === 0 && <p className={panel.quiet}>{t("customer.noTickets")}</p>}
      <ul className={classes.list}>
        {rows.map(({ id, number, subject }) => (
          <li key={id}>
            <Link to="/tickets/$ticketId" params={{ ticketId: id }} search={WHOLE_LIST} className={classes.ticket}>
              <span>{`#${number}`}</span>
              <span className="ellipsis">{subject ?? ""}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
