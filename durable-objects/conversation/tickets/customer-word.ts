/** Tells D1 that the customer has written, for tickets that wait for them. */
import type { Room } from "#actors/conversation/room";

/** Further back than this somebody has been told already. */
const LOOKED_BACK = 20;

/** In memory only: after a restart it is told once more, which changes nothing. */
export class CustomerWord {
  readonly #room: Room;
  #toldSeq = 0;

  constructor(room: Room) {
    this.#room = room;
  }

  /** @throws if it was not taken; then it is told the next time */
  async tell(customerWrote: (conversationId: string, wroteAtMs: number) => Promise<void>): Promise<void> {
    // It was erased meanwhile.
    if (!this.#room.hasBegun) return;
    const { record, participants } = this.#room.live;
    const last = this.#room.messages
      .createdBefore(Number.MAX_SAFE_INTEGER, false, LOOKED_BACK)
      .findLast(
        ({ senderId, contentType }) =>
          contentType !== "activity" &&
          (senderId === record.contactId || participants.actorOf(senderId).type === "contact"),
      );
    if (last === undefined || last.seq <= this.#toldSeq) return;
    await customerWrote(record.conversationId, last.createdAtMs);
    this.#toldSeq = last.seq;
  }
}
