/** Routes: inboxes, and the secret with which a shop vouches for its customers. */
import { database } from "#domain/database";
import { ok, type Result, refuse } from "#domain/failures";
import type { AgentPrincipal } from "#domain/identity/principal";
import { revealIdentitySecret, rotateIdentitySecret, type ShownSecret } from "#domain/organisation/identity-secret";
import { lastSightings } from "#domain/organisation/sightings";
import { listInboxes } from "#domain/organisation/store";
import { operations } from "#protocol/http";
import type { IdentitySecret } from "#protocol/http-inboxes";
import { auditorOf } from "#worker/auditor";
import { defineRoute } from "#worker/define-route";
import { secretsOf } from "#worker/environment";
import { unproven } from "#worker/sign-in/proof";

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

  defineRoute(operations.revealIdentitySecret, permitted, async (call) => {
    const { c, env, principal, params, body, nowMs } = call;
    if (!isInSight(principal, params.inboxId)) return refuse("not_found");
    const refused = await unproven(c, principal, body, nowMs);
    if (refused !== undefined) return refused;
    const actor = auditorOf(env, c.req.raw, principal);
    const { keyRing } = secretsOf(env);
    return toWire(await revealIdentitySecret(database(env.DB), keyRing, params.inboxId, actor, nowMs));
  }),

  defineRoute(operations.rotateIdentitySecret, permitted, async (call) => {
    const { c, env, principal, params, body, nowMs } = call;
    if (!isInSight(principal, params.inboxId)) return refuse("not_found");
    const refused = await unproven(c, principal, body, nowMs);
    if (refused !== undefined) return refused;
    const actor = auditorOf(env, c.req.raw, principal);
    const { keyRing } = secretsOf(env);
    const options = { endsPrevious: body.endsPrevious, random };
    return toWire(await rotateIdentitySecret(database(env.DB), keyRing, params.inboxId, options, actor, nowMs));
  }),
];

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
