import { expect, it } from "vitest";
import type { z } from "zod";
import * as contract from "#protocol/http-sla";
import { attempt, type Decoder } from "./decoder.ts";
import * as answers from "./sla-answers.ts";

const hours = { fromMinute: 540, toMinute: 1_080 };
const calendar = {
  ...{ id: "care", name: "Care 客服", timeZone: "Asia/Shanghai", version: 2 },
  intervals: [{ weekday: 1, ...hours }],
  specialDays: [
    { date: "2026-10-01", intervals: [] },
    { date: "2026-10-10", intervals: [hours] },
  ],
  closings: [{ fromMs: 1, toMs: 2 }],
};
const policy = {
  ...{ id: "chat", name: "Chat", channels: ["chat"], priorities: ["urgent"], tiers: ["Gold"], version: 1 },
  ...{ appliesTo: "both", ticketTypes: ["complaint"] },
  ...{ firstResponseMs: 180_000, nextResponseMs: 300_000, resolutionMs: 14_400_000, calendarId: "care" },
  ...{ warnPercent: 75, reminderMs: 100_000, escalation: [{ to: "qa", afterMs: 0 }], onReopen: "restart" },
};
const shapes: [string, z.ZodType, Decoder<unknown>, object][] = [
  ["calendars", contract.calendarList, answers.calendarList, { items: [calendar] }],
  ["a calendar", contract.businessCalendar, answers.calendar, calendar],
  ["policies", contract.slaPolicyList, answers.slaPolicyList, { items: [policy] }],
  ["a policy", contract.slaPolicy, answers.slaPolicy, policy],
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
