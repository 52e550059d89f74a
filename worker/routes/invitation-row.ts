/** An invitation as it rests, and as it is told. */
import { z } from "zod";
import type { Access } from "#domain/identity/grants";
import { mayGive } from "#domain/identity/grants";
import type { InvitationWithRole } from "#domain/identity/invitation-store";
import type { AgentPrincipal } from "#domain/identity/principal";
import type { InvitationRow } from "#protocol/http-accounts";

const ids = z.array(z.string());

/** What it gives; a custom role as it is now. */
export function accessOfInvitation({ invitation, custom }: InvitationWithRole): Access {
  const { role, teamIds, inboxIds } = invitation;
  return {
    role,
    ...(custom === null ? {} : { grants: ids.parse(JSON.parse(custom.permissions)) }),
    teamIds: ids.parse(JSON.parse(teamIds)),
    inboxIds: inboxIds === null ? undefined : ids.parse(JSON.parse(inboxIds)),
  };
}

export function toInvitationRow(reader: AgentPrincipal, pending: InvitationWithRole): InvitationRow {
  const { invitation, custom } = pending;
  const { id, email, locale, invitedBy } = invitation;
  const access = accessOfInvitation(pending);
  return {
    id,
    email,
    role: access.role,
    roleId: invitation.roleId ?? undefined,
    roleName: custom?.name,
    teamIds: [...access.teamIds],
    inboxIds: access.inboxIds === undefined ? undefined : [...access.inboxIds],
    locale,
    invitedBy,
    createdAt: new Date(invitation.createdAtMs).toISOString(),
    expiresAt: new Date(invitation.expiresAtMs).toISOString(),
    mayChange: mayGive(reader, access),
  };
}
