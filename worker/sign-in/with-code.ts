/** The second step of signing in: a code, which is used up in the batch that begins the session. */

import { type SQLWrapper, sql } from "drizzle-orm";
import { auditStatement } from "#domain/audit/store";
import { database } from "#domain/database";
import { ok } from "#domain/failures";
import { forgetAttempts } from "#domain/identity/attempts";
import { findById } from "#domain/identity/passwords";
import { recoveryCodeHashes } from "#domain/identity/recovery-codes";
import {
  readSecondFactors,
  spendStep,
  unusedRecoveryCode,
  unusedStep,
  useRecoveryCode,
} from "#domain/identity/second-factors";
import { ticket, withdrawTickets } from "#domain/identity/tickets";
import { stepOfCode } from "#domain/identity/totp";
import type { operations } from "#protocol/http";
import type { Answer } from "#worker/define-route";
import { type AppContext, secretsOf } from "#worker/environment";
import { openTotpSecret } from "#worker/sign-in/account-key";
import { beginSession, noteRefusal } from "#worker/sign-in/begin";
import { codeAttempt, refusal, tooFast } from "#worker/sign-in/limits";
import { endStep, readStep } from "#worker/sign-in/step-cookie";
import { signedInAs } from "#worker/sign-in/with-password";

type Given = { readonly code: string } | { readonly recoveryCode: string };

export async function signInWithCode(
  c: AppContext,
  given: Given,
  nowMs: number,
): Promise<Answer<typeof operations.signInWithCode>> {
  const db = database(c.env.DB);
  const step = await readStep(c, nowMs);
  if (step === undefined) return refusal(c, "session_ended");
  const { userId, token } = step;
  const attempt = codeAttempt(c.env, userId);
  const held = await tooFast(c, [attempt], nowMs);
  if (held !== undefined) return held;

  const found = await findById(db, userId);
  const good =
    "code" in given
      ? await checkTotp(c, userId, given.code, nowMs)
      : checkRecovery(c, userId, given.recoveryCode, nowMs);
  const isBegun =
    found !== undefined &&
    good !== undefined &&
    (await beginSession(
      c,
      {
        userId,
        method: good.method,
        condition: both(good.unused, ticket(db, "second-factor", token, nowMs)),
        spend: (condition, begun) => [
          ...good.use(condition, begun),
          withdrawTickets(db, "second-factor", userId, condition),
          forgetAttempts(db, [attempt.key], condition),
        ],
      },
      nowMs,
    ));
  if (!isBegun) {
    await noteRefusal(c, userId, "code" in given ? "code" : "recoveryCode", nowMs);
    return refusal(c, "second_factor_wrong");
  }
  endStep(c);
  return ok(signedInAs(found.account));
}

type Spend = Parameters<typeof beginSession>[1]["spend"];
interface Good {
  readonly method: "totp" | "recoveryCode";
  readonly unused: SQLWrapper;
  readonly use: Spend;
}

async function checkTotp(c: AppContext, userId: string, code: string, nowMs: number): Promise<Good | undefined> {
  const db = database(c.env.DB);
  const { totp } = await readSecondFactors(db, userId);
  if (totp?.sealedSecret == null) return undefined;
  const secret = await openTotpSecret(c.env, userId, totp.sealedSecret);
  const step = stepOfCode(secret, code, nowMs, totp.lastStep);
  if (step === undefined) return undefined;
  return {
    method: "totp",
    unused: unusedStep(db, userId, step),
    use: (condition) => [spendStep(db, userId, step, condition)],
  };
}

function checkRecovery(c: AppContext, userId: string, typed: string, nowMs: number): Good {
  const db = database(c.env.DB);
  const hashes = recoveryCodeHashes(secretsOf(c.env).blindIndexKeys, userId, typed);
  return {
    method: "recoveryCode",
    unused: unusedRecoveryCode(db, userId, hashes),
    use: (condition, begun) => {
      const actor = { type: "agent", id: userId, sessionId: begun.id, origin: begun.origin } as const;
      const subject = { type: "account", id: userId } as const;
      return [
        useRecoveryCode(db, userId, hashes, condition),
        auditStatement(db, { actor, action: "secondFactor.recoveryCodeUsed", subject }, nowMs, condition),
      ];
    },
  };
}

function both(one: SQLWrapper, other: SQLWrapper): SQLWrapper {
  return sql`(SELECT 1 WHERE EXISTS ${one} AND EXISTS ${other})`;
}
