/** Who is told of something overdue, at each level of the chain. */
import { type Colleague, takesWork } from "#domain/identity/scope";
import { maySee } from "#domain/routing/rules";
import type { EscalationLevel } from "#protocol/constants";

/** Somebody on the staff, as far as that counts. */
export interface Candidate extends Colleague {
  readonly id: string;
  readonly teamIds: readonly string[];
}

/** Whose conversation it is. */
export interface Escalated {
  readonly inboxId: string;
  readonly teamId: string;
  readonly assigneeId: string | undefined;
}

/**
 * An agent is whoever has it, or, while nobody has it, those of its team. Supervisors are those of its team, or all of them
 * where it has none; where there are none at all, as in a small shop, it is for the administrators.
 * @returns ids of those who may see it
 */
export function toldAt(
  level: EscalationLevel,
  { inboxId, teamId, assigneeId }: Escalated,
  staff: readonly Candidate[],
): string[] {
  const there = staff.filter((person) => person.suspendedAtMs === undefined && maySee(person, inboxId));
  const ofTeam = (people: readonly Candidate[]) => people.filter(({ teamIds }) => teamIds.includes(teamId));
  const ofRole = (role: Candidate["role"]) => there.filter((person) => person.role === role);
  const idsOf = (people: readonly Candidate[]) => people.map(({ id }) => id);
  switch (level) {
    case "agent":
      if (assigneeId !== undefined) return idsOf(there.filter(({ id }) => id === assigneeId));
      return idsOf(ofTeam(ofRole("agent")).filter(takesWork));
    case "supervisor": {
      const leads = ofRole("supervisor");
      const own = ofTeam(leads);
      if (own.length > 0) return idsOf(own);
      return idsOf(leads.length > 0 ? leads : ofRole("admin"));
    }
    case "qa": {
      const qa = ofRole("qa");
      return idsOf(qa.length > 0 ? qa : ofRole("admin"));
    }
  }
}
