/**
 * When a guest turns out to be a customer whom the shop knows: the rules by which what they wrote as a guest becomes the
 * customer's. It takes both proofs at once, a session token of the guest that may still be renewed and the shop's word on
 * the customer, so nobody's history is given to whoever merely claims it, or taken by whoever merely knows an id.
 *
 * 1. Only within one inbox.
 * 2. Only a guest joins: a verified contact never joins another, however its token came to be there. Two customers who
 *    share a browser stay two.
 * 3. Only a guest who has not joined before: the history is one person's, and it has gone to them.
 * 4. Only into a verified contact, which has not joined anybody itself.
 * 5. A block of the guest follows them; joining is no way out of it.
 * 6. The guest's name and email fill what is not known of the customer, as the visitor's own word; all else that was known
 *    of the guest is dropped with their data key.
 */
import { type KnownDetails, withSaid } from "#domain/customers/details";

/** Of a contact, what the rules look at. */
export interface JoiningContact {
  readonly id: string;
  readonly inboxId: string;
  /** The shop vouched for their identifier. */
  readonly verified: boolean;
  /** The contact that this one became part of. */
  readonly joinedInto: string | undefined;
}

export type Joining = "joins" | "same_contact" | "other_inbox" | "not_a_guest" | "joined_before" | "not_verified";

/** @returns `joins`, or which rule speaks against it: then both stay as they are */
export function joinOf(guest: JoiningContact, customer: JoiningContact): Joining {
  if (guest.id === customer.id) return "same_contact";
  if (guest.inboxId !== customer.inboxId) return "other_inbox";
  if (guest.verified) return "not_a_guest";
  if (guest.joinedInto !== undefined) return "joined_before";
  if (!customer.verified || customer.joinedInto !== undefined) return "not_verified";
  return "joins";
}

/** What is known of the customer once the guest's own words have filled the gaps. */
export function detailsAfterJoin(guest: KnownDetails, customer: KnownDetails): KnownDetails {
  return withSaid(customer, {
    locale: customer.locale ?? guest.locale,
    name: customer.name ?? guest.name,
    email: customer.email ?? guest.email,
  });
}
