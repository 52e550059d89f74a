/**
 * Customers' sessions. A guest becomes a contact of their own; a customer whom the shop vouches for is the same contact
 * every time; a token that is still renewable, expired or not, stays with its contact.
 */

import type { z } from "zod";
import { contactOfIdentifier, createContact, updateContact } from "#domain/customers/store";
import { database } from "#domain/database";
import { ok, type Result, refuse } from "#domain/failures";
import { mintCustomerToken, verifyRenewableToken } from "#domain/identity/customer-token";
import { isIdentifierHash } from "#domain/identity/identifier-hash";
import { isOwnOrigin, normalOrigin } from "#domain/identity/origin";
import { findInbox, type Inbox, readIdentitySecret } from "#domain/organisation/store";
import { operations, type widgetSessionBody } from "#protocol/http";
import { newId } from "#protocol/ids";
import { bearerOf } from "#worker/credentials";
import { defineRoute } from "#worker/define-route";
import { type Environment, secretsOf } from "#worker/environment";

type Body = z.output<typeof widgetSessionBody>;
interface Known {
  readonly contactId: string;
  readonly sessionId: string;
}

export const widgetSessionRoutes = [
  defineRoute(operations.createWidgetSession, { permission: "public" }, async ({ c, env, nowMs, body }) => {
    const token = bearerOf(c.req.raw.headers);
    const renewed =
      token === undefined ? undefined : await verifyRenewableToken(env.CUSTOMER_TOKEN_SECRET, token, nowMs);
    if (renewed?.ok === false) return renewed;
    if (renewed !== undefined && renewed.value.inboxId !== body.inboxId) return refuse("not_signed_in");
    const inbox = await findInbox(database(env.DB), body.inboxId);
    if (inbox === undefined) return refuse("not_found");
    if (!mayEmbed(inbox, c.req.raw)) return refuse("foreign_origin");

    const known = await contactFor(env, body, renewed?.value, nowMs);
    if (!known.ok) return known;
    const session = { ...known.value, inboxId: inbox.id };
    const minted = await mintCustomerToken(env.CUSTOMER_TOKEN_SECRET, session, nowMs);
    return ok({ ...minted, contactId: session.contactId });
  }),
];

function mayEmbed(inbox: Inbox, request: Request): boolean {
  const origin = request.headers.get("origin");
  if (origin === null || isOwnOrigin(origin, new URL(request.url).host)) return true;
  const normal = normalOrigin(origin);
  return normal !== undefined && inbox.allowedOrigins.includes(normal);
}

async function contactFor(
  env: Environment,
  body: Body,
  renewed: Known | undefined,
  nowMs: number,
): Promise<Result<Known>> {
  const db = database(env.DB);
  const secrets = secretsOf(env);
  const { inboxId, locale, name, email, identifier, identifierHash } = body;
  const details = { inboxId, locale, name, email, identifier };
  if (identifier !== undefined || identifierHash !== undefined) {
    const secret = await readIdentitySecret(db, secrets.keyRing, inboxId);
    if (secret === undefined || identifier === undefined || identifierHash === undefined) {
      return refuse("identity_not_verified");
    }
    if (!isIdentifierHash(secret, identifier, identifierHash)) return refuse("identity_not_verified");
    // The shop's word outweighs a guest's token: whoever signs in at the shop goes on as that customer.
    const contactId = await contactOfIdentifier(db, secrets, { ...details, identifier }, nowMs);
    await updateContact(db, secrets, contactId, { locale, name, email });
    return ok({ contactId, sessionId: renewed?.contactId === contactId ? renewed.sessionId : newId(nowMs) });
  }
  if (renewed === undefined) {
    return ok({ contactId: await createContact(db, secrets, details, nowMs), sessionId: newId(nowMs) });
  }
  // A contact that was erased meanwhile has no session to renew.
  const isThere = await updateContact(db, secrets, renewed.contactId, { locale, name, email });
  return isThere ? ok({ contactId: renewed.contactId, sessionId: renewed.sessionId }) : refuse("session_ended");
}
