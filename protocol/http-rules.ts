/** The HTTP half of the contract: routing rules, and trying them on what there was. */
import { z } from "zod";
import { MAX_SKILL_LEVEL, PRIORITIES } from "#protocol/constants";
import { skillNames } from "#protocol/http-routing";
import { BASE_CODES, type Operation } from "#protocol/operation";
import {
  MAX_RULE_ACTIONS,
  MAX_RULE_CONDITIONS,
  MAX_RULE_NAME_CHARS,
  MAX_RULE_VALUE_CHARS,
  MAX_RULE_VALUES,
  MAX_RULE_WORDS,
  MAX_RULES,
  MAX_TRIAL_CONVERSATIONS,
  MAX_TRIAL_TICKETS,
  RULE_FLAWS,
  RULE_KINDS,
  RULE_LIST_FIELDS,
} from "#protocol/rule-constants";
import { id, instantMs, isReadable, priority, slug } from "#protocol/vocabulary";

const value = z
  .string()
  .trim()
  .min(1)
  .max(MAX_RULE_VALUE_CHARS)
  .refine(isReadable, { message: "must be readable text" });

const ruleCondition = z.discriminatedUnion("field", [
  z.object({
    field: z.enum(RULE_LIST_FIELDS),
    is: z.boolean().meta({ description: "Whether it has to be one of the values, or none of them." }),
    values: z.array(value).min(1).max(MAX_RULE_VALUES),
  }),
  z.object({
    field: z.literal("amount"),
    is: z.boolean().meta({ description: "At least so much, or less." }),
    minor: z.int().min(0).max(1_000_000_000_000),
    currency: z.string().regex(/^[A-Z]{3}$/u),
  }),
  z.object({
    field: z.literal("time"),
    is: z.boolean().meta({ description: "Within the calendar's hours, or outside of them." }),
    calendarId: slug,
  }),
]);
export type RuleCondition = z.infer<typeof ruleCondition>;

const ruleAction = z.discriminatedUnion("do", [
  z.object({ do: z.literal("team"), teamId: slug }),
  z.object({ do: z.literal("priority"), priority: z.enum(PRIORITIES) }),
  z.object({ do: z.literal("skill"), skillId: slug, level: z.int().min(1).max(MAX_SKILL_LEVEL) }),
  z.object({ do: z.literal("label"), labelId: slug }),
  z.object({ do: z.literal("sla"), policyId: slug }),
  z.object({ do: z.literal("notifySupervisors") }),
  z.object({ do: z.literal("notifyPerson"), agentId: slug }),
  z.object({ do: z.literal("ticket"), type: slug }),
]);
export type RuleAction = z.infer<typeof ruleAction>;

const routingRule = z
  .object({
    id: slug,
    name: value.pipe(z.string().max(MAX_RULE_NAME_CHARS)),
    enabled: z.boolean(),
    appliesTo: z.enum(RULE_KINDS),
    match: z.enum(["all", "any"]),
    conditions: z.array(ruleCondition).max(MAX_RULE_CONDITIONS).meta({ description: "None: it always holds." }),
    actions: z.array(ruleAction).min(1).max(MAX_RULE_ACTIONS),
    stop: z.boolean().meta({ description: "Rules after it are not asked where it holds." }),
  })
  .meta({ id: "RoutingRule" });
export type RoutingRule = z.infer<typeof routingRule>;

export const routingRuleList = z
  .array(routingRule)
  .max(MAX_RULES)
  .refine((rules) => new Set(rules.map((rule) => rule.id)).size === rules.length, {
    message: "must have ids of their own",
  })
  .refine((rules) => countWords(rules) <= MAX_RULE_WORDS, { message: "look for too many words" });

function countWords(rules: readonly RoutingRule[]): number {
  const conditions = rules.flatMap((rule) => rule.conditions);
  return conditions.reduce((sum, each) => sum + (each.field === "words" ? each.values.length : 0), 0);
}

const version = z.int().min(0).meta({ description: "Grows with each change; 0 of what was never set." });
export const ruleSet = z.object({ rules: routingRuleList, version }).meta({ id: "RoutingRules" });
export type RoutingRules = z.infer<typeof ruleSet>;

