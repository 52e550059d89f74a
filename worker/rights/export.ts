/**
 * An export, gathered in bounded steps: each writes the next part, sealed with the contact's data key, and only then says
 * in the request's row where to go on. A part that is written twice is the same part. Erasing the contact destroys the
 * key, and with it every export that is still there.
 */
import { z } from "zod";
import { conversationAddress } from "#actors/addresses";
import { exportedContact } from "#domain/customers/exported";
import { type Database, database } from "#domain/database";
import { contactWithGuests, conversationsOfContact } from "#domain/delivery/registry";
import { labelNames } from "#domain/labels/store";
import { NONCE_BYTES } from "#domain/privacy/envelope";
import { readDataKey } from "#domain/privacy/store";
import { answersOf } from "#domain/rights/consents";
import { type ExportRecord, sealPart } from "#domain/rights/export-records";
import { changeRequest, type RequestRow, STEP_LEASE_MS } from "#domain/rights/requests";
import { prefixOfExport, putPart } from "#worker/adapters/files";
import { type Environment, secretsOf } from "#worker/environment";
import { attachmentHoldings } from "#worker/rights/held-attachments";
import { holdingsOf } from "#worker/rights/holdings";

/** How long an export can be had. */
export const EXPORT_KEPT_MS = 7 * 24 * 60 * 60 * 1_000;
/** A call brings at most so many messages: 10,000 characters each are well within what a call may carry. */
const PAGE_MESSAGES = 200;
const PART_PAGES = 5;

const position = z.object({
  /** Parts that are written. */
  parts: z.int().min(0),
  /** The conversation that is next, or in work; absent before the first. */
  conversationId: z.string().optional(),
  /** The last message of it that is written; absent if it was not begun. */
  afterSeq: z.int().optional(),
});
export type ExportPosition = z.infer<typeof position>;

export function positionOf(row: RequestRow): ExportPosition {
  return row.position === null ? { parts: 0 } : position.parse(JSON.parse(row.position));
}

/** Its contact was erased meanwhile. */
export class ExportErased extends Error {
  constructor() {
    super("the contact of an export is no more");
    this.name = "ExportErased";
  }
}

/** @returns whether it is done; @throws ExportErased */
export async function exportStep(env: Environment, row: RequestRow, nowMs: number): Promise<boolean> {
  const db = database(env.DB);
  const { keyRing } = secretsOf(env);
  const contactId = row.contactId ?? "";
  const contact = await exportedContact(db, keyRing, contactId);
  const dataKey = await readDataKey(db, keyRing, { kind: "contact", id: contactId });
  if (contact === undefined || dataKey === undefined) throw new ExportErased();

  const at = positionOf(row);
  const records: ExportRecord[] = at.parts === 0 ? [contact, ...(await besideConversations(env, db, contactId))] : [];
  const conversationIds = await conversationsOfContact(db, contactId);
  const next = await gather(env, db, conversationIds, at, records);
  const parts = at.parts + 1;
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  await putPart(env, prefixOfExport(contactId, row.id), parts, sealPart(dataKey, row.id, parts, records, nonce));

  const isDone = next === undefined;
  const done = isDone ? conversationIds.length : conversationIds.filter((id) => id < next.conversationId).length;
  await changeRequest(db, row, {
    status: isDone ? "done" : "running",
    position: JSON.stringify({ parts, ...next } satisfies ExportPosition),
    startedAtMs: row.startedAtMs ?? nowMs,
    progressDone: done,
    progressTotal: conversationIds.length,
    attempts: 0,
    failure: null,
    nextAttemptAtMs: nowMs + STEP_LEASE_MS,
    ...(isDone ? { finishedAtMs: nowMs, expiresAtMs: nowMs + EXPORT_KEPT_MS } : {}),
  });
  return isDone;
}

/** What is held of them and of the guests they were before the shop knew them. */
async function besideConversations(env: Environment, db: Database, contactId: string): Promise<ExportRecord[]> {
  const { keyRing } = secretsOf(env);
  const ids = await contactWithGuests(db, contactId);
  const consents = await Promise.all(ids.map((id) => consentsOf(db, id)));
  const holdings = await Promise.all(ids.map((id) => holdingsOf(db, keyRing, id)));
  return [...consents.flat(), ...holdings.flat(), ...(await attachmentHoldings(env, db, keyRing, ids))];
}

async function consentsOf(db: Database, contactId: string): Promise<ExportRecord[]> {
  const answers = await answersOf(db, contactId);
  return answers.map(({ purpose, version, given, atMs }) => ({ type: "consent", purpose, version, given, atMs }));
}

/** Fills the part. @returns where the next one begins; undefined at the end */
async function gather(
  env: Environment,
  db: Database,
  conversationIds: readonly string[],
  at: ExportPosition,
  records: ExportRecord[],
): Promise<{ conversationId: string; afterSeq?: number } | undefined> {
  let afterSeq = at.afterSeq;
  let pages = 0;
  for (const id of conversationIds) {
    if (at.conversationId !== undefined && id < at.conversationId) continue;
    // The one that was in work may be gone by now, and the next is begun anew.
    if (id !== at.conversationId) afterSeq = undefined;
    for (;;) {
      if (pages === PART_PAGES) return { conversationId: id, ...(afterSeq === undefined ? {} : { afterSeq }) };
      pages += 1;
      const page = await conversationAddress(env, id).exportPage(afterSeq ?? 0, PAGE_MESSAGES);
      // Registered, but its first message never came; or erased meanwhile.
      if (page === undefined) break;
      if (afterSeq === undefined) {
        const { status, priority, createdAtMs, contactName } = page;
        const labels = await labelNames(db, page.labels ?? []);
        const named = contactName === "" ? {} : { contactName };
        records.push({ type: "conversation", id, status, labels, priority, createdAtMs, ...named });
      }
      for (const { editedAtMs, recalledAtMs, ...message } of page.messages) {
        records.push({
          type: "message",
          conversationId: id,
          ...message,
          ...(editedAtMs === undefined ? {} : { editedAtMs }),
          ...(recalledAtMs === undefined ? {} : { recalledAtMs }),
        });
      }
      if (page.nextAfterSeq === undefined) break;
      afterSeq = page.nextAfterSeq;
    }
    afterSeq = undefined;
  }
  return undefined;
}
