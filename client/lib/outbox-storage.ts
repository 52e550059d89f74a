/** Keeps unsent messages over a reload: a key for each, so that two tabs never overwrite each other's. */
import { CONTENT_TYPES } from "#protocol/constants";
import { array, attemptJson, integer, object, oneOf, string } from "./decoder.ts";
import { clientId, errorCode, id } from "./nouns.ts";
import type { OutboxItem } from "./outbox.ts";
import type { KeyValueStore } from "./storage.ts";

export interface OutboxStorage {
  /** In the order in which they were written. */
  load(conversationId: string): OutboxItem[];
  put(conversationId: string, item: OutboxItem): void;
  remove(conversationId: string, clientId: string): void;
  /** Every conversation that has something to send. */
  conversations(): string[];
}

const storedItem = object(
  { clientId, contentType: oneOf(...CONTENT_TYPES), content: string, createdAtMs: integer(0) },
  { private: oneOf(true), replyTo: id, mentions: array(string), failedCode: errorCode },
);

/** @param prefix tells apart who uses the same storage: an inbox's widget, an agent's console */
export function outboxStorage(store: KeyValueStore, prefix: string): OutboxStorage {
  const keyOf = (conversationId: string, item: string) => `${prefix}:outbox:${conversationId}:${item}`;
  return {
    load: (conversationId) =>
      store
        .keys(keyOf(conversationId, ""))
        .map((key) => attemptJson(storedItem, store.get(key) ?? ""))
        .filter((item) => item !== undefined)
        .sort((a, b) => a.createdAtMs - b.createdAtMs),
    put(conversationId, { onWire: _, ...item }) {
      store.set(keyOf(conversationId, item.clientId), JSON.stringify(item));
    },
    remove: (conversationId, itemId) => store.remove(keyOf(conversationId, itemId)),
    conversations: () => [...new Set(store.keys(`${prefix}:outbox:`).map((key) => key.split(":").at(-2) ?? ""))],
  };
}
