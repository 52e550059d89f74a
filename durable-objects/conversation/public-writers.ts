/**
 * Which agents have written something that the customer sees. Read when it is first asked for: sending does not ask for
 * the assignee, and most conversations have nobody else.
 */
import type { ConversationStore } from "#actors/conversation/store";

export class PublicWriters {
  readonly #store: ConversationStore;
  #ids: Set<string> | undefined;

  constructor(store: ConversationStore) {
    this.#store = store;
  }

  has(id: string): boolean {
    this.#ids ??= new Set(this.#store.publicWriters());
    return this.#ids.has(id);
  }

  wrote(id: string): void {
    this.#ids?.add(id);
  }
}
