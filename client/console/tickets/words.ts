/** Words for what a ticket's time line and facts hold as ids and words of ours. */
import { useCategoryName } from "#client/console/closing/use-closing.ts";
import { useDirectory } from "#client/console/session/directory.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { ticketSlaWords } from "#client/i18n/console-ticket-sla.ts";
import { ticketWords } from "#client/i18n/console-tickets.ts";
import { formatInstant } from "#client/i18n/format.ts";
import { ESCALATION_LEVELS, PRIORITIES, TICKET_DUE_KINDS, TICKET_STATUSES, TICKET_TYPES } from "#protocol/constants";
import type { FieldChange } from "#protocol/http-tickets";
import { FIRST_SUPPORT_TIER, SUPPORT_TIERS } from "#protocol/support-tiers";
import { useTicketTypes } from "./use-types.ts";

export function useTicketWords() {
  const { t, locale } = useWordsOf(ticketWords);
  const words = useWordsOf(ticketSlaWords);
  const { nameOf } = useDirectory();
  const types = useTicketTypes();
  const categoryName = useCategoryName();
  const typeName = (type: string) => {
    const known = TICKET_TYPES.find((each) => each === type);
    if (known !== undefined) return t(`ticket.type.${known}`);
    return types.find(({ id }) => id === type)?.name ?? t("ticket.type.own");
  };
  const wordOf = (field: string, value: string | undefined): string => {
    if (value === undefined) return t("ticket.nothing");
    const status = field === "status" ? TICKET_STATUSES.find((each) => each === value) : undefined;
    if (status !== undefined) return t(`ticket.status.${status}`);
    const priority = field === "priority" ? PRIORITIES.find((each) => each === value) : undefined;
    if (priority !== undefined) return t(`ticket.priority.${priority}`);
    if (field === "type") return typeName(value);
    if (field === "dueAtMs") return formatInstant(locale, Number(value));
    if (field === "rating") return t("ticket.ratingOf", { stars: value });
    if (field === "closingCategory") return categoryName(value);
    return nameOf(value);
  };
  const fieldName = (field: string) => {
    const known = FIELDS.find(([name]) => name === field);
    if (known !== undefined) return t(known[1]);
    const own = types.flatMap(({ fields }) => fields).find(({ key }) => `fields.${key}` === field);
    return own?.name ?? t("ticket.field");
  };
  /** What was changed, from what to what; of links it is enough that they were. */
  const sayChange = ({ field, from, to }: FieldChange): string => {
    // Of a file its name, which the entry tells what became of.
    if (field === "attachment") return to ?? from ?? "";
    if (field === "linkedConversationId") return t("ticket.linkTakenOff");
    if (field === "rule") return t("ticket.byRule", { rule: to ?? "" });
    if (field === "supportTier")
      return t(`ticket.tier.${SUPPORT_TIERS.find((tier) => String(tier) === to) ?? FIRST_SUPPORT_TIER}`);
    if (LINKS.has(field)) return t("ticket.changeTexts", { field: fieldName(field) });
    return t("ticket.change", { field: fieldName(field), from: wordOf(field, from), to: wordOf(field, to) });
  };
  /** What the clock brought about. */
  const sayClock = (kind: "overdue" | "escalated", what: string | undefined): string => {
    if (kind === "overdue")
      return words.t(`ticket.overdue.${TICKET_DUE_KINDS.find((each) => each === what) ?? "resolution"}`);
    return words.t(`ticket.escalated.${ESCALATION_LEVELS.find((each) => each === what) ?? "supervisor"}`);
  };
  return { t, locale, typeName, sayChange, sayClock, categoryName };
}

const FIELDS = [
  ["status", "ticket.status"],
  ["priority", "ticket.priority"],
  ["type", "ticket.type"],
  ["teamId", "ticket.team"],
  ["assigneeId", "ticket.assignee"],
  ["dueAtMs", "ticket.due"],
  ["rating", "ticket.rating"],
  ["closingCategory", "ticket.closingCategory"],
  ["parentId", "ticket.parent"],
  ["subject", "ticket.subject"],
  ["description", "ticket.description"],
  ["productLine", "ticket.productLine"],
  ["orderIds", "ticket.links"],
  ["articles", "ticket.articles"],
  ["subTicket", "ticket.subs"],
  ["mergedIntoId", "ticket.merged"],
  ["mergedFromId", "ticket.merged"],
] as const;

/** Whose values are ids of other things. */
const LINKS: ReadonlySet<string> = new Set(["parentId", "orderIds", "subTicket", "mergedIntoId", "mergedFromId"]);
