/** Routes: one's own passkeys. */
import { auditStatement } from "#domain/audit/store";
import { database } from "#domain/database";
import { ok, refuse } from "#domain/failures";
import { mayAddPasskey, passkeyNamePlace, renamePasskey } from "#domain/identity/passkeys";
import { findById } from "#domain/identity/passwords";
import { insertPasskey, readSecondFactors, removeSecondFactor } from "#domain/identity/second-factors";
import { NONCE_BYTES, sealText } from "#domain/privacy/envelope";
import { operations } from "#protocol/http";
import { newId } from "#protocol/ids";
import { auditorOf } from "#worker/auditor";
import { defineRoute } from "#worker/define-route";
import { accountKey } from "#worker/sign-in/account-key";
import { noteRefusal, random } from "#worker/sign-in/begin";
import { checkCreated, creationOptions } from "#worker/sign-in/passkey-ceremonies";
import { unproven } from "#worker/sign-in/proof";
import { setUp } from "#worker/sign-in/set-up";
import { tellOfRemoval } from "#worker/sign-in/tell";

const own = { permission: "account.own" } as const;

export const passkeyRoutes = [
  defineRoute(operations.passkeyOptions, own, async ({ c, env, principal, body, nowMs }) => {
    const refused = await unproven(c, principal, body, nowMs);
    if (refused !== undefined) return refused;
    const found = await findById(database(env.DB), principal.id);
    if (found === undefined) return refuse("session_ended");
    return ok({ options: await creationOptions(env, c.req.raw, found.account, nowMs) });
  }),

  // Its challenge was given to whoever had proved themselves, so this asks for no proof again.
  defineRoute(operations.addPasskey, own, async ({ c, env, principal, body, nowMs }) => {
    const db = database(env.DB);
    const made = await checkCreated(env, c.req.raw, principal.id, body.response, nowMs);
    const found = await findById(db, principal.id);
    if (made === undefined || found === undefined) {
      await noteRefusal(c, principal.id, "passkey", nowMs);
      return refuse("passkey_refused");
    }
    const id = newId(nowMs);
    const key = await accountKey(env, principal.id);
    const sealedName = sealText(key, passkeyNamePlace(id), body.name, random(NONCE_BYTES));
    const passkey = { id, userId: principal.id, sealedName, ...made };
    const detail = { passkeyId: id };
    const mayAdd = mayAddPasskey(db, principal.sessionId, made.credentialId);
    if (!found.account.hasSecondFactor) {
      const { recoveryCodesLeft } = await readSecondFactors(db, principal.id);
      return setUp(
        c,
        principal,
        {
          condition: mayAdd,
          audit: { action: "passkey.added", detail },
          change: (condition) => insertPasskey(db, passkey, nowMs, condition),
          hasCodes: recoveryCodesLeft > 0,
        },
        nowMs,
      );
    }
    const entry = {
      actor: auditorOf(env, c.req.raw, principal),
      action: "passkey.added",
      subject: { type: "account", id: principal.id },
      detail,
    } as const;
    const [, added] = await db.batch([
      auditStatement(db, entry, nowMs, mayAdd),
      insertPasskey(db, passkey, nowMs, mayAdd),
    ]);
    return added.length > 0 ? ok({ recoveryCodes: [] }) : refuse("changed_meanwhile");
  }),

  defineRoute(operations.renamePasskey, own, async ({ env, principal, params, body }) => {
    const passkey = { id: params.id, userId: principal.id };
    const key = await accountKey(env, principal.id);
    const isTheirs = await renamePasskey(database(env.DB), passkey, body.name, key, random(NONCE_BYTES));
    return isTheirs ? ok({ done: true as const }) : refuse("not_found");
  }),

  defineRoute(operations.removePasskey, own, async ({ c, env, principal, params, body, nowMs }) => {
    const refused = await unproven(c, principal, body, nowMs);
    if (refused !== undefined) return refused;
    const actor = auditorOf(env, c.req.raw, principal);
    const removed = { kind: "passkey", id: params.id } as const;
    const isGone = await removeSecondFactor(database(env.DB), principal.id, removed, actor, nowMs);
    if (isGone === undefined) return refuse("not_found");
    if (!isGone) return refuse("second_factor_needed");
    await tellOfRemoval(c, principal);
    return ok({ done: true as const });
  }),
];
