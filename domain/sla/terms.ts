/** Which policy a conversation goes by, and what of it and of its calendar the conversation keeps: its terms. */
import { z } from "zod";
import { storedHours } from "#domain/organisation/opening-hours";
import { DAY_MS } from "#domain/organisation/zone-clock";
import type { BusinessCalendar } from "#domain/sla/calendar";
import {
  type Channel,
  ESCALATION_LEVELS,
  type Priority,
  REOPEN_RULES,
  SLA_KINDS,
  type SlaKind,
} from "#protocol/constants";
import type { Calendar, SlaPolicy } from "#protocol/http-sla";

const interval = z.object({ fromMinute: z.int(), toMinute: z.int() });
export const storedSpecialDays = z.array(z.object({ date: z.string(), intervals: z.array(interval) }));
export const storedClosings = z.array(z.object({ fromMs: z.int(), toMs: z.int() }));

/** A policy at one version with its calendar at one: as it rests with a conversation. */
export const slaTerms = z.object({
  policyId: z.string(),
  policyVersion: z.int(),
  /** Absent: around the clock. */
  calendar: storedHours.extend({ specialDays: storedSpecialDays, closings: storedClosings }).optional(),
  calendarVersion: z.int().optional(),
  /** In open time; a kind that is absent is not promised. */
  targetsMs: z.partialRecord(z.enum(SLA_KINDS), z.int()),
  warnPercent: z.int(),
  reminderMs: z.int().optional(),
  escalation: z.array(z.object({ to: z.enum(ESCALATION_LEVELS), afterMs: z.int() })),
  onReopen: z.enum(REOPEN_RULES),
});
export type SlaTerms = z.infer<typeof slaTerms>;

/** What decides which policy is for a conversation. */
export interface SlaCase {
  readonly channel: Channel;
  readonly priority: Priority;
  /** As the shop vouches for it; undefined where it says nothing. */
  readonly tier: string | undefined;
}

/** @param policies in the shop's order @returns the first that fits, or undefined: then nothing is promised */
export function choosePolicy<Policy extends Pick<SlaPolicy, "channels" | "priorities" | "tiers">>(
  policies: readonly Policy[],
  { channel, priority, tier }: SlaCase,
): Policy | undefined {
  const tierKey = tier === undefined ? undefined : tierKeyOf(tier);
  return policies.find(
    ({ channels, priorities, tiers }) =>
      (channels.length === 0 || channels.includes(channel)) &&
      (priorities.length === 0 || priorities.includes(priority)) &&
      (tiers.length === 0 || tiers.some((each) => tierKeyOf(each) === tierKey)),
  );
}

function tierKeyOf(tier: string): string {
  return tier.normalize("NFKC").trim().toLowerCase();
}

/** Days of the calendar that are further back are kept out: no clock that runs looks at them. */
const KEPT_BACK_DAYS = 35;

/** @param calendar the policy's, absent for around the clock */
export function termsOf(policy: SlaPolicy, calendar: Calendar | undefined, nowMs: number): SlaTerms {
  const { firstResponseMs, nextResponseMs, resolutionMs, warnPercent, reminderMs, onReopen } = policy;
  return {
    policyId: policy.id,
    policyVersion: policy.version,
    ...(calendar === undefined
      ? {}
      : { calendar: keptCalendar(calendar, nowMs - KEPT_BACK_DAYS * DAY_MS), calendarVersion: calendar.version }),
    targetsMs: {
      ...(firstResponseMs === undefined ? {} : { firstResponse: firstResponseMs }),
      ...(nextResponseMs === undefined ? {} : { nextResponse: nextResponseMs }),
      ...(resolutionMs === undefined ? {} : { resolution: resolutionMs }),
    },
    warnPercent,
    ...(reminderMs === undefined ? {} : { reminderMs }),
    escalation: policy.escalation.toSorted((a, b) => a.afterMs - b.afterMs),
    onReopen,
  };
}

function keptCalendar({ timeZone, intervals, specialDays, closings }: Calendar, sinceMs: number) {
  const since = new Date(sinceMs).toISOString().slice(0, 10);
  return {
    timeZone,
    intervals,
    specialDays: specialDays.filter(({ date }) => date >= since),
    closings: closings.filter(({ toMs }) => toMs > sinceMs),
  } satisfies BusinessCalendar;
}

/** Whether both are of the same policy and calendar, at the same versions. */
export function sameTerms(a: SlaTerms | undefined, b: SlaTerms | undefined): boolean {
  return (
    a?.policyId === b?.policyId && a?.policyVersion === b?.policyVersion && a?.calendarVersion === b?.calendarVersion
  );
}

/** After so much open time somebody is warned; undefined for a kind that is not promised. */
export function warnAfterMs({ targetsMs, warnPercent, reminderMs }: SlaTerms, kind: SlaKind): number | undefined {
  const targetMs = targetsMs[kind];
  if (targetMs === undefined) return undefined;
  const isReminded = kind !== "resolution" && reminderMs !== undefined && reminderMs < targetMs;
  return isReminded ? reminderMs : Math.round((targetMs * warnPercent) / 100);
}
