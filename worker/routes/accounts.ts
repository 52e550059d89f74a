/** Routes: who has an account, and what each may do and see. */

import { database } from "#domain/database";
import { ok, type Result, refuse } from "#domain/failures";
import { type AccessChange, changeAccess, restore, suspend } from "#domain/identity/access-store";
import type { Account } from "#domain/identity/accounts";
import { mayGive, mayGiveRole } from "#domain/identity/grants";
import { listPendingInvitations } from "#domain/identity/invitation-store";
import { secondFactorResetMail } from "#domain/identity/mails";
import { isPermitted } from "#domain/identity/permissions";
import type { AgentPrincipal } from "#domain/identity/principal";
import { listRoles } from "#domain/identity/role-store";
import { resetSecondFactor } from "#domain/identity/second-factor-reset";
import { lastSeen, listAccounts, readAccount } from "#domain/identity/store";
import { listInboxes, listTeams } from "#domain/organisation/store";
import { ROLES } from "#protocol/constants";
import { operations } from "#protocol/http";
import type { AccountRow } from "#protocol/http-accounts";
import { auditorOf } from "#worker/auditor";
import { defineRoute, type Route } from "#worker/define-route";
import { drainD1Outbox } from "#worker/drain-d1-outbox";
import type { AppContext } from "#worker/environment";
import { accessGiven } from "#worker/routes/access";
import { toInvitationRow } from "#worker/routes/invitation-row";
import { codeAttempt } from "#worker/sign-in/limits";
import { unproven } from "#worker/sign-in/proof";
import { tell } from "#worker/sign-in/tell";

const PERMISSION = { permission: "account.manage" } as const;

export const accountsRoutes: readonly Route[] = [
  defineRoute(operations.listAccounts, PERMISSION, async ({ env, principal }) => {
    const db = database(env.DB);
    const [accounts, seen, invitations] = await Promise.all([
      listAccounts(db),
      lastSeen(db),
      listPendingInvitations(db),
    ]);
    return ok({
      items: accounts.map((account) => toAccountRow(principal, account, seen.get(account.id))),
      invitations: invitations.map((invitation) => toInvitationRow(principal, invitation)),
    });
  }),

  defineRoute(operations.accessChoices, PERMISSION, async ({ env, principal, nowMs }) => {
    const db = database(env.DB);
    const [custom, teams, inboxes] = await Promise.all([listRoles(db, nowMs), listTeams(db), listInboxes(db)]);
    const seesAllTeams = isPermitted(principal, "conversation.seeAllTeams");
    return ok({
      roles: [
        ...ROLES.map((role) => ({ role, mayGive: mayGiveRole(principal, { role }) })),
        ...custom.map(({ id, name, role, permissions }) => ({
          role,
          roleId: id,
          name,
          mayGive: mayGiveRole(principal, { role, grants: permissions }),
        })),
      ],
      teams: teams
        .filter(({ id }) => seesAllTeams || principal.teamIds.includes(id))
        .map(({ id, name }) => ({ id, name })),
      inboxes: inboxes.filter(({ id }) => principal.inboxIds?.includes(id) ?? true),
      allInboxes: principal.inboxIds === undefined,
    });
  }),

  defineRoute(operations.changeAccess, PERMISSION, async ({ c, env, principal, params, body, nowMs }) => {
    const db = database(env.DB);
    const access = await accessGiven(db, principal, body);
    if (!access.ok) return access;
    return settle(c, principal, { id: params.id, version: body.version }, nowMs, (account, change) =>
      changeAccess(db, account, access.value, change),
    );
  }),

  defineRoute(operations.suspendAccount, PERMISSION, ({ c, env, principal, params, body, nowMs }) =>
    settle(c, principal, { ...params, ...body }, nowMs, (account, change) =>
      suspend(database(env.DB), account, change),
    ),
  ),

  defineRoute(operations.restoreAccount, PERMISSION, ({ c, env, principal, params, body, nowMs }) =>
    settle(c, principal, { ...params, ...body }, nowMs, (account, change) =>
      restore(database(env.DB), account, change),
    ),
  ),

  defineRoute(operations.resetSecondFactor, PERMISSION, async ({ c, env, principal, params, body, nowMs }) => {
    // One's own is taken away in the settings of one's sign-in, by the same proof, and not where the role asks for it.
    if (params.id === principal.id) return refuse("grants_exceeded");
    const refused = await unproven(c, principal, body, nowMs);
    if (refused !== undefined) return refused;
    return settle(c, principal, { id: params.id, version: body.version }, nowMs, async (account, change) => {
      const attempts = [codeAttempt(env, account.id).key];
      const reset = await resetSecondFactor(database(env.DB), account, change, attempts);
      if (reset.ok) tell(c, account.email, secondFactorResetMail());
      return reset;
    });
  }),
];

/** Changes an account that holds no more than whoever changes it, at the version that they saw; its sockets hear of it. */
async function settle(
  c: AppContext,
  principal: AgentPrincipal,
  { id, version }: { id: string; version: number },
  nowMs: number,
  change: (account: Account, change: AccessChange) => Promise<Result<true>>,
): Promise<Result<{ done: true }>> {
  const account = await readAccount(database(c.env.DB), id);
  if (account === undefined) return refuse("not_found");
  if (!mayGive(principal, account)) return refuse("grants_exceeded");
  if (account.accessVersion !== version) return refuse("changed_meanwhile");
  const auditor = auditorOf(c.env, c.req.raw, principal);
  const changed = await change(account, { giver: principal, auditor, nowMs });
  if (!changed.ok) return changed;
  c.executionCtx.waitUntil(drainD1Outbox(c.env, Date.now()));
  return ok({ done: true });
}

function toAccountRow(reader: AgentPrincipal, account: Account, lastSeenAtMs: number | undefined): AccountRow {
  const { id, name, email, role, roleId, roleName, teamIds, inboxIds } = account;
  return {
    id,
    name,
    email,
    role,
    roleId,
    roleName,
    teamIds,
    inboxIds,
    status: account.suspendedAtMs === undefined ? "active" : "suspended",
    lastSeenAt: lastSeenAtMs === undefined ? undefined : new Date(lastSeenAtMs).toISOString(),
    secondFactor: account.hasSecondFactor,
    version: account.accessVersion,
    mayChange: mayGive(reader, account),
  };
}
