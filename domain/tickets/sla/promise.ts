/** What somebody promised by hand: a moment on the wall clock, such as a call back. */
import type { SlaClock } from "#domain/sla/clock";
import type { SlaTerms } from "#domain/sla/terms";

/** So long before it somebody is reminded, or in the last quarter of a shorter time. */
const REMINDED_MS = 15 * 60_000;
const REMINDED_SHARE = 0.25;
/** Where no policy says who else is to know: whoever has it, and an hour later the team's supervisors. */
const CHAIN: SlaTerms["escalation"] = [
  { to: "agent", afterMs: 0 },
  { to: "supervisor", afterMs: 60 * 60_000 },
];

/** @param atMs when it was promised */
export function promiseOf(dueAtMs: number, atMs: number): SlaClock {
  const clock = { startedAtMs: atMs, usedMs: 0, runningSinceMs: atMs, dueAtMs, isWarned: false, escalated: 0 };
  const spanMs = dueAtMs - atMs;
  return spanMs <= 0
    ? clock
    : { ...clock, warnAtMs: dueAtMs - Math.min(REMINDED_MS, Math.round(spanMs * REMINDED_SHARE)) };
}

/** A promise holds at night too; who hears of it if not, the policy of the ticket says where there is one. */
export function termsOfPromise(terms: SlaTerms | undefined): Pick<SlaTerms, "calendar" | "escalation"> {
  return { escalation: terms?.escalation ?? CHAIN };
}
