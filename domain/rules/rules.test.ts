import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Facts } from "#domain/rules/conditions";
import { decide, NOTHING } from "#domain/rules/decide";
import { flawsOf, type Known, takesAllOf } from "#domain/rules/flaws";
import { foldedText, foldedWord, hasWord } from "#domain/rules/words";
import { type RoutingRule, type RuleAction, type RuleCondition, routingRuleList } from "#protocol/http-rules";

const MONDAY_NOON_MS = Date.UTC(2026, 2, 2, 12);
const weekdays = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, fromMinute: 9 * 60, toMinute: 18 * 60 }));
const calendars = new Map([["office", { timeZone: "UTC", intervals: weekdays, specialDays: [], closings: [] }]]);

const CHAT: Facts = {
  ...{ kind: "conversation", inboxId: "shop", channel: "chat", labels: [], orders: [] },
  text: "I want a refund for order 1001",
};
const known: Known = {
  teams: new Set(["pre-sales", "after-sales"]),
  skills: new Set(["returns"]),
  labels: new Set(["vip"]),
  policies: new Set(["fast"]),
  calendars: new Set(["office"]),
  people: new Set(["lead"]),
  types: new Set(["complaint", "enquiry"]),
  inboxes: new Set(["shop"]),
};

let made = 0;
function rule(given: Partial<RoutingRule> = {}): RoutingRule {
  made += 1;
  return {
    ...{ id: `r${made}`, name: "A rule", enabled: true, appliesTo: "conversation", match: "all", stop: false },
    ...{ conditions: [], actions: [{ do: "team", teamId: "after-sales" }] },
    ...given,
  };
}

function listed(field: Extract<RuleCondition, { values: unknown }>["field"], values: string[], is = true) {
  return { field, is, values } as const;
}

const got = (rules: readonly RoutingRule[], facts: Partial<Facts> = {}, nowMs = MONDAY_NOON_MS) =>
  decide(rules, { ...CHAT, ...facts }, calendars, nowMs).outcome;

describe("a condition", () => {
  const isMet = (condition: RuleCondition, facts: Partial<Facts> = {}, nowMs = MONDAY_NOON_MS) =>
    got([rule({ conditions: [condition] })], facts, nowMs).teamId !== undefined;

  it("names values, or refuses them; what is not known is none of them", () => {
    expect(isMet(listed("channel", ["chat", "phone"]))).toBe(true);
    expect(isMet(listed("channel", ["chat"], false))).toBe(false);
    expect(isMet(listed("tier", ["gold"]))).toBe(false);
    expect(isMet(listed("tier", ["gold"], false))).toBe(true);
    expect(isMet(listed("tier", ["Gold"]), { tier: "ｇｏｌｄ" })).toBe(true);
    expect(isMet(listed("label", ["vip"]), { labels: ["other", "vip"] })).toBe(true);
  });

  it("finds words whole in Latin letters and anywhere in Chinese, whatever their case and width", () => {
    expect(isMet(listed("words", ["REFUND"]))).toBe(true);
    expect(isMet(listed("words", ["fund"]))).toBe(false);
    expect(isMet(listed("words", ["退款"]), { text: "我要退款，谢谢" })).toBe(true);
    expect(isMet(listed("words", ["refund"]), { text: "我要refund了" })).toBe(true);
    expect(isMet(listed("words", ["app"]), { text: "ＡＰＰ 打不开" })).toBe(true);
    expect(isMet(listed("words", [".*", "(a+)+$"]), { text: "aaaaaaaaaaaaaaaaaaaaaaaa!" })).toBe(false);
  });

  it("compares the largest order in its currency", () => {
    const over = { field: "amount", is: true, minor: 50_000, currency: "CNY" } as const;
    expect(isMet(over)).toBe(false);
    expect(isMet(over, { orders: [{ totalMinor: 60_000, currency: "USD" }] })).toBe(false);
    const orders = [
      { totalMinor: 100, currency: "CNY" },
      { totalMinor: 50_000, currency: "CNY" },
    ];
    expect(isMet(over, { orders })).toBe(true);
    expect(isMet({ ...over, is: false }, { orders })).toBe(false);
    expect(isMet({ ...over, is: false })).toBe(false);
  });

  it("knows the hours of a calendar; one that was deleted is neither open nor closed", () => {
    const within = { field: "time", is: true, calendarId: "office" } as const;
    expect(isMet(within)).toBe(true);
    expect(isMet({ ...within, is: false }, {}, MONDAY_NOON_MS + 12 * 3_600_000)).toBe(true);
    expect([true, false].map((is) => isMet({ ...within, is, calendarId: "gone" }))).toEqual([false, false]);
  });
});

