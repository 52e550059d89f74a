/** From where contacts came is kept for as long as a block of it may be wanted, and no longer. */
import { forgetNetworks, NETWORKS_KEPT_MS } from "#domain/customers/networks";
import { database } from "#domain/database";
import type { Environment } from "#worker/environment";

/** A run, and there is one a minute: more than come in, and little for the database to do at once. */
const MAX_ROWS = 2_000;

export async function forgetOldNetworks(env: Environment, nowMs: number): Promise<void> {
  await forgetNetworks(database(env.DB), nowMs - NETWORKS_KEPT_MS, MAX_ROWS);
}
