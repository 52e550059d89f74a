/**
 * What rules give a conversation or a ticket. Rules are asked in their order. Of team, priority and service level the first rule
 * that says one wins; labels, skills, those who are told and tickets add up, each once, up to what there may be. A rule that
 * stops is the last that is asked where it holds. Pure.
 */
import { type Calendars, type Facts, holds, textOfFacts } from "#domain/rules/conditions";
import { MAX_CONVERSATION_LABELS, MAX_SKILLS_ASKED } from "#protocol/constants";
import type { RoutingRule, RuleAction, RuleOutcome } from "#protocol/http-rules";

/** A rule that held. */
export interface Hit {
  readonly ruleId: string;
  readonly name: string;
  /** Those of its conditions that held, from 0. */
  readonly conditions: readonly number[];
  /** What of its actions came to be: an earlier rule may have said otherwise. */
  readonly actions: readonly RuleAction[];
}

export interface Decision {
  readonly outcome: RuleOutcome;
  /** In the order of the rules. */
  readonly hits: readonly Hit[];
}

export const NOTHING: RuleOutcome = { skills: [], labels: [], notifySupervisors: false, notify: [], tickets: [] };

/** @param nowMs when it came */
export function decide(rules: readonly RoutingRule[], facts: Facts, calendars: Calendars, nowMs: number): Decision {
  const text = textOfFacts(facts);
  const hits: Hit[] = [];
  let outcome = NOTHING;
  for (const rule of rules) {
    if (!rule.enabled || rule.appliesTo !== facts.kind) continue;
    const { conditions, match } = rule;
    const held = conditions.flatMap((each, index) => (holds(each, facts, text, calendars, nowMs) ? [index] : []));
    const isHit = match === "all" || conditions.length === 0 ? held.length === conditions.length : held.length > 0;
    if (!isHit) continue;
    const actions: RuleAction[] = [];
    for (const action of rule.actions) {
      const next = withAction(outcome, action, rule.id);
      if (next === undefined) continue;
      outcome = next;
      actions.push(action);
    }
    hits.push({ ruleId: rule.id, name: rule.name, conditions: held, actions });
    if (rule.stop) break;
  }
  return { outcome, hits };
}

/** @returns undefined if it changes nothing */
function withAction(outcome: RuleOutcome, action: RuleAction, ruleId: string): RuleOutcome | undefined {
  switch (action.do) {
    case "team":
      return outcome.teamId === undefined ? { ...outcome, teamId: action.teamId } : undefined;
    case "priority":
      return outcome.priority === undefined ? { ...outcome, priority: action.priority } : undefined;
    case "sla":
      return outcome.policyId === undefined ? { ...outcome, policyId: action.policyId } : undefined;
    case "skill": {
      const { skillId, level } = action;
      const isThere = outcome.skills.some((one) => one.skillId === skillId);
      if (isThere || outcome.skills.length >= MAX_SKILLS_ASKED) return undefined;
      return { ...outcome, skills: [...outcome.skills, { skillId, level }] };
    }
    case "label": {
      const { labels } = outcome;
      if (labels.includes(action.labelId) || labels.length >= MAX_CONVERSATION_LABELS) return undefined;
      return { ...outcome, labels: [...labels, action.labelId] };
    }
    case "notifySupervisors":
      return outcome.notifySupervisors ? undefined : { ...outcome, notifySupervisors: true };
    case "notifyPerson":
      if (outcome.notify.includes(action.agentId)) return undefined;
      return { ...outcome, notify: [...outcome.notify, action.agentId] };
    case "ticket":
      // One of a kind: two rules that call the same a complaint mean one complaint.
      if (outcome.tickets.some(({ type }) => type === action.type)) return undefined;
      return { ...outcome, tickets: [...outcome.tickets, { type: action.type, ruleId }] };
  }
}
