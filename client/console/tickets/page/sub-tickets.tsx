import { ActionIcon } from "@mantine/core";
import { useState } from "react";
import { useMay } from "#client/console/session/me.ts";
import { Icon } from "#client/console/theme/icon.tsx";
import { CreateDialog } from "#client/console/tickets/create-dialog.tsx";
import { useTicketWords } from "#client/console/tickets/words.ts";
import type { ShownTicket } from "#client/lib/ticket-answers.ts";
import { SectionHead } from "./section-head.tsx";
import { SubTicketLine } from "./sub-ticket-line.tsx";
import classes from "./sub-tickets.module.css";

/** What other teams do for this ticket; it is finished after them. */
export function SubTickets({ ticket }: { ticket: ShownTicket }) {
  const { t } = useTicketWords();
  const [isAdding, setAdding] = useState(false);
  const mayCreate = useMay("ticket.create");
  const { subTickets } = ticket;
  const done = subTickets.filter(({ status }) => status === "resolved" || status === "closed").length;
  const count = subTickets.length;
  const canAdd = mayCreate && ticket.status !== "resolved" && ticket.status !== "closed";
  if (count === 0 && !canAdd) return null;
  return (
    <section>
      <SectionHead
        title={t("ticket.subs")}
        told={
          count > 0 && (
            <>
              <span title={t("ticket.subsDone", { done, count })}>{`${done}/${count}`}</span>
              <i className={classes.bar} aria-hidden="true">
                <i style={{ width: `${(100 * done) / count}%` }} />
              </i>
            </>
          )
        }
      >
        {canAdd && (
          <ActionIcon
            aria-label={t("ticket.addSub")}
            data-tip={t("ticket.addSub")}
            onClick={() => setAdding(true)}
            data-testid="ticket-add-sub"
          >
            <Icon name="plus" />
          </ActionIcon>
        )}
      </SectionHead>
      <ul className={classes.lines} data-testid="sub-tickets">
        {subTickets.map((row) => (
          <SubTicketLine key={row.id} row={row} />
        ))}
      </ul>
      {isAdding && <CreateDialog of={{ parentId: ticket.id }} onClose={() => setAdding(false)} />}
    </section>
  );
}
