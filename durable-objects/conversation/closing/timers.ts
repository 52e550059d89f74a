/**
 * The two timers of closing. The first asks the customer, a moment after something was resolved so that what is taken back
 * at once asks nobody; the second closes after their silence. Either may come late, twice, or after things have moved on:
 * what the standing says counts, not that a timer fired.
 */
import { standingOf, writeStanding } from "#actors/conversation/closing/write";
import type { Room } from "#actors/conversation/room";
import type { Timers } from "#actors/runtime/timers";
import { askedNow, silenceOver, withTicketResolved } from "#domain/closing/standing";

export const ASK_TIMER = "closing.ask";
export const SILENCE_TIMER = "closing.silence";
export const ASK_AFTER_MS = 3_000;

export interface ClosingTimerPorts {
  readonly room: Room;
  readonly timers: Timers;
  /** As D1 has it at this moment. */
  readonly silenceMs: () => Promise<number>;
}

export function isClosingTimer(name: string): boolean {
  return name === ASK_TIMER || name === SILENCE_TIMER;
}

/** A ticket of the conversation was resolved: its customer is asked, once for as many as there are. Idempotent. */
export function askForTicket({ room, timers }: ClosingTimerPorts, nowMs: number): void {
  const before = standingOf(room.live.record);
  const closing = withTicketResolved(before);
  if (closing === before) return;
  room.change(nowMs, (change) => {
    timers.schedule(ASK_TIMER, nowMs + ASK_AFTER_MS);
    writeStanding(change, closing);
  });
}

/** @returns when that timer is to run again */
export async function closingTimerDue(ports: ClosingTimerPorts, name: string): Promise<number | undefined> {
  if (!ports.room.isThere) return undefined;
  return name === ASK_TIMER ? ask(ports) : closeAfterSilence(ports, Date.now());
}

async function ask({ room, timers, silenceMs }: ClosingTimerPorts): Promise<undefined> {
  if (standingOf(room.live.record).state !== "due") return;
  const silence = await silenceMs();
  // It may have been erased, or opened again, while D1 was asked.
  if (!room.hasBegun) return;
  const nowMs = Date.now();
  const { record, lastSeq } = room.live;
  const closing = askedNow(standingOf(record), { seq: lastSeq, silenceMs: silence }, nowMs);
  if (closing?.closesAtMs === undefined) return;
  const { closesAtMs } = closing;
  room.change(nowMs, (change) => {
    timers.schedule(SILENCE_TIMER, closesAtMs);
    writeStanding(change, closing);
  });
}

function closeAfterSilence({ room }: ClosingTimerPorts, nowMs: number): number | undefined {
  const { record } = room.live;
  const before = standingOf(record);
  const hasWritten = room.messages.hasPublicBy(record.contactId, before.askedSeq ?? 0);
  const closing = silenceOver(before, hasWritten, nowMs);
  if (closing === undefined) return before.state === "asked" ? before.closesAtMs : undefined;
  room.change(nowMs, (change) => {
    if (closing.state === "silent") change.settled = { outcome: "silent", settledAtMs: nowMs };
    writeStanding(change, closing);
  });
  return undefined;
}
