/**
 * The service level catches up with its conversation: from the outbox a moment after something was written, and from its
 * timers. Nothing of it stands between a message and its sockets, and what it goes by are the messages themselves, so that
 * whatever a crash takes along is found again. A timer that comes after the answer finds nothing due.
 */
import type { Alert, Change } from "#actors/conversation/change";
import { insertActivity } from "#actors/conversation/messages/insert";
import type { Room } from "#actors/conversation/room";
import { happeningsAfter } from "#actors/conversation/sla/happenings";
import type { SlaStanding } from "#actors/conversation/sla/store";
import { logFailure } from "#actors/runtime/log";
import type { Timers } from "#actors/runtime/timers";
import type { SlaEvent } from "#domain/sla/clock";
import { advance, beginCourse, type Happening, type SlaCourse } from "#domain/sla/course";
import type { SlaSubject } from "#domain/sla/lookup";
import { momentsOf, shownSla } from "#domain/sla/shown";
import type { SlaTerms } from "#domain/sla/terms";

export interface SlaPorts {
  readonly room: Room;
  readonly timers: Timers;
  /** As D1 has policies and calendars at this moment; undefined if none is for it. */
  readonly slaTerms: (subject: SlaSubject, nowMs: number) => Promise<SlaTerms | undefined>;
}

const TIMERS = { warning: "sla.warning", breach: "sla.breach", escalation: "sla.escalation" } as const;
const MOMENTS = ["warning", "breach", "escalation"] as const;

export function isSlaTimer(name: string): boolean {
  return MOMENTS.some((moment) => TIMERS[moment] === name);
}

/** @returns when that timer is to run again */
export async function slaTimerDue(ports: SlaPorts, name: string, nowMs: number): Promise<number | undefined> {
  if (!ports.room.isThere) return undefined;
  await settleSla(ports, nowMs);
  const moment = MOMENTS.find((each) => TIMERS[each] === name);
  const course = ports.room.hasBegun ? ports.room.live.sla?.course : undefined;
  return moment === undefined || course === undefined ? undefined : momentsOf(course)[moment];
}

/** What was missed longer ago than this when a conversation's service level begins is no news: it was imported, or there was no policy. */
const NEWS_MS = 60_000;
/** Every customer writes on the website so far. */
const CHANNEL = "chat";

/** Idempotent. @throws Error if D1 does not answer and a clock is to start: whoever called it calls again */
export async function settleSla(ports: SlaPorts, nowMs: number): Promise<void> {
  const { room } = ports;
  const { course } = standingOf(room, nowMs);
  const isDue = MOMENTS.some((moment) => (momentsOf(course)[moment] ?? Number.POSITIVE_INFINITY) <= nowMs);
  let { terms } = course;
  if (isDue || startsSomething(course, pending(room, nowMs).happenings)) {
    const { contactId, priority, ruling } = room.live.record;
    try {
      terms = await ports.slaTerms({ channel: CHANNEL, contactId, priority, policyId: ruling?.policyId }, nowMs);
    } catch (error) {
      // What is due is due by the terms that are known.
      if (!isDue) throw error;
      logFailure("sla_terms_unread", error);
    }
  }
  if (room.hasBegun) settle(ports, terms, Date.now());
}

function standingOf({ live }: Room, nowMs: number): SlaStanding {
  return live.sla ?? { course: beginCourse(nowMs - NEWS_MS), settledSeq: 0 };
}

function pending(room: Room, nowMs: number) {
  return happeningsAfter(room.live, room.messages, standingOf(room, nowMs).settledSeq);
}

/** Whether a clock may start by it, or another policy be for it: then the newest terms are asked for. */
function startsSomething({ turn, status }: SlaCourse, happenings: readonly Happening[]): boolean {
  const isWaited = turn === "shop" && status === "open" && !happenings.some(({ type }) => type === "agent");
  const asks = ["reopened", "woken", "retermed"];
  return happenings.some(({ type }) => (type === "customer" ? !isWaited : asks.includes(type)));
}

function settle({ room, timers }: SlaPorts, terms: SlaTerms | undefined, nowMs: number): void {
  const before = standingOf(room, nowMs);
  const { happenings, upToSeq } = pending(room, nowMs);
  const { course, events } = advance(before.course, happenings, terms, nowMs);
  const standing = { course, settledSeq: upToSeq };
  const isNone = course.terms === undefined && before.course.terms === undefined;
  if (isNone || (events.length === 0 && JSON.stringify(course) === JSON.stringify(before.course))) {
    // To be found again by reading the same messages: nothing to write.
    room.keepSla(standing);
    return;
  }
  room.change(nowMs, (change) => {
    for (const event of events) tell(change, event, nowMs);
    setTimers(timers, course);
    write(change, standing);
  });
}

function write(change: Change, standing: SlaStanding): void {
  const { live } = change;
  const shown = shownSla(standing.course);
  live.sla = standing;
  live.slaStore.save(standing, shown);
  if (JSON.stringify(shown) === JSON.stringify(live.record.sla)) return;
  const seq = live.lastSeq + 1;
  live.record = { ...live.record, sla: shown, changedSeq: seq };
  live.lastSeq = seq;
  change.store.touch(seq);
  change.hasOnlyClocks = true;
  change.emitConversation("agents", seq);
}

function setTimers(timers: Timers, course: SlaCourse): void {
  const moments = momentsOf(course);
  for (const moment of MOMENTS) {
    const [name, atMs] = [TIMERS[moment], moments[moment]];
    if (timers.dueAtMs(name) === atMs) continue;
    if (atMs === undefined) timers.cancel(name);
    else timers.schedule(name, atMs);
  }
}

/** A line for staff of what was missed and who was told; an alert for whoever is to do something. */
function tell(change: Change, event: SlaEvent, nowMs: number): void {
  const { kind, dueAtMs } = event;
  const alert = (cause: Alert["cause"], to: Alert["to"]) =>
    change.alerts.push({ key: `${kind}.${dueAtMs}.${cause}.${to}`, kind, dueAtMs, cause, to });
  switch (event.type) {
    case "warning":
      alert("warning", "agent");
      break;
    case "breach":
      insertActivity(change, { key: "sla.breached", to: kind }, nowMs);
      break;
    case "urged":
      insertActivity(change, { key: "sla.urged" }, nowMs);
      break;
    case "escalated":
      if (event.to !== "agent") insertActivity(change, { key: "sla.escalated", to: event.to }, nowMs);
      alert(event.cause, event.to);
      break;
  }
}
