/** Whether a session's token still speaks for its contact, as the contact stands now. */
import type { Failure } from "#domain/failures";

export interface ContactStanding {
  readonly inboxId: string;
  readonly verified: boolean;
  readonly joinedInto: string | undefined;
}

/**
 * @param session what the token says
 * @param contact undefined if there is none (any more)
 * @returns why it does not; a guest's token never does for a verified contact, nor the other way round
 */
export function standingRefusal(
  session: { readonly inboxId: string; readonly verified?: true | undefined },
  contact: ContactStanding | undefined,
): Failure | undefined {
  if (contact === undefined || contact.joinedInto !== undefined) return "session_ended";
  const isTheirs = contact.inboxId === session.inboxId && contact.verified === (session.verified === true);
  return isTheirs ? undefined : "session_ended";
}
