/** A change of a ticket as it is asked for over HTTP, put into the words of the domain. */

import { categoryRefusal } from "#domain/closing/categories";
import { readClosingRules } from "#domain/closing/settings";
import { rankOf } from "#domain/conversations/priority";
import type { Database } from "#domain/database";
import { ok, type Result, refuse } from "#domain/failures";
import { applyChange, type TicketColumns } from "#domain/tickets/change";
import type { OpenedTicket, TicketEdit } from "#domain/tickets/record";
import { isFinished, keptFields, statusAfter, statusOnceGiven } from "#domain/tickets/rules";
import type { TicketContent } from "#domain/tickets/sealed";
import { fieldsOfType } from "#domain/tickets/types";
import type { TicketStatus } from "#protocol/constants";
import type { TicketChangeBody, TicketTransferBody } from "#protocol/http-tickets";
import { canBeGiven } from "#worker/tickets";

/** @returns whether anything changed; refuses `changed_meanwhile` unless the version is the one that there is */
export async function changeAsAsked(
  db: Database,
  ticket: OpenedTicket,
  body: TicketChangeBody,
  edit: TicketEdit,
): Promise<Result<boolean>> {
  const { row } = ticket;
  if (row.version !== body.version) return refuse("changed_meanwhile");
  const { priority, assigneeId, reason, force } = body;
  const given = await givenTo(db, ticket, body, edit);
  if (!given.ok) return given;
  const status = statusOnceGiven(body.status ?? row.status, assigneeId ?? null);
  const merged = row.mergedIntoId !== null;
  const next = statusAfter({ from: row.status, to: status, merged, forced: force, hasReason: reason !== undefined });
  if (!next.ok) return next;
  const content = await contentAfter(db, ticket, body);
  if (!content.ok) return content;
  const closed = await closedAs(db, row.status, status, body.closing);
  if (!closed.ok) return closed;
  const { type, dueAtMs, orderIds, parentId } = body;
  const columns: TicketColumns = {
    status,
    ...(type === undefined ? {} : { type }),
    ...(priority === undefined ? {} : { priority: rankOf(priority) }),
    ...(assigneeId === undefined ? {} : { assigneeId }),
    ...(dueAtMs === undefined ? {} : { dueAtMs }),
    ...(orderIds === undefined ? {} : { orderIds }),
    ...(parentId === undefined ? {} : { parentId }),
    ...closed.value.columns,
  };
  const { waitsForSubs } = next.value;
  const said = [closed.value.note, reason].filter((one) => one !== undefined).join("\n") || undefined;
  const change = { kind: "changed", columns, content: content.value, reason: said, waitsForSubs } as const;
  return applyChange(db, ticket, change, edit);
}

/** @returns refuses `malformed` for a closing note of what is not finished by it, `category_wanted`, `category_unknown` */
async function closedAs(
  db: Database,
  before: TicketStatus,
  after: TicketStatus,
  note: TicketChangeBody["closing"],
): Promise<Result<{ columns: TicketColumns; note?: string | undefined }>> {
  const finishes = isFinished(after) && !isFinished(before);
  if (note === undefined && !finishes) return ok({ columns: {} });
  if (!finishes) return refuse("malformed");
  const refusal = categoryRefusal(await readClosingRules(db), note?.category);
  if (refusal !== undefined) return refuse(refusal);
  return ok({ columns: note === undefined ? {} : { closingCategory: note.category }, note: note?.note });
}

/** Taking one, giving one that nobody has, and putting it back need no reason; taking it from somebody for another does. */
async function givenTo(
  db: Database,
  { row }: OpenedTicket,
  { assigneeId, reason }: TicketChangeBody,
  { auditor }: TicketEdit,
): Promise<Result<true>> {
  if (assigneeId === undefined || assigneeId === row.assigneeId) return ok(true);
  const isHandedOn = row.assigneeId !== null && assigneeId !== null && assigneeId !== auditor.id;
  if (isHandedOn && reason === undefined) return refuse("reason_wanted");
  return canBeGiven(db, row.inboxId, { assigneeId });
}

async function contentAfter(
  db: Database,
  { row, content }: OpenedTicket,
  body: TicketChangeBody,
): Promise<Result<TicketContent>> {
  const type = body.type ?? row.type;
  const { subject = content.subject, articles = content.articles } = body;
  const description = body.description === undefined ? content.description : (body.description ?? undefined);
  const productLine = body.productLine === undefined ? content.productLine : (body.productLine ?? undefined);
  const isOfOtherType = type !== row.type || body.fields !== undefined;
  // Values that were there before are kept as they are, whatever became of their definitions since.
  const fields = isOfOtherType ? await ofType(db, type, body.fields ?? content.fields) : ok(content.fields);
  if (!fields.ok) return fields;
  return ok({
    subject,
    fields: fields.value,
    ...(description === undefined ? {} : { description }),
    ...(productLine === undefined ? {} : { productLine }),
    ...(articles === undefined ? {} : { articles }),
  });
}

/** @returns refuses `type_unknown`, `malformed` */
export async function ofType(
  db: Database,
  type: string,
  given: TicketContent["fields"],
): Promise<Result<TicketContent["fields"]>> {
  const definitions = await fieldsOfType(db, type);
  return definitions.ok ? keptFields(given, definitions.value) : definitions;
}

/**
 * To a team alone: nobody has it until somebody there takes it.
 * @param _ a line of support goes with the team of it that takes it
 */
export async function transferAsAsked(
  db: Database,
  ticket: OpenedTicket,
  { version, teamId, supportTier, reason, ...to }: TicketTransferBody,
  edit: TicketEdit,
): Promise<Result<boolean>> {
  const { row } = ticket;
  const assigneeId = to.assigneeId ?? null;
  if (row.version !== version) return refuse("changed_meanwhile");
  if (row.mergedIntoId !== null || row.status === "closed") return refuse("wrong_status");
  const given = await canBeGiven(db, row.inboxId, { teamId, assigneeId });
  if (!given.ok) return given;
  const status = statusOnceGiven(row.status, assigneeId);
  const columns = { assigneeId, status, ...(teamId === undefined ? {} : { teamId }) };
  const toLine =
    supportTier === undefined
      ? {}
      : { facts: [{ field: "supportTier", to: String(supportTier) }], detail: { supportTier } };
  return applyChange(db, ticket, { kind: "transferred", columns, reason, ...toLine }, edit);
}
