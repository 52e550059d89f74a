import { DueRing } from "#client/console/sla/due-ring.tsx";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { ticketListWords } from "#client/i18n/console-ticket-list.ts";
import type { TicketRow } from "#protocol/http-tickets";
import classes from "./row.module.css";

/** What is due next; while it waits for somebody outside, that its clocks stand still. */
export function RowDue({ row: { sla, status } }: { readonly row: TicketRow }) {
  const { t } = useWordsOf(ticketListWords);
  if (sla?.next !== undefined) return <DueRing next={sla.next} />;
  if (sla === undefined || !(status === "waiting_customer" || status === "waiting_third_party")) return null;
  return (
    <span className={classes.paused}>
      <Icon name="pause" size={16} />
      {t("ticketList.paused")}
    </span>
  );
}
