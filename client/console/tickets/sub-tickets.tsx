import { ActionIcon } from "@mantine/core";
import { useState } from "react";
import { useMay } from "#client/console/session/me.ts";
import { Icon } from "#client/console/theme/icon.tsx";
import type { ShownTicket } from "#client/lib/ticket-answers.ts";
import { CreateDialog } from "./create-dialog.tsx";
import { TicketLine } from "./ticket-line.tsx";
import classes from "./tickets.module.css";
import { useTicketWords } from "./words.ts";

const WHOLE_LIST = { view: "all" } as const;

/** What other teams do for this ticket; it is finished after them. */
export function SubTickets({ ticket }: { ticket: ShownTicket }) {
  const { t } = useTicketWords();
  const [isAdding, setAdding] = useState(false);
  const mayCreate = useMay("ticket.create");
  const { subTickets } = ticket;
  const done = subTickets.filter(({ status }) => status === "resolved" || status === "closed").length;
  const canAdd = mayCreate && ticket.status !== "resolved" && ticket.status !== "closed";
  if (subTickets.length === 0 && !canAdd) return null;
  return (
    <section>
      <h3 className={classes.heading}>
        {t("ticket.subs")}
        {subTickets.length > 0 && (
          <span className={classes.quiet}>{t("ticket.subsDone", { done, count: subTickets.length })}</span>
        )}
        <span className={classes.space} />
        {canAdd && (
          <ActionIcon aria-label={t("ticket.addSub")} onClick={() => setAdding(true)} data-testid="ticket-add-sub">
            <Icon name="plus" />
          </ActionIcon>
        )}
      </h3>
      <ul className={classes.subs} data-testid="sub-tickets">
        {subTickets.map((row) => (
          <TicketLine key={row.id} row={row} search={WHOLE_LIST} isOpen={false} />
        ))}
      </ul>
      {isAdding && <CreateDialog of={{ parentId: ticket.id }} onClose={() => setAdding(false)} />}
    </section>
  );
}
