/** Routes: asking somebody to join, and joining. */
import { hashPassword } from "better-auth/crypto";
import { database } from "#domain/database";
import { ok, type Result, refuse } from "#domain/failures";
import { shopWords } from "#domain/identity/context-words";
import { mayGive } from "#domain/identity/grants";
import { invitationMail } from "#domain/identity/invitation-mail";
import {
  accept,
  findOpenInvitation,
  type Invitation,
  type InvitationWithRole,
  invite,
  readPendingInvitation,
  resend,
  revoke,
} from "#domain/identity/invitation-store";
import { invitationLink, invitationToken, normalEmail, tokenHash } from "#domain/identity/invitations";
import { checkPassword } from "#domain/identity/password-policy";
import type { AgentPrincipal } from "#domain/identity/principal";
import { operations } from "#protocol/http";
import type { InvitationMade } from "#protocol/http-accounts";
import { newId } from "#protocol/ids";
import { mailer } from "#worker/adapters/mail";
import { auditorOf, originOf } from "#worker/auditor";
import { defineRoute, type Route } from "#worker/define-route";
import type { AppContext } from "#worker/environment";
import { isOwnPage } from "#worker/middleware/principal";
import { publicOrigin } from "#worker/public-origin";
import { accessGiven } from "#worker/routes/access";
import { accessOfInvitation, toInvitationRow } from "#worker/routes/invitation-row";
import { signInWithPassword } from "#worker/sign-in/with-password";

const MANAGES = { permission: "account.manage" } as const;
const ANYBODY = { permission: "public" } as const;

export const invitationRoutes: readonly Route[] = [
  defineRoute(operations.invite, MANAGES, async ({ c, env, principal, body, nowMs }) => {
    const db = database(env.DB);
    const access = await accessGiven(db, principal, body);
    if (!access.ok) return access;
    const token = newToken();
    const made = await invite(
      db,
      {
        id: newId(nowMs),
        email: normalEmail(body.email),
        tokenHash: tokenHash(token),
        locale: body.locale,
        access: access.value,
      },
      changeBy(c, principal, nowMs),
    );
    if (!made.ok) return made;
    const { custom, grants = [] } = access.value;
    const role = custom === undefined ? null : { name: custom.name, permissions: JSON.stringify(grants) };
    return ok(await sendLink(c, principal, { invitation: made.value, custom: role }, token));
  }),

  defineRoute(operations.resendInvitation, MANAGES, async ({ c, env, principal, params, nowMs }) => {
    const found = await findPending(c, principal, params.id);
    if (!found.ok) return found;
    const token = newToken();
    const { invitation, custom } = found.value;
    const sent = await resend(database(env.DB), invitation, tokenHash(token), changeBy(c, principal, nowMs));
    return sent.ok ? ok(await sendLink(c, principal, { invitation: sent.value, custom }, token)) : sent;
  }),

  defineRoute(operations.revokeInvitation, MANAGES, async ({ c, env, principal, params, nowMs }) => {
    const found = await findPending(c, principal, params.id);
    if (!found.ok) return found;
    const revoked = await revoke(database(env.DB), found.value.invitation, changeBy(c, principal, nowMs));
    return revoked.ok ? ok({ done: true }) : revoked;
  }),

  defineRoute(operations.lookAtInvitation, ANYBODY, async ({ env, body, nowMs }) => {
    const found = await findOpenInvitation(database(env.DB), tokenHash(body.token), nowMs);
    if (found === undefined) return refuse("link_spent");
    const { email, role, locale, expiresAtMs } = found.invitation;
    return ok({
      email,
      invitedBy: found.inviterName ?? undefined,
      role,
      roleName: found.custom?.name,
      locale,
      expiresAt: new Date(expiresAtMs).toISOString(),
    });
  }),

  defineRoute(operations.acceptInvitation, ANYBODY, async ({ c, env, body, nowMs }) => {
    // A foreign page may not sign its visitor in as somebody else.
    if (!isOwnPage(c.req.raw)) return refuse("foreign_origin");
    const db = database(env.DB);
    const { token, name, password } = body;
    const hash = tokenHash(token);
    const found = await findOpenInvitation(db, hash, nowMs);
    if (found === undefined) return refuse("link_spent");
    const { email } = found.invitation;
    const checked = await checkPassword(password, { name, email }, await shopWords(db));
    if (!checked.ok) return checked;
    const origin = originOf(env, c.req.raw);
    const joining = { accountId: newId(nowMs), name, passwordHash: await hashPassword(password), origin };
    const joined = await accept(db, hash, joining, nowMs);
    if (!joined.ok) return joined;
    return ok({ email, signedIn: await signIn(c, email, password) });
  }),
];

function newToken(): string {
  return invitationToken(crypto.getRandomValues(new Uint8Array(32)));
}

function changeBy(c: AppContext, principal: AgentPrincipal, nowMs: number) {
  return { giver: principal, auditor: auditorOf(c.env, c.req.raw, principal), nowMs };
}

/** One that is still pending and gives no more than whoever asks for it may give. */
async function findPending(c: AppContext, principal: AgentPrincipal, id: string): Promise<Result<InvitationWithRole>> {
  const found = await readPendingInvitation(database(c.env.DB), id);
  if (found === undefined) return refuse("not_found");
  return mayGive(principal, accessOfInvitation(found)) ? ok(found) : refuse("grants_exceeded");
}

/** The invitation stands, whatever becomes of the mail: who invites has the link as well. */
async function sendLink(
  c: AppContext,
  principal: AgentPrincipal,
  pending: InvitationWithRole,
  token: string,
): Promise<InvitationMade> {
  const link = invitationLink(publicOrigin(c.env, c.req.raw), token);
  return {
    invitation: toInvitationRow(principal, pending),
    link,
    mailed: await mailLink(c, principal.name, pending.invitation, link),
  };
}

async function mailLink(c: AppContext, inviterName: string, invitation: Invitation, link: string): Promise<boolean> {
  const { email, locale, expiresAtMs } = invitation;
  try {
    await mailer(c.env).send(invitationMail(locale, { to: email, inviterName, link, expiresAtMs }));
    return true;
  } catch (error) {
    const name = error instanceof Error ? error.name : typeof error;
    console.error(JSON.stringify({ level: "error", event: "invitation not mailed", error: name }));
    return false;
  }
}

/** As if they had come to the sign-in page next. @returns whether the answer sets the session's cookie */
async function signIn(c: AppContext, email: string, password: string): Promise<boolean> {
  const answer = await signInWithPassword(c, { email, password }, Date.now());
  return answer.ok;
}
