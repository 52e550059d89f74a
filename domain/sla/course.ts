/**
 * The service level of one conversation: what happens in it in, clocks and events out. Time to the first and to each next
 * response runs from the first message that nobody answered; time to resolution runs while it is the shop's turn. All stand
 * still while the conversation sleeps. Who has it does not matter: a transfer keeps every clock.
 */
import { z } from "zod";
import {
  elapse,
  mapClocks,
  pauseClock,
  resumeClock,
  type SlaClock,
  type SlaEvent,
  slaClock,
  startClock,
  underTerms,
  urgeClock,
} from "#domain/sla/clock";
import { type SlaTerms, sameTerms, slaTerms } from "#domain/sla/terms";
import { SLA_KINDS, type SlaKind } from "#protocol/constants";

export const slaCourse = z.object({
  /** Absent as long as no policy was for it. */
  terms: slaTerms.optional(),
  clocks: z.partialRecord(z.enum(SLA_KINDS), slaClock),
  /** An agent has answered once: whatever the customer writes from now on wants a next response. */
  isAnswered: z.boolean(),
  /** Who has to do something; absent before anything happened. */
  turn: z.enum(["shop", "customer"]).optional(),
  status: z.enum(["open", "snoozed", "resolved"]),
  misses: z.int(),
  /** How often the customer asked again for the answer that is due. */
  urges: z.int(),
  /** Nobody is told of what was missed before. */
  quietUntilMs: z.int(),
});
export type SlaCourse = z.infer<typeof slaCourse>;

/** @param quietUntilMs for a conversation that was elsewhere before: the moment of its import */
export function beginCourse(quietUntilMs = 0): SlaCourse {
  return { clocks: {}, isAnswered: false, status: "open", misses: 0, urges: 0, quietUntilMs };
}

/** What of a conversation a service level goes by. */
export type Happening =
  | { readonly type: "customer"; readonly atMs: number; readonly isUrging: boolean }
  | { readonly type: "agent" | "snoozed" | "woken" | "resolved" | "reopened"; readonly atMs: number }
  /** Something changed that policies go by. */
  | { readonly type: "retermed"; readonly atMs: number };

export interface Advanced {
  readonly course: SlaCourse;
  /** In the order in which they came to pass. */
  readonly events: readonly SlaEvent[];
}

/**
 * @param happenings since it was advanced last, in order
 * @param terms that hold for it from now on; undefined: no policy is for it
 */
export function advance(
  before: SlaCourse,
  happenings: readonly Happening[],
  terms: SlaTerms | undefined,
  nowMs: number,
): Advanced {
  const walk = new Walk(before);
  // Before what follows from the new terms: the first that happened may start a clock.
  walk.goBy(terms, Math.min(nowMs, happenings[0]?.atMs ?? nowMs));
  for (const happening of happenings) {
    // What came in the very moment came in time.
    walk.elapse(happening.atMs - 1);
    walk.take(happening);
  }
  walk.elapse(nowMs);
  return { course: walk.course, events: walk.events };
}

const RESPONSES = ["firstResponse", "nextResponse"] as const satisfies SlaKind[];

class Walk {
  course: SlaCourse;
  readonly events: SlaEvent[] = [];

  constructor(course: SlaCourse) {
    this.course = course;
  }

  goBy(terms: SlaTerms | undefined, atMs: number): void {
    const { terms: before } = this.course;
    if (sameTerms(before, terms)) return;
    if (before !== undefined) this.#eachClock((kind, clock) => underTerms(kind, clock, before, terms, atMs));
    const { terms: _, ...rest } = this.course;
    this.course = { ...rest, ...(terms === undefined ? {} : { terms }) };
    // What the terms of before did not promise to somebody who waits runs from now on.
    if (rest.turn === "shop" && rest.status === "open") this.#startDue(atMs);
  }

