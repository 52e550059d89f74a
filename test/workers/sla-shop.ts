/** A shop with service levels, as an administrator sets them up. */
import { businessCalendar, type Calendar, type SlaPolicy, slaPolicy } from "#protocol/http-sla";
import { post } from "#test/workers/shop";
import type { Headers } from "#test/workers/staff";

const OFFICE_HOURS = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, fromMinute: 540, toMinute: 1_080 }));

export const CALENDAR = {
  name: "Customer care",
  timeZone: "Asia/Shanghai",
  intervals: OFFICE_HOURS,
  specialDays: [{ date: "2026-10-01", intervals: [] }],
  closings: [],
};
export const POLICY = {
  name: "Chat",
  channels: ["chat"],
  priorities: [],
  tiers: [],
  firstResponseMs: 180_000,
  nextResponseMs: 300_000,
  resolutionMs: 14_400_000,
  warnPercent: 75,
  escalation: [
    { to: "agent", afterMs: 0 },
    { to: "supervisor", afterMs: 600_000 },
  ],
  onReopen: "continue",
};

export async function makeCalendar(admin: Headers, change: object = {}): Promise<Calendar> {
  return businessCalendar.parse(await made(await post("/api/v1/admin/calendars", { ...CALENDAR, ...change }, admin)));
}

export async function makePolicy(admin: Headers, change: object = {}): Promise<SlaPolicy> {
  return slaPolicy.parse(await made(await post("/api/v1/admin/sla-policies", { ...POLICY, ...change }, admin)));
}

async function made(answer: Response): Promise<unknown> {
  if (answer.status !== 201) throw new Error(`it answered ${answer.status}: ${await answer.text()}`);
  return answer.json();
}
