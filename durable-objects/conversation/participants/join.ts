/** A guest turns out to be a verified contact: all that they did in here was done by that one. */
import type { JoinContact } from "#actors/contracts";
import type { JoinStore } from "#actors/conversation/participants/join-store";
import type { Room } from "#actors/conversation/room";
import type { Actor } from "#protocol/vocabulary";

/**
 * Idempotent.
 * @param name of the verified contact; without one the guest's stays
 * @returns whether it was theirs
 */
export function joinContact(
  room: Room,
  joins: JoinStore,
  { from, to: toId, name }: JoinContact,
  nowMs: number,
): boolean {
  const { record, participants, lastSeq } = room.live;
  if (record.contactId !== from || record.contactVerified === true) return false;
  room.change(nowMs, (change) => {
    // All of them: what is only in memory is read anew below.
    participants.writeDueCursors(Number.POSITIVE_INFINITY);
    const to: Actor = { type: "contact", id: toId, name: name ?? participants.actorOf(from).name };
    joins.joinContact(from, participants.renamed(from, to), lastSeq + 1);
    // Participants, client ids and writers are kept in memory under the old id.
    room.load();
    change.emitConversation("everyone", lastSeq + 1);
  });
  return true;
}