  elapse(untilMs: number): void {
    const { terms, quietUntilMs } = this.course;
    if (terms === undefined) return;
    const events: SlaEvent[] = [];
    let misses = 0;
    this.#eachClock((kind, before) => {
      const elapsed = elapse(kind, before, terms, untilMs, quietUntilMs);
      events.push(...elapsed.events);
      if (before.missedAtMs === undefined && elapsed.clock.missedAtMs !== undefined) misses += 1;
      return elapsed.clock;
    });
    if (misses > 0) this.#set({ misses: this.course.misses + misses });
    this.events.push(...events.toSorted((a, b) => a.atMs - b.atMs));
  }

  take(happening: Happening): void {
    const { atMs } = happening;
    switch (happening.type) {
      case "customer":
        this.#customerWrote(atMs, happening.isUrging);
        break;
      case "agent":
        this.#agentReplied(atMs);
        break;
      case "snoozed":
        this.#set({ status: "snoozed" });
        this.#pause(SLA_KINDS, atMs);
        break;
      case "woken":
        this.#wake(atMs);
        break;
      case "resolved":
        this.#pause(SLA_KINDS, atMs);
        this.#drop(RESPONSES);
        this.#set({ status: "resolved", turn: "customer", urges: 0 });
        break;
      case "reopened":
        if (this.course.status === "resolved") this.#reopen(atMs);
        else this.#wake(atMs);
        break;
      case "retermed":
        break;
    }
  }

  #customerWrote(atMs: number, isUrging: boolean): void {
    if (this.course.status === "snoozed") this.#wake(atMs);
    if (this.course.status === "resolved") this.#reopen(atMs);
    this.#set({ turn: "shop" });
    this.#startDue(atMs);
    if (isUrging) this.#urge(atMs);
  }

  #agentReplied(atMs: number): void {
    this.#drop(RESPONSES);
    this.#set({ isAnswered: true, turn: "customer", urges: 0 });
    this.#pause(["resolution"], atMs);
  }

  #wake(atMs: number): void {
    this.#set({ status: "open", turn: "shop" });
    for (const kind of SLA_KINDS) if (this.course.clocks[kind] !== undefined) this.#start(kind, atMs);
  }

  #reopen(atMs: number): void {
    if (this.course.terms?.onReopen === "restart") this.#drop(["resolution"]);
    this.#set({ status: "open", turn: "shop" });
    this.#start("resolution", atMs);
  }

  #urge(atMs: number): void {
    const { clocks, urges } = this.course;
    const kind = SLA_KINDS.find((each) => clocks[each] !== undefined);
    const clock = kind === undefined ? undefined : clocks[kind];
    if (kind === undefined || clock === undefined) return;
    this.#set({ urges: urges + 1 });
    if (atMs < this.course.quietUntilMs) return;
    this.#set({ clocks: { ...clocks, [kind]: urgeClock(clock, atMs) } });
    const dueAtMs = clock.missedAtMs ?? clock.dueAtMs ?? atMs;
    if (urges === 0) this.events.push({ type: "urged", kind, atMs, dueAtMs });
  }

  #startDue(atMs: number): void {
    this.#start("resolution", atMs);
    this.#start(this.course.isAnswered ? "nextResponse" : "firstResponse", atMs);
  }

  /** Starts it, or lets it go on. */
  #start(kind: SlaKind, atMs: number): void {
    const { terms, clocks } = this.course;
    if (terms === undefined) return;
    const clock = clocks[kind];
    const started = clock === undefined ? startClock(kind, terms, atMs) : resumeClock(kind, clock, terms, atMs);
    if (started !== undefined) this.#set({ clocks: { ...clocks, [kind]: started } });
  }

  #pause(kinds: readonly SlaKind[], atMs: number): void {
    const { terms } = this.course;
    if (terms !== undefined)
      this.#eachClock((kind, clock) => (kinds.includes(kind) ? pauseClock(clock, terms, atMs) : clock));
  }

  #drop(kinds: readonly SlaKind[]): void {
    this.#eachClock((kind, clock) => (kinds.includes(kind) ? undefined : clock));
  }

  #eachClock(change: (kind: SlaKind, clock: SlaClock) => SlaClock | undefined): void {
    this.#set({ clocks: mapClocks(SLA_KINDS, this.course.clocks, change) });
  }

  #set(change: Partial<SlaCourse>): void {
    this.course = { ...this.course, ...change };
  }
}
