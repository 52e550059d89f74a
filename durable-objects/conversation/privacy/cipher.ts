/** Seals and opens what one conversation keeps, with its data key. The key is unwrapped on first use after waking. */
import { createSecretKey, type KeyObject } from "node:crypto";
import { NONCE_BYTES, openText, sealText } from "#domain/privacy/envelope";
import { isUnopenable, type KeyRing, rewrapDataKey, unwrapDataKey, type WrappedKey } from "#domain/privacy/key-ring";

export class ConversationCipher {
  readonly #conversationId: string;
  #wrapped: WrappedKey;
  readonly #keyRing: () => KeyRing;
  #dataKey: KeyObject | undefined;

  /** @param keyRing read only when the key is first needed */
  constructor(conversationId: string, wrapped: WrappedKey, keyRing: () => KeyRing) {
    this.#conversationId = conversationId;
    this.#wrapped = wrapped;
    this.#keyRing = keyRing;
  }

  get dataKey(): KeyObject {
    this.#dataKey ??= createSecretKey(
      unwrapDataKey(this.#keyRing(), { kind: "conversation", id: this.#conversationId }, this.#wrapped),
    );
    return this.#dataKey;
  }

  get wrapped(): WrappedKey {
    return this.#wrapped;
  }

  /** Whether the ring has the key that this conversation's is wrapped with. */
  canOpen(): boolean {
    try {
      return this.dataKey !== undefined;
    } catch (error) {
      if (isUnopenable(error)) return false;
      throw error;
    }
  }

  /** Wraps the data key with the ring's current key, if another one wraps it. @returns how it rests from now on */
  rewrap(): WrappedKey {
    const subject = { kind: "conversation", id: this.#conversationId } as const;
    this.#wrapped = rewrapDataKey(this.#keyRing(), subject, this.#wrapped, this.nonce());
    return this.#wrapped;
  }

  nonce(): Uint8Array {
    return crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  }

  sealContent(messageId: string, revision: number, content: string): Uint8Array {
    return sealText(
      this.dataKey,
      { table: "messages", record: messageId, field: "content", revision },
      content,
      this.nonce(),
    );
  }

  openContent(messageId: string, revision: number, sealed: Uint8Array): string {
    return openText(this.dataKey, { table: "messages", record: messageId, field: "content", revision }, sealed);
  }

  sealName(participantId: string, name: string): Uint8Array {
    const record = `${this.#conversationId}:${participantId}`;
    return sealText(this.dataKey, { table: "participants", record, field: "name", revision: 1 }, name, this.nonce());
  }

  openName(participantId: string, sealed: Uint8Array): string {
    const record = `${this.#conversationId}:${participantId}`;
    return openText(this.dataKey, { table: "participants", record, field: "name", revision: 1 }, sealed);
  }
}
