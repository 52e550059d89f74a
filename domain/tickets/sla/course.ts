/**
 * The service level of one ticket: what became of it in, clocks and events out. The first response is met by the person of
 * the staff who begins with it; time to resolution runs until it is resolved or closed. Both stand still while it waits for
 * the customer, and run on while it waits for a third party, which the shop chose. What somebody promised by hand is a
 * moment: nothing puts it off but another promise, and the ticket's end.
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
} from "#domain/sla/clock";
import { type SlaTerms, sameTerms, slaTerms } from "#domain/sla/terms";
import { isFinished } from "#domain/tickets/rules";
import { promiseOf, termsOfPromise } from "#domain/tickets/sla/promise";
import { TICKET_DUE_KINDS, TICKET_STATUSES, type TicketDueKind, type TicketStatus } from "#protocol/constants";
import { ESCALATED_LEVELS } from "#protocol/ticket-clocks";

export const TICKET_TARGETS = ["firstResponse", "resolution"] as const;
type Target = (typeof TICKET_TARGETS)[number];

export const ticketCourse = z.object({
  /** Absent as long as no policy was for it. */
  terms: slaTerms.optional(),
  clocks: z.partialRecord(z.enum(TICKET_TARGETS), slaClock),
  promise: slaClock.optional(),
  /** How the first response came out: its clock is no more. Absent before that, and where none was promised. */
  responded: z.object({ atMs: z.int(), usedMs: z.int(), targetMs: z.int(), missedAtMs: z.int().optional() }).optional(),
  /** Who beyond whoever has it was told last; until it is finished. */
  escalated: z.object({ kind: z.enum(TICKET_DUE_KINDS), to: z.enum(ESCALATED_LEVELS), atMs: z.int() }).optional(),
  status: z.enum(TICKET_STATUSES),
  /** A person of the staff has begun with it. */
  isTaken: z.boolean(),
  misses: z.int(),
  /** Nobody is told of what was missed before. */
  quietUntilMs: z.int(),
});
export type TicketCourse = z.infer<typeof ticketCourse>;

/** What a ticket is after something happened to it, as far as its times go by that. */
export interface TicketMove {
  readonly atMs: number;
  /** Of the staff. */
  readonly isByPerson: boolean;
  readonly status: TicketStatus;
  readonly promisedMs: number | undefined;
}

export type TicketEvent = SlaEvent<TicketDueKind>;

export interface AdvancedTicket {
  readonly course: TicketCourse;
  /** In the order in which they came to pass. */
  readonly events: readonly TicketEvent[];
}

/** @param made as it was made; @param quietUntilMs what was missed before is no news */
export function beginTicketCourse(made: TicketMove, terms: SlaTerms | undefined, quietUntilMs: number): TicketCourse {
  const { status, atMs, promisedMs } = made;
  const blank = { clocks: {}, status, isTaken: begins(made), misses: 0, quietUntilMs };
  const walk = new Walk({ ...blank, ...(terms === undefined ? {} : { terms }) });
  walk.startDue(atMs);
  walk.promise(promisedMs, atMs);
  return walk.course;
}

/**
 * @param moves since it was advanced last, in order
 * @param terms that hold for it from now on; undefined: no policy is for it
 */
export function advanceTicket(
  before: TicketCourse,
  moves: readonly TicketMove[],
  terms: SlaTerms | undefined,
  nowMs: number,
): AdvancedTicket {
  const walk = new Walk(before);
  walk.goBy(terms, Math.min(nowMs, moves[0]?.atMs ?? nowMs));
  for (const move of moves) {
    // What came in the very moment came in time.
    walk.elapse(move.atMs - 1);
    walk.take(move);
  }
  walk.elapse(nowMs);
  return { course: walk.course, events: walk.events };
}

function begins({ isByPerson, status }: TicketMove): boolean {
  return isByPerson && status !== "new";
}

class Walk {
  course: TicketCourse;
  readonly events: TicketEvent[] = [];

  constructor(course: TicketCourse) {
    this.course = course;
  }

  goBy(terms: SlaTerms | undefined, atMs: number): void {
    const { terms: before, ...rest } = this.course;
    if (sameTerms(before, terms)) return;
    if (before !== undefined) this.#eachClock((kind, clock) => underTerms(kind, clock, before, terms, atMs));
    this.course = { ...rest, clocks: this.course.clocks, ...(terms === undefined ? {} : { terms }) };
    this.startDue(atMs);
  }

