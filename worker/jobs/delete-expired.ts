/** What of staff's sign-ins is over and would stay for ever: expired sessions and tickets, and counts of guesses, a row an account and address. */
import { database } from "#domain/database";
import { deleteExpired } from "#domain/identity/store";
import type { Environment } from "#worker/environment";

/** Of each kind a run, and there is one a minute: more than come in, and little for the database to do at once. */
const MAX_ROWS = 500;

export async function deleteExpiredSignIns(env: Environment, nowMs: number): Promise<void> {
  await deleteExpired(database(env.DB), nowMs, MAX_ROWS);
}
