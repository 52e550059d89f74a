/** A new password by mail. Asking for it tells nobody whether there is an account: all that depends on it is done after the answer. */
import { auditStatement } from "#domain/audit/store";
import { database } from "#domain/database";
import { ok, type Result, refuse } from "#domain/failures";
import { forgetAttempts } from "#domain/identity/attempts";
import { shopWords } from "#domain/identity/context-words";
import { passwordChangedMail, passwordResetMail } from "#domain/identity/mails";
import { hashPassword } from "#domain/identity/password-hash";
import { checkPassword } from "#domain/identity/password-policy";
import { findByEmail, findById, setPassword } from "#domain/identity/passwords";
import { endSessions, mayHaveSessions } from "#domain/identity/sessions";
import { insertTicket, TICKET_TOKEN_BYTES, TICKET_TTL_MS, ticket, withdrawTickets } from "#domain/identity/tickets";
import type { Locale } from "#protocol/constants";
import { mailer } from "#worker/adapters/mail";
import { originOf } from "#worker/auditor";
import type { AppContext } from "#worker/environment";
import { publicOrigin } from "#worker/public-origin";
import { randomToken } from "#worker/sign-in/begin";
import { passwordAttempts } from "#worker/sign-in/limits";
import { tell } from "#worker/sign-in/tell";

/** @throws what the mail or the database did: nobody waits for this */
export async function mailResetLink(c: AppContext, email: string, locale: Locale, nowMs: number): Promise<void> {
  const db = database(c.env.DB);
  const found = await findByEmail(db, email);
  if (found === undefined || (await mayHaveSessions(db, found.account.id)).length === 0) return;
  const { account } = found;
  const token = randomToken(TICKET_TOKEN_BYTES);
  const origin = originOf(c.env, c.req.raw);
  const entry = {
    actor: { type: "agent", id: account.id, origin },
    action: "password.resetRequested",
    subject: { type: "account", id: account.id },
  } as const;
  await db.batch([
    withdrawTickets(db, "password-reset", account.id),
    insertTicket(db, "password-reset", token, account.id, nowMs),
    auditStatement(db, entry, nowMs),
  ]);
  const link = `${publicOrigin(c.env, c.req.raw)}/console/reset-password#token=${token}`;
  const minutes = TICKET_TTL_MS["password-reset"] / 60_000;
  await mailer(c.env).send({ to: account.email, ...passwordResetMail(locale, link, minutes) });
}

/** @returns refusals `link_spent` and the password policy's; only a password that is taken uses the link up */
export async function resetPassword(
  c: AppContext,
  { token, password, locale }: { token: string; password: string; locale: Locale },
  nowMs: number,
): Promise<Result<{ done: true }>> {
  const db = database(c.env.DB);
  const isGood = ticket(db, "password-reset", token, nowMs);
  const [owner] = await isGood;
  const found = owner && (await findById(db, owner.value));
  // One that was mailed at the moment of a suspension is as spent as those that the suspension took back.
  if (found === undefined || found.account.suspendedAtMs !== undefined) return refuse("link_spent");
  const { account } = found;
  const taken = await checkPassword(password, account, await shopWords(db));
  if (!taken.ok) return taken;
  const hash = await hashPassword(password);
  const entry = {
    actor: { type: "agent", id: account.id, origin: originOf(c.env, c.req.raw) },
    action: "password.reset",
    subject: { type: "account", id: account.id },
  } as const;
  const attempts = passwordAttempts(c.env, c.req.raw, account.email);
  const [changed] = await db.batch([
    setPassword(db, account.id, hash, nowMs, isGood),
    auditStatement(db, entry, nowMs, isGood),
    ...endSessions(db, { userId: account.id }, nowMs, isGood),
    withdrawTickets(db, "second-factor", account.id, isGood),
    // Who owns the mailbox has proved more than who guesses: they begin anew.
    forgetAttempts(db, [attempts.accountAtAddress.key, attempts.account.key], isGood),
    // The last: what stands above goes by it.
    withdrawTickets(db, "password-reset", account.id),
  ]);
  if (changed.length === 0) return refuse("link_spent");
  tell(c, account.email, passwordChangedMail(locale));
  return ok({ done: true });
}
