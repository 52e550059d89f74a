/** What of staff's sign-ins is over and would stay for ever: expired sessions, counts of attempts, a row an address, and invitations that ended. */
import { database } from "#domain/database";
import { deleteEndedInvitations } from "#domain/identity/invitation-store";
import { INVITATION_KEPT_MS } from "#domain/identity/invitations";
import { deleteExpired } from "#domain/identity/store";
import { LONGEST_RATE_WINDOW_MS } from "#worker/auth";
import type { Environment } from "#worker/environment";

/** Of each kind a run, and there is one a minute: more than come in, and little for the database to do at once. */
const MAX_ROWS = 500;

export async function deleteExpiredSignIns(env: Environment, nowMs: number): Promise<void> {
  const db = database(env.DB);
  await deleteExpired(db, nowMs, nowMs - LONGEST_RATE_WINDOW_MS, MAX_ROWS);
  await deleteEndedInvitations(db, nowMs - INVITATION_KEPT_MS, MAX_ROWS);
}
