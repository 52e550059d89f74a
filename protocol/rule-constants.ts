/** What routing rules are made of: plain values, which the console reads too. */

/** What a rule is asked about. */
export const RULE_KINDS = ["conversation", "ticket"] as const;
export type RuleKind = (typeof RULE_KINDS)[number];

/** Fields of which a condition names values. */
export const RULE_LIST_FIELDS = [
  "words",
  "inbox",
  "channel",
  "language",
  "region",
  "tier",
  "label",
  "source",
  "type",
  "productLine",
] as const;
export type RuleListField = (typeof RULE_LIST_FIELDS)[number];
export const RULE_FIELDS = [...RULE_LIST_FIELDS, "amount", "time"] as const;
export type RuleField = (typeof RULE_FIELDS)[number];

/** What a conversation does not have. */
export const TICKET_ONLY_FIELDS: readonly RuleField[] = ["source", "type", "productLine"];

export const RULE_ACTIONS = [
  "team",
  "priority",
  "skill",
  "label",
  "sla",
  "notifySupervisors",
  "notifyPerson",
  "ticket",
] as const;
export type RuleActionName = (typeof RULE_ACTIONS)[number];

/** What a ticket cannot be given: it asks no skill, carries no label, and makes no ticket, so that rules never go round. */
export const CONVERSATION_ONLY_ACTIONS: readonly RuleActionName[] = ["skill", "label", "ticket"];

/** Why a rule cannot be kept. */
export const RULE_FLAWS = [
  "unknown_team",
  "unknown_skill",
  "unknown_label",
  "unknown_policy",
  "unknown_calendar",
  "unknown_person",
  "unknown_type",
  "unknown_inbox",
  "unknown_value",
  "not_for_conversations",
  "not_for_tickets",
  "loop",
  "never_holds",
  "twice",
  "unreachable",
] as const;
export type RuleFlawReason = (typeof RULE_FLAWS)[number];

export const MAX_RULES = 100;
export const MAX_RULE_CONDITIONS = 20;
export const MAX_RULE_ACTIONS = 12;
export const MAX_RULE_VALUES = 50;
export const MAX_RULE_VALUE_CHARS = 80;
export const MAX_RULE_NAME_CHARS = 60;
/** Of all rules together: what a message is looked through for. */
export const MAX_RULE_WORDS = 1_000;
export const MAX_TRIAL_TICKETS = 500;
/** Each of them is asked for its first message. */
export const MAX_TRIAL_CONVERSATIONS = 100;