describe("a decision", () => {
  it("takes what the first rule says, and adds up what adds up", () => {
    const rules = [
      rule({
        actions: [{ do: "priority", priority: "high" }, { do: "label", labelId: "a" }, { do: "notifySupervisors" }],
      }),
      rule({
        actions: [
          { do: "priority", priority: "low" },
          { do: "label", labelId: "b" },
          { do: "team", teamId: "x" },
        ],
      }),
    ];
    expect(got(rules)).toEqual({
      ...NOTHING,
      ...{ priority: "high", labels: ["a", "b"], notifySupervisors: true, teamId: "x" },
    });
  });

  it("says which rule it was, by which conditions, and what of it came to be", () => {
    const conditions = [listed("words", ["return"]), listed("words", ["refund"])];
    const first = rule({ match: "any", conditions });
    const second = rule({ name: "Second" });
    const { hits } = decide([first, second], CHAT, calendars, MONDAY_NOON_MS);
    expect(hits.map(({ conditions: held, actions }) => [held, actions.length])).toEqual([
      [[1], 1],
      [[], 0],
    ]);
  });

  it("asks no rule after one that stops, and none of another kind or that is off", () => {
    const team = (teamId: string): RuleAction[] => [{ do: "team", teamId }];
    const rules = [
      rule({ enabled: false, actions: team("off") }),
      rule({ appliesTo: "ticket", actions: team("ticket") }),
      rule({ stop: true, actions: [{ do: "priority", priority: "low" }] }),
      rule({ actions: team("late") }),
    ];
    expect(got(rules)).toEqual({ ...NOTHING, priority: "low" });
  });
});

describe("a flaw is said at its rule", () => {
  const flaw = (...rules: RoutingRule[]) => flawsOf(rules, known).map(({ reason, index }) => [reason, index]);
  const withConditions = (...conditions: RuleCondition[]) => flaw(rule({ conditions }));

  it("finds what there is not", () => {
    const actions: RuleAction[] = [
      { do: "team", teamId: "gone" },
      { do: "skill", skillId: "gone", level: 1 },
      { do: "label", labelId: "gone" },
      { do: "sla", policyId: "gone" },
      { do: "notifyPerson", agentId: "gone" },
      { do: "ticket", type: "gone" },
    ];
    expect(flaw(rule({ actions }))).toEqual(
      ["team", "skill", "label", "policy", "person", "type"].map((what, index) => [`unknown_${what}`, index]),
    );
    expect(withConditions(listed("channel", ["fax"]))).toEqual([["unknown_value", 0]]);
    expect(withConditions({ field: "time", is: true, calendarId: "gone" })).toEqual([["unknown_calendar", 0]]);
  });

  it("finds conditions that can never hold together", () => {
    const never = (index: number) => [["never_holds", index]];
    expect(withConditions(listed("channel", ["chat"]), listed("channel", ["email"]))).toEqual(never(1));
    expect(withConditions(listed("words", ["Refund"]), listed("words", ["refund"], false))).toEqual(never(1));
    expect(withConditions(listed("channel", ["chat", "phone", "email", "other"], false))).toEqual(never(0));
    const amount = { field: "amount", currency: "CNY" } as const;
    expect(withConditions({ ...amount, is: true, minor: 500 }, { ...amount, is: false, minor: 500 })).toEqual(never(1));
    const time = { field: "time", calendarId: "office" } as const;
    expect(withConditions({ ...time, is: true }, { ...time, is: false })).toEqual(never(1));
    expect(withConditions(listed("words", ["a"]), listed("words", ["b"]))).toEqual([]);
  });

  it("finds tickets that would make tickets, and what a ticket or a conversation does not have", () => {
    const ticket: RuleAction = { do: "ticket", type: "complaint" };
    expect(flaw(rule({ appliesTo: "ticket", actions: [ticket] }))).toEqual([["loop", 0]]);
    expect(flaw(rule({ appliesTo: "ticket", actions: [{ do: "label", labelId: "vip" }] }))).toEqual([
      ["not_for_tickets", 0],
    ]);
    expect(withConditions(listed("type", ["complaint"]))).toEqual([["not_for_conversations", 0]]);
  });

  it("finds two teams in one rule, and rules that nothing is left for", () => {
    const team: RuleAction = { do: "team", teamId: "pre-sales" };
    expect(flaw(rule({ actions: [team, { ...team, teamId: "after-sales" }] }))).toEqual([["twice", 1]]);
    const all = rule({ stop: true });
    const late = rule();
    expect(flawsOf([all, late], known)).toEqual([{ ruleId: late.id, reason: "unreachable", otherRuleId: all.id }]);
    const words = listed("words", ["refund", "return"]);
    const some = rule({ stop: true, conditions: [words] });
    expect(flaw(some, rule({ conditions: [listed("words", ["return"]), listed("tier", ["gold"])] }))).toEqual([
      ["unreachable", undefined],
    ]);
    expect(flaw(some, rule({ conditions: [listed("words", ["exchange"])] }))).toEqual([]);
  });
});

