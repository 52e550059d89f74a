/** Hand decoders of calendars and service levels; held equal to the zod ones by `sla-answers.test.ts`. */
import { CHANNELS, ESCALATION_LEVELS, PRIORITIES, REOPEN_RULES, SLA_SCOPES } from "#protocol/constants";
import type { Calendar, SlaPolicy } from "#protocol/http-sla";
import { array, type Decoder, integer, object, oneOf, string } from "./decoder.ts";
import { slug } from "./nouns.ts";

const interval = { fromMinute: integer(0), toMinute: integer(0) };

export const calendar: Decoder<Calendar> = object({
  id: slug,
  name: string,
  timeZone: string,
  intervals: array(object({ weekday: integer(1), ...interval })),
  specialDays: array(object({ date: string, intervals: array(object(interval)) })),
  closings: array(object({ fromMs: integer(0), toMs: integer(0) })),
  version: integer(1),
});
export const calendarList: Decoder<{ items: Calendar[] }> = object({ items: array(calendar) });

const targetMs = integer(1_000);
export const slaPolicy: Decoder<SlaPolicy> = object(
  {
    id: slug,
    name: string,
    channels: array(oneOf(...CHANNELS)),
    priorities: array(oneOf(...PRIORITIES)),
    tiers: array(string),
    appliesTo: oneOf(...SLA_SCOPES),
    ticketTypes: array(slug),
    warnPercent: integer(10),
    escalation: array(object({ to: oneOf(...ESCALATION_LEVELS), afterMs: integer(0) })),
    onReopen: oneOf(...REOPEN_RULES),
    version: integer(1),
  },
  {
    firstResponseMs: targetMs,
    nextResponseMs: targetMs,
    resolutionMs: targetMs,
    calendarId: slug,
    reminderMs: targetMs,
  },
);
export const slaPolicyList: Decoder<{ items: SlaPolicy[] }> = object({ items: array(slaPolicy) });
