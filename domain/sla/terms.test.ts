import { describe, expect, it } from "vitest";
import { choosePolicy, type SlaTerms, termsOf, warnAfterMs } from "#domain/sla/terms";
import type { Calendar, SlaPolicy } from "#protocol/http-sla";

const policy = (id: string, fits: Partial<SlaPolicy>): SlaPolicy => ({
  ...{ id, name: id, version: 1, channels: [], priorities: [], tiers: [] },
  ...{ appliesTo: "both", ticketTypes: [] },
  ...{ firstResponseMs: 180_000, warnPercent: 75, escalation: [], onReopen: "continue" },
  ...fits,
});
const CHAT = { channel: "chat", priority: "normal", tier: undefined } as const;

describe("the policy of a conversation", () => {
  const policies = [
    policy("gold", { tiers: ["Gold", "金卡"] }),
    policy("urgent", { channels: ["chat"], priorities: ["high", "urgent"] }),
    policy("phone", { channels: ["phone"] }),
    policy("rest", {}),
  ];
  const idFor = (change: object) => choosePolicy(policies, { ...CHAT, ...change })?.id;
  it("is the first that it fits", () => {
    expect(idFor({ priority: "urgent", tier: "gold" })).toBe("gold");
    expect(idFor({ priority: "urgent" })).toBe("urgent");
    expect(idFor({ channel: "phone", priority: "urgent" })).toBe("phone");
    expect(idFor({})).toBe("rest");
  });
  it("knows a tier whatever its case and width", () => {
    expect(idFor({ tier: " ＧＯＬＤ " })).toBe("gold");
    expect(idFor({ tier: "golden" })).toBe("rest");
  });
  it("may be none", () => {
    expect(choosePolicy(policies.slice(0, 3), CHAT)).toBeUndefined();
  });
});

describe("its terms", () => {
  const day = (date: string) => ({ date, intervals: [] });
  const calendar: Calendar = {
    ...{ id: "c", name: "C", version: 4, timeZone: "Asia/Shanghai", intervals: [] },
    specialDays: [day("2020-10-01"), day("2026-10-01")],
    closings: [{ fromMs: 0, toMs: 1 }],
  };
  it("keep of the calendar what can still matter", () => {
    const terms = termsOf(policy("p", {}), calendar, Date.parse("2026-10-02T00:00:00Z"));
    expect(terms).toMatchObject({ calendarVersion: 4, calendar: { specialDays: [day("2026-10-01")], closings: [] } });
  });
  it("warn after a share of a target, or where the policy reminds", () => {
    const terms: SlaTerms = { ...termsOf(policy("p", { resolutionMs: 100_000 }), undefined, 0), reminderMs: 100_000 };
    expect(warnAfterMs(terms, "firstResponse")).toBe(100_000);
    expect(warnAfterMs(terms, "resolution")).toBe(75_000);
    expect(warnAfterMs({ ...terms, reminderMs: 180_000 }, "firstResponse")).toBe(135_000);
    expect(warnAfterMs(terms, "nextResponse")).toBeUndefined();
  });
});