describe("whatever rules there are", () => {
  const text = fc.oneof(fc.string(), fc.constantFrom("refund", "退款", "(a+)+$", "\\", "[", "$&", "ＡＢＣ"));
  const valueText = text.filter((each) => each.trim() !== "");
  const condition: fc.Arbitrary<RuleCondition> = fc.oneof(
    fc.record({
      field: fc.constantFrom("words" as const, "label" as const, "channel" as const, "tier" as const),
      is: fc.boolean(),
      values: fc.array(fc.oneof(valueText, fc.constantFrom("chat", "email", "vip", "gold")), {
        minLength: 1,
        maxLength: 3,
      }),
    }),
    fc.record({
      ...{ field: fc.constant("amount" as const), is: fc.boolean() },
      ...{ minor: fc.nat({ max: 5 }), currency: fc.constantFrom("CNY", "USD") },
    }),
    fc.record({ field: fc.constant("time" as const), is: fc.boolean(), calendarId: fc.constantFrom("office", "gone") }),
  );
  const action: fc.Arbitrary<RuleAction> = fc.oneof(
    fc.record({ do: fc.constant("team" as const), teamId: fc.constantFrom("a", "b") }),
    fc.record({ do: fc.constant("label" as const), labelId: fc.constantFrom("x", "y") }),
    fc.record({ do: fc.constant("priority" as const), priority: fc.constantFrom("low" as const, "urgent" as const) }),
  );
  const anyRule = fc
    .record({
      enabled: fc.boolean(),
      match: fc.constantFrom("all" as const, "any" as const),
      conditions: fc.array(condition, { maxLength: 3 }),
      actions: fc.array(action, { minLength: 1, maxLength: 3 }),
      stop: fc.boolean(),
    })
    .map((each): RoutingRule => rule(each));
  const facts: fc.Arbitrary<Facts> = fc.record({
    ...{ kind: fc.constant("conversation" as const), inboxId: fc.constant("shop") },
    channel: fc.constantFrom("chat", "email"),
    tier: fc.constantFrom("gold", undefined),
    labels: fc.subarray(["vip", "x"]),
    text,
    orders: fc.array(fc.record({ totalMinor: fc.nat({ max: 6 }), currency: fc.constantFrom("CNY", "USD") })),
  });
  const moment = fc.integer({ min: MONDAY_NOON_MS, max: MONDAY_NOON_MS + 7 * 24 * 3_600_000 });
  const rules = fc.array(anyRule, { maxLength: 6 });

  it("they say the same of the same, and one that is off changes nothing", () => {
    fc.assert(
      fc.property(rules, facts, moment, (all, of, nowMs) => {
        const decision = decide(all, of, calendars, nowMs);
        expect(decide(structuredClone(all), structuredClone(of), calendars, nowMs)).toEqual(decision);
        const on = all.filter(({ enabled }) => enabled);
        expect(decide(on, of, calendars, nowMs)).toEqual(decision);
      }),
    );
  });

  it("the order of a rule's conditions does not matter", () => {
    fc.assert(
      fc.property(rules, facts, moment, (all, of, nowMs) => {
        const turned = all.map((each) => ({ ...each, conditions: each.conditions.toReversed() }));
        expect(decide(turned, of, calendars, nowMs).outcome).toEqual(decide(all, of, calendars, nowMs).outcome);
      }),
    );
  });

  it("one that is said to be unreachable, or never to hold, never holds", () => {
    const isHit = (one: RoutingRule, of: Facts, nowMs: number) =>
      decide([{ ...one, enabled: true }], of, calendars, nowMs).hits.length > 0;
    fc.assert(
      fc.property(anyRule, anyRule, facts, moment, (one, other, of, nowMs) => {
        if (takesAllOf(one, other) && isHit(other, of, nowMs)) expect(isHit(one, of, nowMs)).toBe(true);
        const flaws = flawsOf([other], { ...known, labels: new Set(["vip", "x", "y"]), teams: new Set(["a", "b"]) });
        if (flaws.some(({ reason }) => reason === "never_holds")) expect(isHit(other, of, nowMs)).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });

  it("a huge text costs no more than its beginning, whatever is looked for in it", () => {
    const values = Array.from({ length: 50 }, (_, index) => `${"a".repeat(70)}${index}`);
    const many = Array.from({ length: 20 }, () => rule({ conditions: [listed("words", values)] }));
    expect(routingRuleList.safeParse(many).success).toBe(true);
    expect(routingRuleList.safeParse([...many, rule({ conditions: [listed("words", ["more"])] })]).success).toBe(false);
    expect(foldedText("a".repeat(5_000_000)).length).toBe(10_000);
    expect(got(many, { text: "a".repeat(5_000_000) })).toEqual(NOTHING);
  });

  it("a word is found exactly where a slow and simple search finds it", () => {
    fc.assert(
      fc.property(text, text, (one, word) => {
        const [within, wanted] = [foldedText(one), foldedWord(word)];
        if (hasWord(within, wanted)) expect(within).toContain(wanted);
        if (/^\p{Script=Han}+$/u.test(wanted)) expect(hasWord(within, wanted)).toBe(within.includes(wanted));
      }),
    );
  });
});
