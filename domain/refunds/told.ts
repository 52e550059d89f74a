/** Who is told that a refund waits for a decision. Pure. */
import { permissionsOf } from "#domain/identity/permissions";
import { maySee } from "#domain/routing/rules";
import type { Candidate } from "#domain/sla/escalation";

/**
 * Those who may approve it, of the ticket's team where there are any: else all of them. Whoever asked is never among them.
 * @returns their ids
 */
export function approversOf(
  { inboxId, teamId, askedBy }: { readonly inboxId: string; readonly teamId: string; readonly askedBy: string },
  staff: readonly Candidate[],
): string[] {
  const able = staff.filter(
    (person) =>
      person.id !== askedBy &&
      person.suspendedAtMs === undefined &&
      maySee(person, inboxId) &&
      permissionsOf(person).includes("refund.approve"),
  );
  const ofTeam = able.filter(({ teamIds }) => teamIds.includes(teamId));
  return (ofTeam.length > 0 ? ofTeam : able).map(({ id }) => id);
}
