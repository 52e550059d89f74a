/** Words for what a ticket's time line and facts hold as ids and words of ours. */
import { useDirectory } from "#client/console/session/directory.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { ticketWords } from "#client/i18n/console-tickets.ts";
import { formatInstant } from "#client/i18n/format.ts";
import { PRIORITIES, TICKET_STATUSES, TICKET_TYPES } from "#protocol/constants";
import type { FieldChange } from "#protocol/http-tickets";

export function useTicketWords() {
  const { t, locale } = useWordsOf(ticketWords);
  const { nameOf } = useDirectory();
  const typeName = (type: string) => {
    const known = TICKET_TYPES.find((each) => each === type);
    return known === undefined ? t("ticket.type.own") : t(`ticket.type.${known}`);
  };
  const wordOf = (field: string, value: string | undefined): string => {
    if (value === undefined) return t("ticket.nothing");
    const status = field === "status" ? TICKET_STATUSES.find((each) => each === value) : undefined;
    if (status !== undefined) return t(`ticket.status.${status}`);
    const priority = field === "priority" ? PRIORITIES.find((each) => each === value) : undefined;
    if (priority !== undefined) return t(`ticket.priority.${priority}`);
    if (field === "type") return typeName(value);
    if (field === "dueAtMs") return formatInstant(locale, Number(value));
    return nameOf(value);
  };
  const fieldName = (field: string) => {
    const known = FIELDS.find(([name]) => name === field);
    return known === undefined ? field : t(known[1]);
  };
  /** What was changed, from what to what; of links it is enough that they were. */
  const sayChange = ({ field, from, to }: FieldChange): string => {
    if (field === "rule") return t("ticket.byRule", { rule: to ?? "" });
    if (LINKS.has(field)) return t("ticket.changeTexts", { field: fieldName(field) });
    return t("ticket.change", { field: fieldName(field), from: wordOf(field, from), to: wordOf(field, to) });
  };
  return { t, locale, typeName, sayChange };
}

const FIELDS = [
  ["status", "ticket.status"],
  ["priority", "ticket.priority"],
  ["type", "ticket.type"],
  ["teamId", "ticket.team"],
  ["assigneeId", "ticket.assignee"],
  ["dueAtMs", "ticket.due"],
  ["parentId", "ticket.parent"],
  ["subject", "ticket.subject"],
  ["description", "ticket.description"],
  ["productLine", "ticket.productLine"],
  ["orderIds", "ticket.links"],
  ["subTicket", "ticket.subs"],
  ["mergedIntoId", "ticket.merged"],
  ["mergedFromId", "ticket.merged"],
] as const;

/** Whose values are ids of other things. */
const LINKS: ReadonlySet<string> = new Set(["parentId", "orderIds", "subTicket", "mergedIntoId", "mergedFromId"]);
