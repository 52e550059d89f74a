/** Routes: inboxes, and the secret with which a shop vouches for its customers. */
import type { AuditActor } from "#domain/audit/actions";
import { type Database, database } from "#domain/database";
import { ok, type Result, refuse } from "#domain/failures";
import type { AgentPrincipal } from "#domain/identity/principal";
import { revealIdentitySecret, rotateIdentitySecret, type ShownSecret } from "#domain/organisation/identity-secret";
import { lastSightings } from "#domain/organisation/sightings";
import { listInboxes } from "#domain/organisation/store";
import type { KeyRing } from "#domain/privacy/key-ring";
import { operations } from "#protocol/http";
import type { IdentitySecret } from "#protocol/http-inboxes";
import { auditorOf } from "#worker/auditor";
import { defineRoute } from "#worker/define-route";
import { type AppContext, secretsOf } from "#worker/environment";
import { type Proof, unproven } from "#worker/sign-in/proof";

const permitted = { permission: "inbox.secret" } as const;

export const inboxesRoutes = [
  // Their names are no secret among colleagues: what is set of them, and their secret, ask for more.
  defineRoute(operations.listInboxes, { permission: "agent.list" }, async ({ env, principal }) => {
    const db = database(env.DB);
    const [all, seen] = await Promise.all([listInboxes(db), lastSightings(db)]);
    const items = all.map((inbox) => {
      const atMs = seen.get(inbox.id);
      return { ...inbox, ...(atMs !== undefined && { lastSeenAt: new Date(atMs).toISOString() }) };
    });
    return ok({ items: items.filter(({ id }) => isInSight(principal, id)) });
  }),

  defineRoute(operations.revealIdentitySecret, permitted, ({ c, principal, params: { inboxId }, body, nowMs }) =>
    withSecret(c, principal, inboxId, body, nowMs, (db, keyRing, actor) =>
      revealIdentitySecret(db, keyRing, inboxId, actor, nowMs),
    ),
  ),

  defineRoute(operations.rotateIdentitySecret, permitted, ({ c, principal, params: { inboxId }, body, nowMs }) =>
    withSecret(c, principal, inboxId, body, nowMs, (db, keyRing, actor) =>
      rotateIdentitySecret(db, keyRing, inboxId, { endsPrevious: body.endsPrevious, random }, actor, nowMs),
    ),
  ),
];

/** Of an inbox that they see, and to somebody who has proven anew who they are. */
async function withSecret(
  c: AppContext,
  principal: AgentPrincipal,
  inboxId: string,
  proof: Proof,
  nowMs: number,
  use: (db: Database, keyRing: KeyRing, actor: AuditActor) => Promise<Result<ShownSecret>>,
): Promise<Response | Result<IdentitySecret>> {
  if (!isInSight(principal, inboxId)) return refuse("not_found");
  const refused = await unproven(c, principal, proof, nowMs);
  if (refused !== undefined) return refused;
  const { env } = c;
  return toWire(await use(database(env.DB), secretsOf(env).keyRing, auditorOf(env, c.req.raw, principal)));
}

function isInSight({ inboxIds }: AgentPrincipal, inboxId: string): boolean {
  return inboxIds?.includes(inboxId) ?? true;
}

function random(bytes: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(bytes));
}

function toWire(shown: Result<ShownSecret>): Result<IdentitySecret> {
  if (!shown.ok) return shown;
  const { secret, previousValidUntilMs } = shown.value;
  return ok({
    secret,
    ...(previousValidUntilMs !== undefined && { previousValidUntil: new Date(previousValidUntilMs).toISOString() }),
  });
}
