/** Effects that D1's own changes owe to actors: written with the change, drained after it, swept by cron. */
import type { Database } from "#domain/database";
import { d1Outbox } from "#domain/delivery/schema";
import { newId } from "#protocol/ids";

/** Ids, versions and numbers only: these rows rest unencrypted. */
export type D1Effect =
  /** Sockets of this session have to close. */
  | { readonly kind: "session.ended"; readonly payload: { readonly agentId: string; readonly sessionId: string } }
  /** Role, teams or inboxes of this agent changed: their sockets have to come back with what they may do now. */
  | { readonly kind: "access.changed"; readonly payload: { readonly agentId: string } };

/** The insert of an effect: await it, or put it into the batch of the change it tells of. */
export function insertD1Effect(db: Database, effect: D1Effect, nowMs: number) {
  return db.insert(d1Outbox).values({
    id: newId(nowMs),
    kind: effect.kind,
    payload: JSON.stringify(effect.payload),
    createdAtMs: nowMs,
    nextAttemptAtMs: nowMs,
  });
}
