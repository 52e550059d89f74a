/** What a change of a ticket would change, in the words of its time line. Pure. */
import type { ShownTicket } from "#client/lib/ticket-answers.ts";
import type { FieldChange, TicketChangeBody } from "#protocol/http-tickets";
import { articleWords } from "#protocol/ticket-articles";

export type WantedChange = Partial<Omit<TicketChangeBody, "version">>;

const PLAIN = [
  "subject",
  "description",
  "type",
  "status",
  "priority",
  "assigneeId",
  "productLine",
  "dueAtMs",
  "parentId",
] as const;

/** @returns what would not be as it was */
export function changesOf(ticket: ShownTicket, change: WantedChange): FieldChange[] {
  const plain = PLAIN.filter((field) => change[field] !== undefined).map((field) =>
    toChange(field, ticket[field], change[field] ?? undefined),
  );
  const keys = Object.keys({ ...change.fields, ...(change.fields && ticket.fields) });
  const fields = keys.map((key) => toChange(`fields.${key}`, ticket.fields[key], change.fields?.[key]));
  const orders = change.orderIds && toChange("orderIds", ticket.orderIds.join(), change.orderIds.join());
  const articles = change.articles && toChange("articles", ...articleWords(ticket.articles, change.articles));
  return [...plain, ...fields, orders, articles].filter((each) => each !== undefined);
}

function toChange(
  field: string,
  from: string | number | undefined,
  to: string | number | undefined,
): FieldChange | undefined {
  if (from === to) return undefined;
  return {
    field,
    ...(from === undefined ? {} : { from: String(from) }),
    ...(to === undefined ? {} : { to: String(to) }),
  };
}
