/**
 * Which agents have written something that the customer sees, and when one did for the first time. Read when it is first
 * asked for: sending does not ask for the assignee, and most conversations have nobody else.
 */
import type { MessageStore } from "#actors/conversation/messages/store";
import type { Actor } from "#protocol/vocabulary";

export class PublicWriters {
  readonly #store: MessageStore;
  #ids: Set<string> | undefined;
  /** Of an agent; null: there is none, as was looked up. */
  #firstReplyAtMs: number | null | undefined;

  constructor(store: MessageStore) {
    this.#store = store;
  }

  has(id: string): boolean {
    this.#ids ??= new Set(this.#store.publicWriters());
    return this.#ids.has(id);
  }

  wrote({ id, type }: Pick<Actor, "id" | "type">): void {
    this.#ids?.add(id);
    if (type === "agent" && this.#firstReplyAtMs === null) this.#firstReplyAtMs = undefined;
  }

  /** When an agent first wrote to the customer: once it is known it stays, whatever is recalled. */
  firstReplyAtMs(): number | undefined {
    if (this.#firstReplyAtMs === undefined) this.#firstReplyAtMs = this.#store.firstReplyAtMs() ?? null;
    return this.#firstReplyAtMs ?? undefined;
  }
}
