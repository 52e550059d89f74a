/** What the demo shop promises its customers, and when its people work. Named in both languages, as the rest of it. */
import type { Calendar, SlaPolicy } from "#protocol/http-sla";

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7] as const;

export const DEMO_CALENDAR: Omit<Calendar, "version"> = {
  id: "care",
  name: "Customer care · 客服工作时间",
  timeZone: "Asia/Shanghai",
  intervals: EVERY_DAY.flatMap((weekday) => [
    { weekday, fromMinute: 9 * 60, toMinute: 12 * 60 + 30 },
    { weekday, fromMinute: 13 * 60 + 30, toMinute: 18 * 60 },
  ]),
  specialDays: [],
  closings: [],
};

type DemoPolicy = Omit<SlaPolicy, "version">;
const USUAL: Pick<
  DemoPolicy,
  "appliesTo" | "ticketTypes" | "priorities" | "tiers" | "warnPercent" | "escalation" | "onReopen"
> = {
  appliesTo: "conversations",
  ticketTypes: [],
  priorities: [],
  tiers: [],
  warnPercent: 75,
  escalation: [
    { to: "agent", afterMs: 0 },
    { to: "supervisor", afterMs: 10 * MINUTE_MS },
    { to: "qa", afterMs: HOUR_MS },
  ],
  onReopen: "continue",
};

/** In their order: who calls is answered before who chats, and that before mail. Chats are for whenever somebody tries the demo. */
export const DEMO_POLICIES: readonly DemoPolicy[] = [
  {
    ...{ ...USUAL, id: "phone", name: "Phone · 电话", channels: ["phone"], calendarId: DEMO_CALENDAR.id },
    ...{ firstResponseMs: 30 * SECOND_MS, resolutionMs: 4 * HOUR_MS },
  },
  {
    ...{ ...USUAL, id: "chat", name: "Chat · 在线会话", channels: ["chat"] },
    ...{ firstResponseMs: 10 * MINUTE_MS, nextResponseMs: 30 * MINUTE_MS, resolutionMs: 8 * HOUR_MS },
  },
  {
    ...{ ...USUAL, id: "email", name: "Email · 邮件", channels: ["email"], calendarId: DEMO_CALENDAR.id },
    ...{ firstResponseMs: 4 * HOUR_MS, nextResponseMs: 8 * HOUR_MS, resolutionMs: 3 * DAY_MS },
  },
  {
    ...{ ...USUAL, id: "complaints", name: "Complaint tickets · 投诉工单", channels: [], appliesTo: "tickets" },
    ...{ ticketTypes: ["complaint"], firstResponseMs: HOUR_MS, resolutionMs: DAY_MS },
  },
  {
    ...{ ...USUAL, id: "tickets", name: "Tickets · 工单", channels: [], appliesTo: "tickets" },
    ...{ firstResponseMs: 4 * HOUR_MS, resolutionMs: 3 * DAY_MS },
  },
];
