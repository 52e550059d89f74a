/** A customer's rights: their data gathered or erased, with progress. */
import { auditStatement } from "#domain/audit/store";
import { readContact } from "#domain/customers/store";
import { type Database, database } from "#domain/database";
import { conversationsOfContact } from "#domain/delivery/registry";
import { type Failure, ok, type Result, refuse } from "#domain/failures";
import { isPermitted } from "#domain/identity/permissions";
import type { AgentPrincipal } from "#domain/identity/principal";
import { seesInbox } from "#domain/identity/scope";
import { readDataKey } from "#domain/privacy/store";
import { EXPORT_PAGE_POLICY } from "#domain/rights/export-html";
import {
  beginErasure,
  beginExport,
  contactForRequest,
  listRequests,
  type RequestRow,
  readRequest,
  retryRequest,
} from "#domain/rights/requests";
import { operations } from "#protocol/http";
import type { PrivacyRequest } from "#protocol/http-privacy";
import { newId } from "#protocol/ids";
import { id as idShape } from "#protocol/vocabulary";
import { ledgerOf } from "#worker/adapters/ledger";
import { auditorOf } from "#worker/auditor";
import { defineRoute } from "#worker/define-route";
import { secretsOf } from "#worker/environment";
import { startLedger } from "#worker/jobs/apply-ledger";
import { sendStep } from "#worker/jobs/privacy-request";
import { exportStream } from "#worker/rights/download";

/** A contact whom this person may know of; one who has joined another is part of that one. */
async function contactInScope(db: Database, principal: AgentPrincipal, contactId: string) {
  const contact = await contactForRequest(db, contactId);
  const isThere = contact !== undefined && contact.joinedInto === null && seesInbox(principal, contact.inboxId);
  return isThere ? contact : undefined;
}

async function requestInScope(db: Database, principal: AgentPrincipal, id: string): Promise<RequestRow | undefined> {
  const row = await readRequest(db, id);
  return row !== undefined && seesInbox(principal, row.inboxId) ? row : undefined;
}

const iso = (atMs: number) => new Date(atMs).toISOString();

function wireRequest(row: RequestRow): PrivacyRequest {
  const { id, kind, inboxId, contactId, status, requestedBy, startedAtMs, finishedAtMs, expiresAtMs, failure } = row;
  return {
    id,
    kind,
    inboxId,
    ...(contactId === null ? {} : { contactId }),
    status,
    progress: { done: row.progressDone, total: row.progressTotal },
    requestedBy,
    createdAt: iso(row.createdAtMs),
    ...(startedAtMs === null ? {} : { startedAt: iso(startedAtMs) }),
    ...(finishedAtMs === null ? {} : { finishedAt: iso(finishedAtMs) }),
    ...(expiresAtMs === null ? {} : { expiresAt: iso(expiresAtMs) }),
    ...(failure === null ? {} : { failure }),
    version: row.version,
  };
}

const answer = (made: Result<RequestRow>) => (made.ok ? ok(wireRequest(made.value)) : made);

