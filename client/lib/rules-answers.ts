/** Hand decoders of routing rules; held equal to the zod ones by `rules-answers.test.ts`. */
import { PRIORITIES } from "#protocol/constants";
import type {
  RoutingRule,
  RoutingRules,
  RuleAction,
  RuleChoices,
  RuleCondition,
  RuleFlaw,
  RuleOutcome,
  RuleSettings,
  RuleTrial,
} from "#protocol/http-rules";
import { RULE_ACTIONS, RULE_FIELDS, RULE_FLAWS, RULE_KINDS, RULE_LIST_FIELDS } from "#protocol/rule-constants";
import { array, boolean, type Decoder, integer, object, oneOf, string } from "./decoder.ts";
import { slug } from "./nouns.ts";

const list = object({ field: oneOf(...RULE_LIST_FIELDS), is: boolean, values: array(string) });
const amount = object({ field: oneOf("amount"), is: boolean, minor: integer(0), currency: string });
const time = object({ field: oneOf("time"), is: boolean, calendarId: slug });
const fieldOf = object({ field: oneOf(...RULE_FIELDS) });

const condition: Decoder<RuleCondition> = (input) => {
  const { field } = fieldOf(input);
  if (field === "amount") return amount(input);
  return field === "time" ? time(input) : list(input);
};

const ACTIONS: { readonly [Name in RuleAction["do"]]: Decoder<Extract<RuleAction, { do: Name }>> } = {
  team: object({ do: oneOf("team"), teamId: slug }),
  priority: object({ do: oneOf("priority"), priority: oneOf(...PRIORITIES) }),
  skill: object({ do: oneOf("skill"), skillId: slug, level: integer(1) }),
  label: object({ do: oneOf("label"), labelId: slug }),
  sla: object({ do: oneOf("sla"), policyId: slug }),
  notifySupervisors: object({ do: oneOf("notifySupervisors") }),
  notifyPerson: object({ do: oneOf("notifyPerson"), agentId: slug }),
  ticket: object({ do: oneOf("ticket"), type: slug }),
};
const nameOf = object({ do: oneOf(...RULE_ACTIONS) });
const action: Decoder<RuleAction> = (input) => ACTIONS[nameOf(input).do](input);

const rule: Decoder<RoutingRule> = object({
  id: slug,
  name: string,
  enabled: boolean,
  appliesTo: oneOf(...RULE_KINDS),
  match: oneOf("all", "any"),
  conditions: array(condition),
  actions: array(action),
  stop: boolean,
});
const named = array(object({ id: slug, name: string }));
const choices: Decoder<RuleChoices> = object({
  teams: named,
  skills: array(object({ id: slug, names: object({ en: string, "zh-CN": string }) })),
  labels: named,
  policies: named,
  calendars: named,
  people: named,
  types: named,
  inboxes: named,
});
const set = { rules: array(rule), version: integer(0) };
export const ruleSet: Decoder<RoutingRules> = object(set);
export const ruleSettings: Decoder<RuleSettings> = object({ ...set, choices });

const flaw: Decoder<RuleFlaw> = object(
  { ruleId: slug, reason: oneOf(...RULE_FLAWS) },
  { part: oneOf("condition", "action"), index: integer(0), otherRuleId: slug },
);
export const ruleFlaws: Decoder<{ flaws: RuleFlaw[] }> = object({ flaws: array(flaw) });

const outcome: Decoder<RuleOutcome> = object(
  {
    skills: array(object({ skillId: slug, level: integer(0) })),
    labels: array(slug),
    notifySupervisors: boolean,
    notify: array(slug),
    tickets: array(object({ type: slug, ruleId: slug })),
  },
  { teamId: slug, priority: oneOf(...PRIORITIES), policyId: slug },
);
export const ruleTrial: Decoder<RuleTrial> = object({
  flaws: array(flaw),
  items: array(
    object(
      {
        id: string,
        createdAtMs: integer(0),
        got: object({ teamId: slug, priority: oneOf(...PRIORITIES) }),
        would: outcome,
        because: array(object({ ruleId: slug, conditions: array(integer(0)) })),
      },
      { number: integer(1), title: string },
    ),
  ),
  hits: array(object({ ruleId: slug, hits: integer(0) })),
  looked: integer(0),
  isPartial: boolean,
});
