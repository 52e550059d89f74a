/** Rules as they are edited: what a field begins with, and what is still to be said. Pure. */
import type { RoutingRule, RuleAction, RuleChoices, RuleCondition } from "#protocol/http-rules";
import type { RuleActionName, RuleField } from "#protocol/rule-constants";

export function blankRule(id: string, name = ""): RoutingRule {
  return { id, name, enabled: true, appliesTo: "conversation", match: "all", conditions: [], actions: [], stop: false };
}

export const EXAMPLES = ["complaint", "refund", "chinese"] as const;
export type Example = (typeof EXAMPLES)[number];

/** Ready to be tried as they are; the skill is the shop's first, and left out where it has none. */
export function exampleRule(example: Example, id: string, name: string, choices: RuleChoices): RoutingRule {
  const rule = blankRule(id, name);
  switch (example) {
    case "complaint":
      return {
        ...rule,
        conditions: [{ field: "words", is: true, values: ["投诉", "举报", "complaint", "complain"] }],
        actions: [
          { do: "ticket", type: "complaint" },
          { do: "priority", priority: "high" },
        ],
      };
    case "refund":
      return {
        ...rule,
        conditions: [
          { field: "words", is: true, values: ["退款", "refund"] },
          { field: "amount", is: true, minor: 50_000, currency: "CNY" },
        ],
        actions: [{ do: "notifySupervisors" }],
      };
    case "chinese": {
      const [skill] = choices.skills;
      const ask: RuleAction[] = skill === undefined ? [] : [{ do: "skill", skillId: skill.id, level: 1 }];
      return { ...rule, conditions: [{ field: "language", is: true, values: ["zh-CN"] }], actions: ask };
    }
  }
}

export function blankCondition(field: RuleField): RuleCondition {
  if (field === "amount") return { field, is: true, minor: 0, currency: "CNY" };
  if (field === "time") return { field, is: true, calendarId: "" };
  return { field, is: true, values: [] };
}

export function blankAction(name: RuleActionName): RuleAction {
  switch (name) {
    case "team":
      return { do: name, teamId: "" };
    case "priority":
      return { do: name, priority: "high" };
    case "skill":
      return { do: name, skillId: "", level: 1 };
    case "label":
      return { do: name, labelId: "" };
    case "sla":
      return { do: name, policyId: "" };
    case "notifySupervisors":
      return { do: name };
    case "notifyPerson":
      return { do: name, agentId: "" };
    case "ticket":
      return { do: name, type: "complaint" };
  }
}

/** Whether a condition or an action says all that it has to. */
export function isSaid(part: RuleCondition | RuleAction): boolean {
  if ("do" in part) return Object.values(part).every((value) => value !== "");
  if (part.field === "amount") return Number.isSafeInteger(part.minor) && /^[A-Z]{3}$/u.test(part.currency);
  return part.field === "time" ? part.calendarId !== "" : part.values.length > 0;
}

export function isWhole({ name, conditions, actions }: RoutingRule): boolean {
  return name.trim() !== "" && actions.length > 0 && [...conditions, ...actions].every(isSaid);
}

/** By commas, of either language; each once. */
export function valuesOf(typed: string): string[] {
  return [...new Set(typed.split(/[,，、]/u).flatMap((value) => (value.trim() === "" ? [] : [value.trim()])))];
}

/** @param item undefined: it is taken out */
export function replaced<Item>(items: readonly Item[], index: number, item: Item | undefined): Item[] {
  return items.flatMap((each, at) => (at !== index ? [each] : item === undefined ? [] : [item]));
}
