/** What is wrong with rules before they are kept: each flaw is said at its rule. Pure. */
import { ALL_VALUES, implies, impossible } from "#domain/rules/conditions";
import { foldedWord } from "#domain/rules/words";
import type { RoutingRule, RuleAction, RuleCondition, RuleFlaw } from "#protocol/http-rules";
import { CONVERSATION_ONLY_ACTIONS, type RuleFlawReason, TICKET_ONLY_FIELDS } from "#protocol/rule-constants";

/** Ids of all that a rule may name. */
export interface Known {
  readonly teams: ReadonlySet<string>;
  readonly skills: ReadonlySet<string>;
  readonly labels: ReadonlySet<string>;
  readonly policies: ReadonlySet<string>;
  readonly calendars: ReadonlySet<string>;
  readonly people: ReadonlySet<string>;
  readonly types: ReadonlySet<string>;
  readonly inboxes: ReadonlySet<string>;
}

/** @returns none if the rules can be kept; those of a rule that is off count too: it may be put on any time */
export function flawsOf(rules: readonly RoutingRule[], known: Known): RuleFlaw[] {
  return rules.flatMap((rule, at) => [
    ...ofConditions(rule, known),
    ...ofActions(rule, known),
    ...ofPlace(rule, rules.slice(0, at)),
  ]);
}

function ofConditions(rule: RoutingRule, known: Known): RuleFlaw[] {
  const { id: ruleId, appliesTo, conditions, match } = rule;
  const flaws = conditions.flatMap((condition, index) => {
    const reason = whyNotCondition(condition, appliesTo, known);
    return reason === undefined ? [] : [{ ruleId, reason, part: "condition" as const, index }];
  });
  if (flaws.length > 0) return flaws;
  // Where one is enough, a rule never holds only if none of them ever does.
  const index = match === "all" ? impossible(conditions) : undefined;
  const isNever = match === "any" && conditions.length > 0 && conditions.every((each) => impossible([each]) === 0);
  if (index === undefined && !isNever) return [];
  return [{ ruleId, reason: "never_holds", part: "condition", index: index ?? 0 }];
}

function whyNotCondition(
  condition: RuleCondition,
  appliesTo: RoutingRule["appliesTo"],
  known: Known,
): RuleFlawReason | undefined {
  const { field } = condition;
  if (appliesTo === "conversation" && TICKET_ONLY_FIELDS.includes(field)) return "not_for_conversations";
  if (field === "amount") return undefined;
  if (field === "time") return known.calendars.has(condition.calendarId) ? undefined : "unknown_calendar";
  const all = ALL_VALUES[field];
  const isEach = (ids: ReadonlySet<string>) => condition.values.every((value) => ids.has(value));
  if (all !== undefined) return isEach(new Set(all)) ? undefined : "unknown_value";
  if (field === "inbox") return isEach(known.inboxes) ? undefined : "unknown_inbox";
  if (field === "label") return isEach(known.labels) ? undefined : "unknown_label";
  if (field === "type") return isEach(known.types) ? undefined : "unknown_type";
  // What is empty once it is folded is in no text.
  return condition.values.every((value) => foldedWord(value) !== "") ? undefined : "unknown_value";
}

function ofActions({ id: ruleId, appliesTo, actions }: RoutingRule, known: Known): RuleFlaw[] {
  return actions.flatMap((action, index) => {
    const reason =
      whyNotAction(action, appliesTo, known) ??
      (actions.slice(0, index).some((before) => contradicts(before, action)) ? "twice" : undefined);
    return reason === undefined ? [] : [{ ruleId, reason, part: "action" as const, index }];
  });
}

function whyNotAction(
  action: RuleAction,
  appliesTo: RoutingRule["appliesTo"],
  known: Known,
): RuleFlawReason | undefined {
  if (appliesTo === "ticket" && action.do === "ticket") return "loop";
  if (appliesTo === "ticket" && CONVERSATION_ONLY_ACTIONS.includes(action.do)) return "not_for_tickets";
  switch (action.do) {
    case "team":
      return known.teams.has(action.teamId) ? undefined : "unknown_team";
    case "skill":
      return known.skills.has(action.skillId) ? undefined : "unknown_skill";
    case "label":
      return known.labels.has(action.labelId) ? undefined : "unknown_label";
    case "sla":
      return known.policies.has(action.policyId) ? undefined : "unknown_policy";
    case "notifyPerson":
      return known.people.has(action.agentId) ? undefined : "unknown_person";
    case "ticket":
      return known.types.has(action.type) ? undefined : "unknown_type";
    case "priority":
    case "notifySupervisors":
      return undefined;
  }
}

/** Two teams, two priorities: one of them would never come to be. */
function contradicts(before: RuleAction, action: RuleAction): boolean {
  if (before.do !== action.do) return false;
  if (before.do === "skill" && action.do === "skill") return before.skillId === action.skillId;
  if (before.do === "label" && action.do === "label") return before.labelId === action.labelId;
  if (before.do === "notifyPerson" && action.do === "notifyPerson") return before.agentId === action.agentId;
  if (before.do === "ticket" && action.do === "ticket") return before.type === action.type;
  return true;
}

function ofPlace(rule: RoutingRule, before: readonly RoutingRule[]): RuleFlaw[] {
  const other = before.find(
    (each) => each.enabled && each.stop && each.appliesTo === rule.appliesTo && takesAllOf(each, rule),
  );
  return other === undefined ? [] : [{ ruleId: rule.id, reason: "unreachable", otherRuleId: other.id }];
}

/** Whether a rule holds wherever another does, as far as their conditions tell. */
export function takesAllOf(one: RoutingRule, other: RoutingRule): boolean {
  if (one.conditions.length === 0) return true;
  if (other.conditions.length === 0) return false;
  // Each way in which the other comes to hold: all of its conditions, or any one.
  const ways = other.match === "all" ? [other.conditions] : other.conditions.map((each) => [each]);
  return ways.every((way) => {
    const isMet = (condition: RuleCondition) => way.some((each) => implies(each, condition));
    return one.match === "all" ? one.conditions.every(isMet) : one.conditions.some(isMet);
  });
}
