/** The HTTP half of the contract: service levels, and the calendars that they go by. */
import { z } from "zod";
import {
  CHANNELS,
  ESCALATION_LEVELS,
  MAX_CALENDARS,
  MAX_CLOSINGS,
  MAX_SHIFTS_A_DAY,
  MAX_SLA_NAME_CHARS,
  MAX_SLA_POLICIES,
  MAX_SLA_TICKET_TYPES,
  MAX_SPECIAL_DAYS,
  MAX_TARGET_MS,
  MAX_TIER_CHARS,
  MAX_TIERS,
  PRIORITIES,
  REOPEN_RULES,
  SLA_SCOPES,
} from "#protocol/constants";
import { BASE_CODES, done, type Operation } from "#protocol/operation";
import { instantMs, isReadable, personName, priority, slug, timeZone } from "#protocol/vocabulary";

const version = z.int().min(1);
const path = z.object({ id: slug });
const slaName = personName.max(MAX_SLA_NAME_CHARS);
const minute = z.int().min(0).max(1_440);
const dayInterval = z.object({ fromMinute: minute, toMinute: minute });
const intervals = z.array(dayInterval).max(MAX_SHIFTS_A_DAY);

const calendarContent = {
  name: slaName,
  timeZone,
  intervals: z
    .array(dayInterval.extend({ weekday: z.int().min(1).max(7) }))
    .max(7 * MAX_SHIFTS_A_DAY)
    .meta({ description: "By the week, 1 for Monday; in minutes since midnight, 1440 for the end of the day." }),
  specialDays: z
    .array(z.object({ date: z.iso.date(), intervals }))
    .max(MAX_SPECIAL_DAYS)
    .meta({ description: "Days with hours of their own: none for a holiday, those of a workday for a make-up one." }),
  closings: z
    .array(z.object({ fromMs: instantMs, toMs: instantMs }))
    .max(MAX_CLOSINGS)
    .meta({ description: "Closed from one moment up to another, whatever the hours say." }),
};
export const calendarBody = z.object(calendarContent);
export type CalendarContent = z.infer<typeof calendarBody>;
export const businessCalendar = z
  .object({ id: slug, ...calendarContent, name: z.string(), version })
  .meta({ id: "BusinessCalendar" });
export type Calendar = z.infer<typeof businessCalendar>;
export const calendarList = z.object({ items: z.array(businessCalendar) }).meta({ id: "BusinessCalendarList" });

const targetMs = z.int().min(1_000).max(MAX_TARGET_MS).optional();
const appliesTo = z.enum(SLA_SCOPES).meta({ description: "What it promises something to." });
const ticketTypes = z
  .array(slug)
  .max(MAX_SLA_TICKET_TYPES)
  .meta({ description: "Of tickets; none: every type. One that was deleted fits nothing." });
const policyContent = {
  name: slaName,
  channels: z
    .array(z.enum(CHANNELS))
    .max(CHANNELS.length)
    .meta({ description: "None: every one. So of the next two." }),
  priorities: z.array(priority).max(PRIORITIES.length),
  tiers: z.array(z.string().trim().min(1).max(MAX_TIER_CHARS).refine(isReadable)).max(MAX_TIERS).meta({
    description: "Values of the attribute `tier` of customers for whom the shop vouches, whatever their case.",
  }),
  appliesTo: appliesTo.default("conversations"),
  ticketTypes: ticketTypes.default([]),
  firstResponseMs: targetMs,
  nextResponseMs: targetMs,
  resolutionMs: targetMs,
  calendarId: slug.optional().meta({ description: "Absent: around the clock." }),
  warnPercent: z.int().min(10).max(95).meta({ description: "After so much of a target somebody is warned." }),
  reminderMs: targetMs.meta({ description: "Of responses: after so long instead, as marketplaces remind." }),
  escalation: z
    .array(z.object({ to: z.enum(ESCALATION_LEVELS), afterMs: z.int().min(0).max(MAX_TARGET_MS) }))
    .max(ESCALATION_LEVELS.length)
    .meta({ description: "Who hears of something overdue, and how long after it became so." }),
  onReopen: z.enum(REOPEN_RULES).meta({
    description: "The time to resolution goes on where it stopped, or begins anew, when a customer comes back.",
  }),
};
export const slaPolicyBody = z.object(policyContent);
export type SlaPolicyContent = z.infer<typeof slaPolicyBody>;
export const slaPolicy = z
  .object({ id: slug, ...policyContent, appliesTo, ticketTypes, name: z.string(), version })
  .meta({ id: "SlaPolicy" });
