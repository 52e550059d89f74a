/**
 * Customers' sessions. A guest becomes a contact of their own; a customer whom the shop vouches for is the same contact
 * every time; a token that is still renewable, expired or not, stays with its contact. A guest who turns out to be
 * somebody joins them, by the rules of `domain/customers/joining.ts`.
 */
import type { z } from "zod";
import { sayAttributes } from "#domain/customers/attribute-store";
import type { SaidAttributes } from "#domain/customers/attributes";
import type { SaidDetails } from "#domain/customers/details";
import { joinGuest } from "#domain/customers/join";
import { noteNetworks } from "#domain/customers/networks";
import { standingRefusal } from "#domain/customers/standing";
import { contactOfIdentifier, createContact, readContact, readStanding, updateContact } from "#domain/customers/store";
import { type Database, database } from "#domain/database";
import { ok, type Result, refuse } from "#domain/failures";
import { type CustomerSession, mintCustomerToken, verifyRenewableToken } from "#domain/identity/customer-token";
import { isOurPage, normalOrigin } from "#domain/identity/origin";
import { findInbox, type Inbox } from "#domain/organisation/store";
import type { KeyRing } from "#domain/privacy/key-ring";
import { operations, type widgetSessionBody } from "#protocol/http";
import { newId } from "#protocol/ids";
import { originOf } from "#worker/auditor";
import { addressOf, forgetBlocks, isBlocked } from "#worker/blocks";
import { tellJoined } from "#worker/contact-effects";
import { bearerOf } from "#worker/credentials";
import { defineRoute } from "#worker/define-route";
import { drainD1Outbox } from "#worker/drain-d1-outbox";
import { type AppContext, secretsOf } from "#worker/environment";
import { identityOf, type ProvenIdentity } from "#worker/identity-proof";
import { isGuestTooMany } from "#worker/request-limits";

type Body = z.output<typeof widgetSessionBody>;
type Known = Omit<CustomerSession, "inboxId">;

export const widgetSessionRoutes = [
  defineRoute(operations.createWidgetSession, { permission: "public" }, async ({ c, env, nowMs, body }) => {
    const token = bearerOf(c.req.raw.headers);
    const renewed =
      token === undefined ? undefined : await verifyRenewableToken(env.CUSTOMER_TOKEN_SECRET, token, nowMs);
    if (renewed?.ok === false) return renewed;
    if (renewed !== undefined && renewed.value.inboxId !== body.inboxId) return refuse("not_signed_in");
    const db = database(env.DB);
    const inbox = await findInbox(db, body.inboxId);
    if (inbox === undefined) return refuse("not_found");
    if (!mayEmbed(inbox, c.req.raw)) return refuse("foreign_origin");
    const address = addressOf(c.req.raw);
    if (await isBlocked(env, { contactIds: [], address }, nowMs)) return refuse("blocked");

    const identity = await identityOf(env, body, nowMs);
    if (!identity.ok) return identity;
    const known =
      identity.value === undefined
        ? await guest(c, body, renewed?.value, nowMs)
        : await customer(c, body, identity.value, renewed?.value, nowMs);
    if (!known.ok) return known;
    if (await isBlocked(env, { contactIds: [known.value.contactId], address: undefined }, nowMs)) {
      return refuse("blocked");
    }
    const session = { ...known.value, inboxId: inbox.id };
    if (address !== undefined) {
      await noteNetworks(db, secretsOf(env).blindIndexKeys, session.contactId, address, nowMs);
    }
    const minted = await mintCustomerToken(env.CUSTOMER_TOKEN_SECRET, session, nowMs);
    return ok({ ...minted, contactId: session.contactId });
  }),
];

function mayEmbed(inbox: Inbox, request: Request): boolean {
  const origin = request.headers.get("origin");
  if (origin === null || isOurPage(origin, request.url)) return true;
  const normal = normalOrigin(origin);
  return normal !== undefined && inbox.allowedOrigins.includes(normal);
}

/** Nobody vouches for whoever this is: the contact of their token, or a new one. What they say of themselves is their word. */
async function guest(
  c: AppContext,
  body: Body,
  renewed: CustomerSession | undefined,
  nowMs: number,
): Promise<Result<Known>> {
  const { env } = c;
  const db = database(env.DB);
  const secrets = secretsOf(env);
  const said = [saidByVisitor(body)];
  if (renewed === undefined) {
    if (await isGuestTooMany(env, c.req.raw)) return refuse("too_fast");
    return ok({ contactId: await createContact(db, secrets, body, said, nowMs), sessionId: newId(nowMs) });
  }
  // A contact that was erased or has joined somebody meanwhile has no session to renew.
  const refusal = standingRefusal(renewed, await readStanding(db, renewed.contactId));
  if (refusal !== undefined) return refuse(refusal);
  const { contactId, sessionId, verified } = renewed;
  const isThere = await updateContact(db, secrets, contactId, said);
  return isThere ? ok({ contactId, sessionId, verified }) : refuse("session_ended");
}

/** The shop's word outweighs a guest's token: whoever signs in at the shop goes on as that customer. */
async function customer(
  c: AppContext,
  body: Body,
  { identifier, said, attributes }: ProvenIdentity,
  renewed: CustomerSession | undefined,
  nowMs: number,
): Promise<Result<Known>> {
  const { env } = c;
  const db = database(env.DB);
  const secrets = secretsOf(env);
  const contactId = await contactOfIdentifier(db, secrets, { inboxId: body.inboxId, identifier }, nowMs);
  await updateContact(db, secrets, contactId, [saidByVisitor(body), said]);
  if (attributes !== undefined) await signedAttributes(db, secrets.keyRing, contactId, attributes, said, nowMs);
  const isSame = renewed?.contactId === contactId && renewed.verified === true;
  if (renewed !== undefined && !isSame && renewed.verified !== true) {
    const by = { type: "contact", id: contactId, origin: originOf(env, c.req.raw) } as const;
    const ids = { guestId: renewed.contactId, customerId: contactId };
    const joining = await joinGuest(db, secrets, ids, by, nowMs);
    if (joining === "joins") {
      // Their block, if there is one, is this customer's now.
      forgetBlocks(env);
      // Before the answer, so that the customer finds what they wrote; should it fail, it is still owed.
      await tellJoined(env, { from: ids.guestId, to: ids.customerId }).catch(() => undefined);
      c.executionCtx.waitUntil(drainD1Outbox(env, Date.now()));
    }
  }
  return ok({ contactId, sessionId: isSame ? renewed.sessionId : newId(nowMs), verified: true });
}

/** An older token that is shown again says what was true before: the details were not taken from it either. */
async function signedAttributes(
  db: Database,
  keyRing: KeyRing,
  contactId: string,
  attributes: SaidAttributes,
  { issuedAtMs = 0 }: SaidDetails,
  nowMs: number,
): Promise<void> {
  const contact = await readContact(db, keyRing, contactId);
  if (contact === undefined || issuedAtMs < contact.detailsIssuedAtMs) return;
  await sayAttributes(db, keyRing, contactId, attributes, true, nowMs);
}

function saidByVisitor({ name, email, locale }: Body): SaidDetails {
  return { name, email, locale };
}
