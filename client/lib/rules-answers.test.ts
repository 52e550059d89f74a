import { expect, it } from "vitest";
import type { z } from "zod";
import * as contract from "#protocol/http-rules";
import { attempt, type Decoder } from "./decoder.ts";
import * as answers from "./rules-answers.ts";

const conditions = [
  { field: "words", is: true, values: ["退款", "refund"] },
  { field: "amount", is: false, minor: 100, currency: "CNY" },
  { field: "time", is: true, calendarId: "care" },
];
const actions = [
  { do: "team", teamId: "support" },
  { do: "priority", priority: "high" },
  { do: "skill", skillId: "returns", level: 2 },
  { do: "label", labelId: "vip" },
  { do: "sla", policyId: "fast" },
  { do: "notifySupervisors" },
  { do: "notifyPerson", agentId: "lead" },
  { do: "ticket", type: "complaint" },
];
const rule = {
  ...{ id: "r1", name: "Refunds", enabled: true, appliesTo: "conversation", match: "any", stop: false },
  ...{ conditions, actions },
};
const named = [{ id: "a", name: "A" }];
const choices = {
  ...{ teams: named, labels: named, policies: named, calendars: named, people: named, types: named, inboxes: named },
  skills: [{ id: "s", names: { en: "Returns", "zh-CN": "退货" } }],
};
const flaw = { ruleId: "r1", reason: "unreachable", otherRuleId: "r0" };
const would = {
  ...{ teamId: "support", priority: "low", policyId: "fast", skills: [{ skillId: "s", level: 1 }], labels: ["vip"] },
  ...{ notifySupervisors: true, notify: ["lead"], tickets: [{ type: "complaint", ruleId: "r1" }] },
};
const item = {
  ...{ id: "01900000-0000-7000-8000-000000000000", number: 1_001, title: "Kettle", createdAtMs: 1 },
  ...{ got: { teamId: "support", priority: "normal" }, would, because: [{ ruleId: "r1", conditions: [0] }] },
};
const trial = { flaws: [flaw], items: [item], hits: [{ ruleId: "r1", hits: 1 }], looked: 1, isPartial: false };
const shapes: [string, z.ZodType, Decoder<unknown>, object][] = [
  ["rules", contract.ruleSet, answers.ruleSet, { rules: [rule], version: 3 }],
  ["rules and what they may name", contract.ruleSettings, answers.ruleSettings, { rules: [rule], version: 3, choices }],
  ["a trial", contract.ruleTrial, answers.ruleTrial, trial],
  [
    "flaws",
    contract.rulesOperations.checkRoutingRules.answer,
    answers.ruleFlaws,
    { flaws: [flaw, { ruleId: "r1", reason: "twice", part: "action", index: 1 }] },
  ],
];

it.each(shapes)(
  "%s are read as the contract has them, and not without what it asks for",
  (_name, schema, decode, good) => {
    expect(attempt(decode, good)).toEqual(schema.parse(good));
    for (const name of Object.keys(good)) {
      const { [name]: _, ...less } = good as Record<string, unknown>;
      expect(attempt(decode, less), name).toEqual(schema.safeParse(less).data);
    }
  },
);
