/** How far everybody has received and read, and who of the others is told. */
import type { Change } from "#actors/conversation/change";
import type { Live } from "#actors/conversation/live";
import type { CursorChange, ReceiptKind } from "#actors/conversation/participants/participants";
import type { Room } from "#actors/conversation/room";
import { isSeenByContact as isSeen } from "#domain/conversations/rules";
import { ok, type Result, refuse } from "#domain/failures";
import type { Principal } from "#domain/identity/principal";
import type { ConversationServerFrame } from "#protocol/frames";
import type { Actor } from "#protocol/vocabulary";

/**
 * Takes note of a receipt. Reading changes what agents' lists show, so it is written at once; that something was delivered
 * is written with a later change, or by {@link writeReceipts}.
 * @returns what others are to be told
 */
export function noteReceipt(
  room: Room,
  actor: Actor,
  kind: ReceiptKind,
  seq: number,
  nowMs: number,
): Result<ConversationServerFrame[]> {
  const { live } = room;
  if (seq > live.lastSeq) return refuse("malformed");
  const moved = live.participants.note(actor, kind, seq, nowMs);
  if (kind === "read" && moved.length > 0) {
    live.digest.outdated();
    writeReceipts(room, nowMs);
  }
  return ok(moved.map(receiptFrame));
}

/** Every change takes due ones along. */
export function writeReceipts(room: Room, nowMs: number): void {
  room.change(nowMs, () => undefined);
}

/** Whether the customer is told what this person has read and that they type. */
export function isSeenByContact({ record, publicWriters }: Readonly<Live>, { type, id }: Actor): boolean {
  const hasWrittenPublicly = () => publicWriters.has(id);
  return isSeen({ type, isAssignee: id === record.assigneeId, hasWrittenPublicly });
}

/** How far everybody has received and read, as this reader is told. */
export function receiptsFor(reader: Principal["type"], live: Readonly<Live>): ConversationServerFrame[] {
  const cursors = live.participants.cursors();
  return cursors.filter(({ by }) => reader === "agent" || isSeenByContact(live, by)).map(receiptFrame);
}

/** Who looked on takes part now: the customer learns how far they had read, as they had opened it before they took it. */
export function showReceipts(change: Change, id: string): void {
  for (const cursor of change.live.participants.cursors())
    if (cursor.by.id === id) change.emit("contact", receiptFrame(cursor));
}

function receiptFrame({ kind, seq, by }: CursorChange): ConversationServerFrame {
  return { type: kind, seq, by };
}
