/** What rules say, without what was deleted since they were kept: the rest of it holds. */
import type { Known } from "#domain/rules/flaws";
import type { RuleOutcome } from "#protocol/http-rules";

export function knownOutcome(outcome: RuleOutcome, known: Known): RuleOutcome {
  const { teamId, policyId, priority, notifySupervisors } = outcome;
  return {
    ...(teamId !== undefined && known.teams.has(teamId) && { teamId }),
    ...(policyId !== undefined && known.policies.has(policyId) && { policyId }),
    ...(priority !== undefined && { priority }),
    notifySupervisors,
    skills: outcome.skills.filter(({ skillId }) => known.skills.has(skillId)),
    labels: outcome.labels.filter((id) => known.labels.has(id)),
    notify: outcome.notify.filter((id) => known.people.has(id)),
    tickets: outcome.tickets.filter(({ type }) => known.types.has(type)),
  };
}
