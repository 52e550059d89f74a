/** Routes: files that are attached to tickets. */
import { objectName } from "#domain/attachments/ports";
import { detachFromTicket, listAttachments, readAttachment } from "#domain/attachments/store";
import { database } from "#domain/database";
import { ok, refuse } from "#domain/failures";
import { isPermitted } from "#domain/identity/permissions";
import { operations } from "#protocol/http";
import { attachmentObjects } from "#worker/adapters/attachment-objects";
import { headersOf, openFile, streamOf } from "#worker/attachments/hand-out";
import { takeIn } from "#worker/attachments/take-in";
import { auditorOf } from "#worker/auditor";
import { defineRoute, type Route, repeated } from "#worker/define-route";
import { secretsOf } from "#worker/environment";
import { isTicketInScope, ticketInScope } from "#worker/tickets";

const READ = { permission: "ticket.read" } as const;
/** Of one's own; of others it takes `ticket.removeAttachments` besides. */
const ATTACH = { permission: "ticket.note" } as const;

export const ticketAttachmentsRoutes: readonly Route[] = [
  defineRoute(operations.attachToTicket, ATTACH, async ({ c, env, principal, params, query, headers, nowMs }) => {
    const db = database(env.DB);
    const ticket = await ticketInScope(db, secretsOf(env).keyRing, principal, params.id);
    if (!ticket.ok) return ticket;
    const file = {
      clientId: query.clientId,
      encodedName: headers["x-file-name"],
      announcedBytes: Number(c.req.header("content-length") ?? Number.NaN),
      body: c.req.raw.body,
    };
    const edit = { auditor: auditorOf(env, c.req.raw, principal), nowMs };
    const taken = await takeIn(db, attachmentObjects(env), ticket.value, file, edit);
    if (!taken.ok) return taken;
    const { attachment } = taken.value;
    return taken.value.repeated ? repeated({ attachment }) : ok({ attachment });
  }),

  defineRoute(operations.listAttachments, READ, async ({ env, principal, params }) => {
    const db = database(env.DB);
    if (!(await isTicketInScope(db, principal, params.id))) return refuse("not_found");
    return ok({ items: await listAttachments(db, secretsOf(env).keyRing, principal, params.id) });
  }),

  defineRoute(operations.readAttachment, READ, async ({ env, principal, params, query }) => {
    const db = database(env.DB);
    const ticket = await ticketInScope(db, secretsOf(env).keyRing, principal, params.id);
    if (!ticket.ok) return ticket;
    const found = await readAttachment(db, ticket.value, params.attachmentId);
    if (!found.ok) return found;
    const pieces = await openFile(attachmentObjects(env), found.value);
    if (!pieces.ok) return pieces;
    return new Response(streamOf(pieces.value), { headers: headersOf(found.value, query.inline === "true") });
  }),

  defineRoute(operations.removeAttachment, ATTACH, async ({ c, env, principal, params, nowMs }) => {
    const db = database(env.DB);
    const ticket = await ticketInScope(db, secretsOf(env).keyRing, principal, params.id);
    if (!ticket.ok) return ticket;
    const found = await readAttachment(db, ticket.value, params.attachmentId);
    if (!found.ok) return found;
    const { row } = found.value;
    const isTheirs = row.byId === principal.id || isPermitted(principal, "ticket.removeAttachments");
    if (!isTheirs) return refuse("no_permission");
    const edit = { auditor: auditorOf(env, c.req.raw, principal), nowMs };
    const removed = await detachFromTicket(db, ticket.value, found.value, edit);
    if (!removed.ok) return removed;
    // Its key is gone already; should this not come to its end, the sweep finds it.
    await attachmentObjects(env).remove([objectName({ kind: row.ownerKind, id: row.ownerId }, row.id)]);
    return ok({ done: true });
  }),
];