const named = z.object({ id: slug, name: z.string() });
/** All that a rule may name, for whoever makes one: what else they may do does not matter. */
const choices = z
  .object({
    teams: z.array(named),
    skills: z.array(z.object({ id: slug, names: skillNames })),
    labels: z.array(named),
    policies: z.array(named),
    calendars: z.array(named),
    people: z.array(named),
    types: z.array(named).meta({ description: "Those that the shop made itself." }),
    inboxes: z.array(named),
  })
  .meta({ id: "RuleChoices" });
export type RuleChoices = z.infer<typeof choices>;
export const ruleSettings = z.object({ ...ruleSet.shape, choices }).meta({ id: "RuleSettings" });
export type RuleSettings = z.infer<typeof ruleSettings>;

const ruleFlaw = z
  .object({
    ruleId: slug,
    reason: z.enum(RULE_FLAWS),
    part: z.enum(["condition", "action"]).optional(),
    index: z.int().min(0).optional().meta({ description: "Which of them, from 0." }),
    otherRuleId: slug.optional().meta({ description: "The rule before it that takes all it could get." }),
  })
  .meta({ id: "RuleFlaw" });
export type RuleFlaw = z.infer<typeof ruleFlaw>;

const given = z
  .object({
    teamId: slug.optional(),
    priority: priority.optional(),
    skills: z.array(z.object({ skillId: slug, level: z.int() })),
    labels: z.array(slug),
    policyId: slug.optional(),
    notifySupervisors: z.boolean(),
    notify: z.array(slug),
    tickets: z.array(z.object({ type: slug, ruleId: slug })),
  })
  .meta({ id: "RuleOutcome" });
export type RuleOutcome = z.infer<typeof given>;

const trialItem = z.object({
  id,
  number: z.int().optional().meta({ description: "Of a ticket." }),
  title: z.string().optional().meta({ description: "Absent where the key that it was sealed with is missing." }),
  createdAtMs: instantMs,
  got: z.object({ teamId: slug, priority }).meta({ description: "As it is now." }),
  would: given,
  because: z
    .array(z.object({ ruleId: slug, conditions: z.array(z.int()) }))
    .meta({ description: "The rules that held, and by which of their conditions, from 0." }),
});
export type RuleTrialItem = z.infer<typeof trialItem>;

export const ruleTrial = z
  .object({
    flaws: z.array(ruleFlaw),
    items: z.array(trialItem),
    hits: z.array(z.object({ ruleId: slug, hits: z.int() })),
    looked: z.int(),
    isPartial: z.boolean().meta({ description: "Time was up before all of them were looked at." }),
  })
  .meta({ id: "RuleTrial" });
export type RuleTrial = z.infer<typeof ruleTrial>;

export const rulesOperations = {
  readRoutingRules: {
    method: "get",
    path: "/api/v1/admin/routing-rules",
    summary: "Routing rules, in the order in which they are asked, and what rules may name.",
    credential: "agent",
    status: 200,
    answer: ruleSettings,
    codes: BASE_CODES,
  },
  changeRoutingRules: {
    method: "put",
    path: "/api/v1/admin/routing-rules",
    summary: "All of the rules anew, at the version that was seen; 409 `rules_unsound` where a check finds something.",
    credential: "agent",
    body: ruleSet,
    status: 200,
    answer: ruleSet,
    codes: [...BASE_CODES, "conflict", "too_large"],
  },
  checkRoutingRules: {
    method: "post",
    path: "/api/v1/admin/routing-rules/check",
    summary: "What is wrong with rules that were not saved yet.",
    credential: "agent",
    body: z.object({ rules: routingRuleList }),
    status: 200,
    answer: z.object({ flaws: z.array(ruleFlaw) }).meta({ id: "RuleFlaws" }),
    codes: [...BASE_CODES, "too_large"],
  },
  tryRoutingRules: {
    method: "post",
    path: "/api/v1/admin/routing-rules/trial",
    summary:
      "What rules that were not saved would have given the latest tickets or conversations in sight; nothing changes.",
    credential: "agent",
    body: z.object({
      rules: routingRuleList,
      on: z.enum(RULE_KINDS),
      last: z
        .int()
        .min(1)
        .max(MAX_TRIAL_TICKETS)
        .default(100)
        .meta({ description: `Of conversations ${MAX_TRIAL_CONVERSATIONS} at most.` }),
    }),
    status: 200,
    answer: ruleTrial,
    codes: [...BASE_CODES, "too_large"],
  },
} as const satisfies Record<string, Operation>;