export const privacyRequestRoutes = [
  defineRoute(operations.eraseContact, { permission: "privacy.erase" }, async (call) => {
    const { c, env, principal, params, body, nowMs } = call;
    const db = database(env.DB);
    if (body.confirm !== params.id) return refuse("malformed");
    const contact = await contactInScope(db, principal, params.id);
    if (contact === undefined) return refuse("not_found");
    const refusal = await erasureRefusal(db, contact.erasureId);
    if (refusal !== undefined) return refuse(refusal);
    const about = { id: newId(nowMs), inboxId: contact.inboxId, contactId: contact.id };
    const conversationIds = await conversationsOfContact(db, contact.id);
    const what = { contactIds: [contact.id], conversationIds, writtenAtMs: nowMs };
    // First of all: whatever is lost from here on, the ledger brings it to its end.
    await ledgerOf(env).write({ version: 1, id: about.id, reason: "request", inboxId: about.inboxId, ...what });
    const begun = await beginErasure(db, about, auditorOf(env, c.req.raw, principal), nowMs);
    if (begun.ok) await sendStep(env, about.id);
    return answer(begun);
  }),

  defineRoute(operations.exportContact, { permission: "privacy.export" }, async (call) => {
    const { c, env, principal, params, nowMs } = call;
    const db = database(env.DB);
    const contact = await contactInScope(db, principal, params.id);
    if (contact === undefined) return refuse("not_found");
    const request = { id: newId(nowMs), inboxId: contact.inboxId, contactId: contact.id };
    const begun = await beginExport(db, request, auditorOf(env, c.req.raw, principal), nowMs);
    if (begun.ok) await sendStep(env, request.id);
    return answer(begun);
  }),

  defineRoute(operations.listPrivacyRequests, { permission: "privacy.export" }, async ({ env, principal, query }) => {
    const { cursor: beforeId, limit, kind, contactId } = query;
    if (beforeId !== undefined && !idShape.safeParse(beforeId).success) return refuse("malformed");
    const filter = { kind, contactId, beforeId, inboxIds: principal.inboxIds };
    const rows = await listRequests(database(env.DB), filter, limit + 1);
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    return ok({
      items: rows.slice(0, limit).map(wireRequest),
      ...(last === undefined ? {} : { nextCursor: last.id }),
    });
  }),

  defineRoute(operations.readPrivacyRequest, { permission: "privacy.export" }, async ({ env, principal, params }) => {
    const row = await requestInScope(database(env.DB), principal, params.id);
    return row === undefined ? refuse("not_found") : ok(wireRequest(row));
  }),

  defineRoute(operations.retryPrivacyRequest, { permission: "privacy.export" }, async (call) => {
    const { env, principal, params, nowMs } = call;
    const db = database(env.DB);
    const row = await requestInScope(db, principal, params.id);
    if (row === undefined) return refuse("not_found");
    if (row.kind !== "export" && !isPermitted(principal, "privacy.erase")) return refuse("no_permission");
    if (row.status !== "failed") return refuse("already_running");
    const contact = row.contactId === null ? undefined : await contactForRequest(db, row.contactId);
    if (row.kind === "export" && contact?.erasureId !== null) return refuse("erased");
    if (!(await retryRequest(db, row, nowMs))) return refuse("changed_meanwhile");
    await sendStep(env, row.id);
    return answer(ok((await readRequest(db, row.id)) ?? row));
  }),

  defineRoute(operations.downloadExport, { permission: "privacy.export" }, async (call) => {
    const { c, env, principal, params, query, nowMs } = call;
    const db = database(env.DB);
    const { keyRing } = secretsOf(env);
    const row = await requestInScope(db, principal, params.id);
    if (row === undefined || row.kind !== "export" || row.contactId === null) return refuse("not_found");
    // Whoever asked for it has a reason, and is the one to answer for it.
    if (row.requestedBy !== principal.id) return refuse("no_permission");
    if (row.status === "expired" || (row.expiresAtMs ?? nowMs) < nowMs) return refuse("not_found");
    if (row.status !== "done") return refuse("wrong_status");
    const contact = await readContact(db, keyRing, row.contactId);
    const dataKey = await readDataKey(db, keyRing, { kind: "contact", id: row.contactId });
    if (contact === undefined || dataKey === undefined) return refuse("erased");
    const { format } = query;
    const actor = auditorOf(env, c.req.raw, principal);
    const subject = { type: "contact", id: row.contactId } as const;
    const detail = { request: row.id, format };
    // Before anything leaves.
    await auditStatement(db, { actor, action: "export.downloaded", subject, detail }, nowMs);
    const stream = exportStream(env, row, dataKey, format, query.locale ?? contact.locale ?? "en");
    return new Response(stream, {
      headers: {
        "content-type": format === "json" ? "application/json" : "text/html; charset=utf-8",
        "content-disposition": `attachment; filename="export-${row.id}.${format}"`,
        "cache-control": "no-store",
        "content-security-policy": `${EXPORT_PAGE_POLICY}; sandbox; frame-ancestors 'none'`,
      },
    });
  }),

  defineRoute(operations.applyErasures, { permission: "privacy.erase" }, async ({ c, env, principal, nowMs }) => {
    const actor = auditorOf(env, c.req.raw, principal);
    const subject = { type: "log", id: "erasures" } as const;
    // Each that is applied is told by itself; this says who had it done.
    await auditStatement(database(env.DB), { actor, action: "erasure.ledgerApplied", subject }, nowMs);
    await startLedger(env);
    return ok({ status: "started" as const });
  }),
];

/** @param erasureId of the request that erases the contact already, if one does */
async function erasureRefusal(db: Database, erasureId: string | null): Promise<Failure | undefined> {
  if (erasureId === null) return undefined;
  return (await readRequest(db, erasureId))?.status === "done" ? "erased" : "already_running";
}