  elapse(untilMs: number): void {
    const { terms, promise, quietUntilMs, status } = this.course;
    const events: TicketEvent[] = [];
    let misses = 0;
    const pass = (kind: TicketDueKind, before: SlaClock, by: Parameters<typeof elapse>[2]) => {
      const elapsed = elapse<TicketDueKind>(kind, before, by, untilMs, quietUntilMs);
      events.push(...elapsed.events);
      if (before.missedAtMs === undefined && elapsed.clock.missedAtMs !== undefined) misses += 1;
      return elapsed.clock;
    };
    if (terms !== undefined) this.#eachClock((kind, clock) => pass(kind, clock, terms));
    if (promise !== undefined && !isFinished(status))
      this.#set({ promise: pass("promise", promise, termsOfPromise(terms)) });
    if (misses > 0) this.#set({ misses: this.course.misses + misses });
    const inOrder = events.toSorted((a, b) => a.atMs - b.atMs);
    for (const event of inOrder) {
      const to = event.type === "escalated" ? ESCALATED_LEVELS.find((level) => level === event.to) : undefined;
      if (to !== undefined) this.#set({ escalated: { kind: event.kind, to, atMs: event.atMs } });
    }
    this.events.push(...inOrder);
  }

  take(move: TicketMove): void {
    const { status, atMs, promisedMs } = move;
    const before = this.course.status;
    if (begins(move)) this.#set({ isTaken: true });
    if (this.course.isTaken) this.#respond(atMs);
    if (isFinished(before) && !isFinished(status) && this.course.terms?.onReopen === "restart")
      this.#drop("resolution");
    this.#set({ status });
    if (isFinished(status)) this.#calmDown();
    if (!runs(status)) this.#pause(atMs);
    this.startDue(atMs);
    this.promise(promisedMs, atMs);
  }

  /** Starts what is promised and does not run yet, or lets it go on, if it is the shop's turn. */
  startDue(atMs: number): void {
    const { terms, status } = this.course;
    if (terms === undefined || !runs(status)) return;
    for (const kind of TICKET_TARGETS) {
      if (kind === "firstResponse" && this.course.isTaken) continue;
      const { clocks } = this.course;
      const clock = clocks[kind];
      const started = clock === undefined ? startClock(kind, terms, atMs) : resumeClock(kind, clock, terms, atMs);
      if (started !== undefined) this.#set({ clocks: { ...clocks, [kind]: started } });
    }
  }

  promise(promisedMs: number | undefined, atMs: number): void {
    const { promise, ...rest } = this.course;
    if (promise?.dueAtMs === promisedMs) return;
    this.course = promisedMs === undefined ? rest : { ...rest, promise: promiseOf(promisedMs, atMs) };
  }

  #pause(atMs: number): void {
    const { terms } = this.course;
    if (terms !== undefined) this.#eachClock((_, clock) => pauseClock(clock, terms, atMs));
  }

  #respond(atMs: number): void {
    const { terms, clocks } = this.course;
    const targetMs = terms?.targetsMs.firstResponse;
    if (terms !== undefined && targetMs !== undefined && clocks.firstResponse !== undefined) {
      const { usedMs, missedAtMs } = pauseClock(clocks.firstResponse, terms, atMs);
      this.#set({ responded: { atMs, usedMs, targetMs, ...(missedAtMs === undefined ? {} : { missedAtMs }) } });
    }
    this.#drop("firstResponse");
  }

  #calmDown(): void {
    const { escalated: _, ...rest } = this.course;
    this.course = rest;
  }

  #drop(dropped: Target): void {
    this.#eachClock((kind, clock) => (kind === dropped ? undefined : clock));
  }

  #eachClock(change: (kind: Target, clock: SlaClock) => SlaClock | undefined): void {
    this.#set({ clocks: mapClocks(TICKET_TARGETS, this.course.clocks, change) });
  }

  #set(change: Partial<TicketCourse>): void {
    this.course = { ...this.course, ...change };
  }
}

function runs(status: TicketStatus): boolean {
  return !isFinished(status) && status !== "waiting_customer";
}
