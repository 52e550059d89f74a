/**
 * Whether an agent is there, as time goes on: what they choose to be and until when, feeds that open and close, and what
 * becomes of it when nobody comes back.
 */
import type { Feed, FeedAttachment } from "#actors/agent/feed/feed";
import type { Standing } from "#actors/agent/presence/standing";
import type { Timers } from "#actors/runtime/timers";
import { type Chosen, isBack } from "#domain/presence/rules";
import { CLOSE_CODES } from "#protocol/constants";

/** The last feed closed. */
const DROP_TIMER = "drop";
/** The agent said that they are offline. */
const OFFLINE_TIMER = "offline";
/** A crash or a deploy ends sockets without telling: whoever has a feed open is looked after now and then. */
const PRESENCE_TIMER = "presence-check";
const PRESENCE_CHECK_MS = 60_000;
/** The agent said when they are back. */
const BACK_TIMER = "back";
/** The time after a conversation. */
const WRAP_UP_TIMER = "wrap-up";

export interface AttendancePorts {
  readonly timers: Timers;
  readonly feed: Feed;
  readonly standing: Standing;
  /** How long somebody may be gone before others take over. */
  readonly graceMs: number;
  /** Lets go of their work. @returns when to come again for the rest */
  readonly letGo: (nowMs: number) => number | undefined;
}

export class Attendance {
  readonly #ports: AttendancePorts;

  constructor(ports: AttendancePorts) {
    this.#ports = ports;
  }

  choose(chosen: Chosen, nowMs: number): void {
    const { timers, standing, graceMs } = this.#ports;
    if (chosen.untilMs === undefined) timers.cancel(BACK_TIMER);
    else timers.schedule(BACK_TIMER, chosen.untilMs);
    // Time to change one's mind, or to finish: then those who wait for an answer get somebody else.
    if (chosen.status === "offline") timers.schedule(OFFLINE_TIMER, nowMs + graceMs);
    else timers.cancel(OFFLINE_TIMER);
    standing.choose(chosen, nowMs);
  }

  /** They may have no work any more, from this moment on. */
  endWork(nowMs: number): void {
    const { timers, standing } = this.#ports;
    if (standing.known.status !== "offline") standing.choose({ status: "offline" }, nowMs);
    timers.schedule(OFFLINE_TIMER, nowMs);
  }

  beginWrapUp(nowMs: number): void {
    const untilMs = this.#ports.standing.beginWrapUp(nowMs);
    if (untilMs !== undefined) this.#ports.timers.schedule(WRAP_UP_TIMER, untilMs);
  }

  endWrapUp(nowMs: number): void {
    this.#ports.timers.cancel(WRAP_UP_TIMER);
    this.#ports.standing.endWrapUp(nowMs);
  }

  /** @param expiresAtMs of the session that opened it */
  feedOpened(expiresAtMs: number, nowMs: number): void {
    const { timers } = this.#ports;
    timers.cancel(DROP_TIMER);
    const atMs = Math.min(nowMs + PRESENCE_CHECK_MS, expiresAtMs);
    const before = timers.dueAtMs(PRESENCE_TIMER);
    if (before === undefined || before > atMs) timers.schedule(PRESENCE_TIMER, atMs);
  }

  feedClosed(): void {
    const { timers, feed, standing, graceMs } = this.#ports;
    if (standing.profile === undefined || feed.isOpen()) return;
    const nowMs = Date.now();
    // Whatever their status: one who is offline may have picked something, and is gone now.
    if (timers.dueAtMs(DROP_TIMER) === undefined) timers.schedule(DROP_TIMER, nowMs + graceMs);
    standing.announce(nowMs);
  }

  /** @returns when to come again */
  timerDue(name: string, nowMs: number): number | undefined {
    const { standing, letGo } = this.#ports;
    switch (name) {
      case DROP_TIMER:
        return this.#drop(nowMs);
      case OFFLINE_TIMER:
        return standing.known.status === "offline" ? letGo(nowMs) : undefined;
      case PRESENCE_TIMER:
        return this.#look(nowMs);
      case BACK_TIMER:
        // What they chose since then has a time of its own, or none.
        if (isBack(standing.known, nowMs)) standing.choose({ status: "online" }, nowMs);
        return undefined;
      case WRAP_UP_TIMER:
        standing.endWrapUp(nowMs);
        return undefined;
      default:
        return undefined;
    }
  }

  /** @returns when to look again, as long as a feed is open */
  #look(nowMs: number): number | undefined {
    const { sockets } = this.#ports.feed;
    const isExpired = ({ principal }: FeedAttachment) => principal.expiresAtMs <= nowMs;
    sockets.closeWhere(CLOSE_CODES.sessionEnded, "session ended", isExpired);
    const expiries = [...sockets.entries()].map(([, { principal }]) => principal.expiresAtMs);
    if (expiries.length > 0) return Math.min(nowMs + PRESENCE_CHECK_MS, ...expiries);
    this.feedClosed();
    return undefined;
  }

  /** @returns when to let go of the rest */
  #drop(nowMs: number): number | undefined {
    const { feed, standing, letGo } = this.#ports;
    if (feed.isOpen()) return undefined;
    if (standing.known.status !== "offline") standing.choose({ status: "offline" }, nowMs);
    return letGo(nowMs);
  }
}
