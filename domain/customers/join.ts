/** A guest joins a verified contact in D1: one batch, in which either all of it happens or nothing. */
import { and, eq, exists, gt, inArray, isNull, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { AuditActor } from "#domain/audit/actions";
import { auditStatement } from "#domain/audit/store";
import { conversations } from "#domain/conversations/schema";
import { detailsAfterJoin, type Joining, joinOf } from "#domain/customers/joining";
import { blocks, contactAttributes, contactNetworks, contacts } from "#domain/customers/schema";
import { type ContactSecrets, detailsUpdate, openContact } from "#domain/customers/store";
import type { Database } from "#domain/database";
import { insertD1EffectIf } from "#domain/delivery/d1-outbox";
import { actorRegistry } from "#domain/delivery/schema";
import { dataKeys } from "#domain/privacy/schema";

/**
 * Joins the guest to the customer, if the rules of `joining.ts` allow it. From then on the guest's tokens are dead, no
 * conversation of theirs can begin, and the effect tells those that have begun.
 * @returns whether it did, or the rule that spoke against it
 */
export async function joinGuest(
  db: Database,
  secrets: ContactSecrets,
  ids: { readonly guestId: string; readonly customerId: string },
  by: AuditActor,
  nowMs: number,
): Promise<Joining> {
  const { guestId, customerId } = ids;
  const [guest, customer] = await Promise.all([
    openContact(db, secrets.keyRing, guestId),
    openContact(db, secrets.keyRing, customerId),
  ]);
  // With its data key gone it has joined somebody, or was erased.
  if (guest === undefined) return "joined_before";
  if (customer === undefined) return "not_verified";
  const joining = joinOf({ ...guest.contact, joinedInto: undefined }, { ...customer.contact, joinedInto: undefined });
  if (joining !== "joins") return joining;

  const them = alias(contacts, "them");
  const customerStays = db
    .select({ one: sql`1` })
    .from(them)
    .where(and(eq(them.id, customerId), isNull(them.erasureId)));
  // Every statement asks it anew, and the one that makes it untrue comes last: of two joins at once one does everything.
  const isJoinable = db
    .select({ one: sql`1` })
    .from(contacts)
    .where(
      and(
        eq(contacts.id, guestId),
        isNull(contacts.joinedInto),
        isNull(contacts.identifierHash),
        // Neither of them is being erased: nothing leaves an erasure, and nothing comes into one.
        isNull(contacts.erasureId),
        exists(customerStays),
      ),
    );
  const registered = db
    .select({ name: actorRegistry.name })
    .from(actorRegistry)
    .where(eq(actorRegistry.contactId, guestId));
  const isGuestsBlock = and(
    eq(blocks.kind, "contact"),
    eq(blocks.contactId, guestId),
    isNull(blocks.liftedAtMs),
    or(isNull(blocks.expiresAtMs), gt(blocks.expiresAtMs, nowMs)),
  );
  const isBlocked = db
    .select({ one: sql`1` })
    .from(blocks)
    .where(and(isGuestsBlock, exists(isJoinable)));
  const entry = { actor: by, action: "contact.joined", subject: { type: "contact", id: customerId } } as const;
  const joined = { kind: "contact.joined", payload: { from: guestId, to: customerId } } as const;
  const blocked = { kind: "contact.blocked", payload: { contactId: customerId } } as const;
  await db.batch([
    auditStatement(db, { ...entry, detail: { guest: guestId } }, nowMs, isJoinable),
    insertD1EffectIf(db, isJoinable, joined, nowMs),
    insertD1EffectIf(db, isBlocked, blocked, nowMs),
    db
      .update(blocks)
      .set({ contactId: customerId })
      .where(and(isGuestsBlock, exists(isJoinable))),
    detailsUpdate(
      db,
      secrets.blindIndexKeys,
      customer,
      detailsAfterJoin(guest.contact, customer.contact),
      exists(isJoinable),
    ),
    // A projection that the conversations themselves will make again: lists are right at once. Not of those that an
    // earlier release registered, which are found by it.
    db
      .update(conversations)
      .set({ contactId: customerId })
      .where(and(eq(conversations.contactId, guestId), inArray(conversations.id, registered), exists(isJoinable))),
    db.delete(contactNetworks).where(and(eq(contactNetworks.contactId, guestId), exists(isJoinable))),
    db.delete(contactAttributes).where(and(eq(contactAttributes.contactId, guestId), exists(isJoinable))),
    db.delete(dataKeys).where(and(eq(dataKeys.kind, "contact"), eq(dataKeys.subjectId, guestId), exists(isJoinable))),
    db
      .update(contacts)
      .set({
        joinedInto: customerId,
        joinedAtMs: nowMs,
        revision: sql`${contacts.revision} + 1`,
        sealedName: null,
        sealedEmail: null,
        emailKeyId: null,
        emailHash: null,
        nameVerified: false,
        emailVerified: false,
      })
      .where(and(eq(contacts.id, guestId), exists(isJoinable))),
  ]);
  return "joins";
}
