/** Routes: the authenticator app and the recovery codes. */
import { auditStatement } from "#domain/audit/store";
import { database } from "#domain/database";
import { ok, refuse } from "#domain/failures";
import { forgetAttempts } from "#domain/identity/attempts";
import { listPasskeys } from "#domain/identity/passkeys";
import { findById } from "#domain/identity/passwords";
import { keptRecoveryCodes, makeRecoveryCodes } from "#domain/identity/recovery-codes";
import {
  confirmTotp,
  keepPendingTotp,
  pendingTotp,
  readSecondFactors,
  removeSecondFactor,
  replaceRecoveryCodes,
} from "#domain/identity/second-factors";
import { sessionThere } from "#domain/identity/sessions";
import { stepOfCode, TOTP_SECRET_BYTES, toBase32, totpUri } from "#domain/identity/totp";
import { operations } from "#protocol/http";
import { auditorOf } from "#worker/auditor";
import { defineRoute } from "#worker/define-route";
import { secretsOf } from "#worker/environment";
import { accountKey, openTotpSecret, sealTotpSecret } from "#worker/sign-in/account-key";
import { noteRefusal, random } from "#worker/sign-in/begin";
import { codeAttempt, tooFast } from "#worker/sign-in/limits";
import { unproven } from "#worker/sign-in/proof";
import { setUp } from "#worker/sign-in/set-up";
import { tellOfRemoval } from "#worker/sign-in/tell";

const own = { permission: "account.own" } as const;

export const secondFactorRoutes = [
  defineRoute(operations.readSecurity, own, async ({ env, principal }) => {
    const db = database(env.DB);
    const [found, { totp, recoveryCodesLeft, hasPasskey }] = await Promise.all([
      findById(db, principal.id),
      readSecondFactors(db, principal.id),
    ]);
    if (found === undefined) return refuse("session_ended");
    const passkeys = hasPasskey ? await listPasskeys(db, principal.id, await accountKey(env, principal.id)) : [];
    const since = totp?.sealedSecret == null ? null : totp.confirmedAtMs;
    return ok({
      secondFactorRequired: found.account.secondFactorRequired,
      ...(since !== null && { totpSince: new Date(since).toISOString() }),
      recoveryCodesLeft,
      passkeys: passkeys.map(({ id, name, createdAtMs, lastUsedAtMs }) => ({
        id,
        name,
        createdAt: new Date(createdAtMs).toISOString(),
        ...(lastUsedAtMs !== undefined && { lastUsedAt: new Date(lastUsedAtMs).toISOString() }),
      })),
    });
  }),

  defineRoute(operations.beginTotp, own, async ({ c, env, principal, body, nowMs }) => {
    const refused = await unproven(c, principal, body, nowMs);
    if (refused !== undefined) return refused;
    const db = database(env.DB);
    const found = await findById(db, principal.id);
    if (found === undefined) return refuse("session_ended");
    const secret = random(TOTP_SECRET_BYTES);
    await keepPendingTotp(db, principal.id, await sealTotpSecret(env, principal.id, secret));
    return ok({ secret: toBase32(secret), uri: totpUri(secret, found.account.email) });
  }),

  defineRoute(operations.confirmTotp, own, async ({ c, env, principal, body, nowMs }) => {
    const db = database(env.DB);
    const attempt = codeAttempt(env, principal.id);
    const held = await tooFast(c, [attempt], nowMs);
    if (held !== undefined) return held;
    const { totp, recoveryCodesLeft } = await readSecondFactors(db, principal.id);
    if (totp?.sealedPending == null) return refuse("changed_meanwhile");
    const secret = await openTotpSecret(env, principal.id, totp.sealedPending);
    const step = stepOfCode(secret, body.code, nowMs, 0);
    if (step === undefined) {
      await noteRefusal(c, principal.id, "code", nowMs);
      return refuse("second_factor_wrong");
    }
    await forgetAttempts(db, [attempt.key]);
    return setUp(
      c,
      principal,
      {
        condition: pendingTotp(db, principal.id, totp.sealedPending),
        audit: { action: "secondFactor.enabled", detail: { kind: "totp" } },
        change: (condition) => confirmTotp(db, principal.id, step, nowMs, condition),
        hasCodes: recoveryCodesLeft > 0,
      },
      nowMs,
    );
  }),

  defineRoute(operations.removeTotp, own, async ({ c, env, principal, body, nowMs }) => {
    const refused = await unproven(c, principal, body, nowMs);
    if (refused !== undefined) return refused;
    const actor = auditorOf(env, c.req.raw, principal);
    const isGone = await removeSecondFactor(database(env.DB), principal.id, { kind: "totp" }, actor, nowMs);
    if (isGone === undefined) return refuse("not_found");
    if (!isGone) return refuse("second_factor_needed");
    await tellOfRemoval(c, principal);
    return ok({ done: true as const });
  }),

  defineRoute(operations.makeRecoveryCodes, own, async ({ c, env, principal, body, nowMs }) => {
    const refused = await unproven(c, principal, body, nowMs);
    if (refused !== undefined) return refused;
    const db = database(env.DB);
    const found = await findById(db, principal.id);
    if (found?.account.hasSecondFactor !== true) return refuse("changed_meanwhile");
    const codes = makeRecoveryCodes(random);
    const hashes = keptRecoveryCodes(secretsOf(env).blindIndexKeys, principal.id, codes);
    const entry = {
      actor: auditorOf(env, c.req.raw, principal),
      action: "secondFactor.recoveryCodesMade",
      subject: { type: "account", id: principal.id },
      detail: { count: codes.length },
    } as const;
    const isStillHere = sessionThere(db, principal.sessionId);
    await db.batch([
      auditStatement(db, entry, nowMs, isStillHere),
      ...replaceRecoveryCodes(db, principal.id, hashes, nowMs, isStillHere),
    ]);
    return ok({ recoveryCodes: codes });
  }),
];
