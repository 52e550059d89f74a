import { Link } from "@tanstack/react-router";
import type { TicketEntry } from "#protocol/http-tickets";
import classes from "./desk.module.css";
import { useTicketWords } from "./words.ts";

const WHOLE_LIST = { view: "all" } as const;
/** Whose value is the id of another ticket that the entry tells of, and how it is said. */
const TOLD = {
  subTicket: "subTicket",
  splitFromId: "splitFrom",
  splitIntoId: "splitInto",
  mergedFromId: "mergedFrom",
  mergedIntoId: "mergedInto",
} as const;

function toldOf({ changes }: TicketEntry) {
  for (const field of ["subTicket", "splitFromId", "splitIntoId", "mergedFromId", "mergedIntoId"] as const) {
    const change = changes.find((each) => each.field === field);
    if (change?.to !== undefined) return { kind: TOLD[field], otherId: change.to };
  }
  return undefined;
}

/** How an entry begins: by what it tells of another ticket, if it does. */
export function sayingOf(entry: TicketEntry) {
  return toldOf(entry)?.kind ?? entry.kind;
}

/** The way to the other ticket that an entry tells of. */
export function OtherTicket({ entry }: { entry: TicketEntry }) {
  const { t } = useTicketWords();
  const otherId = toldOf(entry)?.otherId;
  if (otherId === undefined) return null;
  return (
    <Link
      to="/tickets/$ticketId"
      params={{ ticketId: otherId }}
      search={WHOLE_LIST}
      className={classes.other}
      data-testid="entry-other"
    >
      {t("ticket.other")}
    </Link>
  );
}
