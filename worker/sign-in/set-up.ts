/** Setting up a second factor, whichever: what is the same of an app and of a passkey. */
import type { SQLWrapper } from "drizzle-orm";
import { database } from "#domain/database";
import { ok, type Result, refuse } from "#domain/failures";
import type { AgentPrincipal } from "#domain/identity/principal";
import { keptRecoveryCodes, makeRecoveryCodes } from "#domain/identity/recovery-codes";
import { type Enrolment, enrol } from "#domain/identity/second-factors";
import { auditorOf } from "#worker/auditor";
import { drainD1Outbox } from "#worker/drain-d1-outbox";
import { type AppContext, secretsOf } from "#worker/environment";
import { giveSession, newSession, random } from "#worker/sign-in/begin";

/**
 * Sets it up and goes on in a new session.
 * @returns the recovery codes that were made with it: none if there are some already
 */
export async function setUp(
  c: AppContext,
  principal: AgentPrincipal,
  what: {
    readonly condition: SQLWrapper;
    readonly audit: Enrolment["audit"];
    readonly change: Enrolment["change"];
    readonly hasCodes: boolean;
  },
  nowMs: number,
): Promise<Result<{ recoveryCodes: string[] }>> {
  const codes = what.hasCodes ? [] : makeRecoveryCodes(random);
  const begun = newSession(c.env, c.req.raw, principal.id, nowMs);
  const isDone = await enrol(
    database(c.env.DB),
    {
      begun,
      actor: auditorOf(c.env, c.req.raw, principal),
      condition: what.condition,
      audit: what.audit,
      change: what.change,
      recoveryCodeHashes: keptRecoveryCodes(secretsOf(c.env).blindIndexKeys, principal.id, codes),
    },
    nowMs,
  );
  if (!isDone) return refuse("changed_meanwhile");
  await giveSession(c, begun);
  c.executionCtx.waitUntil(drainD1Outbox(c.env, Date.now()));
  return ok({ recoveryCodes: codes });
}
