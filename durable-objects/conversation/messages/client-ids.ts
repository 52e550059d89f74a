/**
 * Which `clientId`s were used, and by which message: sending one again never makes a second message, however late.
 *
 * An index of random ids costs every message one more page to write. So the newest are kept in memory, read again after
 * waking, and moved to their table together: one page is then written for many.
 */
import type { ClientIdStore } from "#actors/conversation/messages/client-id-store";

/** So many are in memory at most. */
export const MOVED_TOGETHER = 64;

export class ClientIds {
  readonly #store: ClientIdStore;
  /** Those that are not in the table; undefined until the first look after waking. */
  #newest: Map<string, number> | undefined;

  constructor(store: ClientIdStore) {
    this.#store = store;
  }

  /** @returns the seq of the message that the sender made with it, if that is among the newest */
  newestSeqOf(senderId: string, clientId: string): number | undefined {
    return this.#known().get(keyOf(senderId, clientId));
  }

  /** @returns the same of one that was moved already */
  movedSeqOf(senderId: string, clientId: string): number | undefined {
    return this.#store.movedClientId(senderId, clientId);
  }

  /** Whether the next one is the last before they are moved, which is a write of its own. */
  get isFull(): boolean {
    return this.#known().size >= MOVED_TOGETHER - 1;
  }

  /** A message was inserted. Call it in that transaction; if it is rolled back, this object is of no use any more. */
  used(senderId: string, clientId: string, seq: number): void {
    const newest = this.#known();
    newest.set(keyOf(senderId, clientId), seq);
    if (newest.size < MOVED_TOGETHER) return;
    this.#store.moveClientIds(seq);
    newest.clear();
  }

  #known(): Map<string, number> {
    this.#newest ??= new Map(
      this.#store.newestClientIds().map((row) => [keyOf(row.senderId, row.clientId), row.seq] as const),
    );
    return this.#newest;
  }
}

/** No id has a space in it. */
function keyOf(senderId: string, clientId: string): string {
  return `${senderId} ${clientId}`;
}