export type SlaPolicy = z.infer<typeof slaPolicy>;
export const slaPolicyList = z
  .object({
    items: z.array(slaPolicy).meta({ description: "The first that a conversation or a ticket fits is its own." }),
  })
  .meta({ id: "SlaPolicyList" });

const versionQuery = z.object({ version: z.coerce.number().pipe(version) });

export const slaOperations = {
  listCalendars: {
    method: "get",
    path: "/api/v1/admin/calendars",
    summary: "Every business calendar that there is.",
    credential: "agent",
    status: 200,
    answer: calendarList,
    codes: BASE_CODES,
  },
  createCalendar: {
    method: "post",
    path: "/api/v1/admin/calendars",
    summary: `Makes a calendar, one of at most ${MAX_CALENDARS}.`,
    credential: "agent",
    body: calendarBody,
    status: 201,
    answer: businessCalendar,
    codes: [...BASE_CODES, "conflict"],
  },
  changeCalendar: {
    method: "put",
    path: "/api/v1/admin/calendars/:id",
    summary: "Sets all of a calendar at the version that was seen.",
    credential: "agent",
    params: path,
    body: calendarBody.extend({ version }),
    status: 200,
    answer: businessCalendar,
    codes: [...BASE_CODES, "not_found", "conflict"],
  },
  deleteCalendar: {
    method: "delete",
    path: "/api/v1/admin/calendars/:id",
    summary: "Deletes a calendar by which no policy goes.",
    credential: "agent",
    params: path,
    query: versionQuery,
    status: 200,
    answer: done,
    codes: [...BASE_CODES, "not_found", "conflict"],
  },
  listSlaPolicies: {
    method: "get",
    path: "/api/v1/admin/sla-policies",
    summary: "Every service level, in the order in which they are tried.",
    credential: "agent",
    status: 200,
    answer: slaPolicyList,
    codes: BASE_CODES,
  },
  createSlaPolicy: {
    method: "post",
    path: "/api/v1/admin/sla-policies",
    summary: `Makes a service level, the last in order, one of at most ${MAX_SLA_POLICIES}.`,
    credential: "agent",
    body: slaPolicyBody,
    status: 201,
    answer: slaPolicy,
    codes: [...BASE_CODES, "conflict"],
  },
  changeSlaPolicy: {
    method: "put",
    path: "/api/v1/admin/sla-policies/:id",
    summary: "Sets all of a service level at the version that was seen.",
    credential: "agent",
    params: path,
    body: slaPolicyBody.extend({ version }),
    status: 200,
    answer: slaPolicy,
    codes: [...BASE_CODES, "not_found", "conflict"],
  },
  orderSlaPolicies: {
    method: "put",
    path: "/api/v1/admin/sla-policies",
    summary: "Puts the service levels in order; 409 unless all of them are named, each once.",
    credential: "agent",
    body: z.object({ ids: z.array(slug).max(MAX_SLA_POLICIES) }),
    status: 200,
    answer: slaPolicyList,
    codes: [...BASE_CODES, "conflict"],
  },
  deleteSlaPolicy: {
    method: "delete",
    path: "/api/v1/admin/sla-policies/:id",
    summary: "Deletes a service level; what goes by it keeps its due times until its next answer.",
    credential: "agent",
    params: path,
    query: versionQuery,
    status: 200,
    answer: done,
    codes: [...BASE_CODES, "not_found", "conflict"],
  },
} as const satisfies Record<string, Operation>;
