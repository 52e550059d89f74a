import { describe, expect, it } from "vitest";
import { outboxStorage } from "./outbox-storage.ts";
import { browserStore, memoryStore } from "./storage.ts";

function throwing(): never {
  throw new DOMException("denied", "SecurityError");
}
const item = (clientId: string, createdAtMs: number) => ({
  clientId,
  createdAtMs,
  contentType: "text" as const,
  content: clientId,
});

describe("a browser's storage", () => {
  it("is replaced by memory where the browser refuses it", () => {
    const store = browserStore(throwing);
    store.set("a:1", "x");
    expect(store.get("a:1")).toBe("x");
    expect(store.keys("a:")).toEqual(["a:1"]);
    store.remove("a:1");
    expect(store.get("a:1")).toBeUndefined();
  });
});

describe("an outbox's storage", () => {
  it("keeps each conversation's messages in the order of writing, without what is only true of the line", () => {
    const storage = outboxStorage(memoryStore(), "edgedesk:web");
    storage.put("c1", { ...item("b", 2), onWire: true });
    storage.put("c1", item("a", 1));
    storage.put("c2", item("c", 3));
    expect(storage.load("c1")).toEqual([item("a", 1), item("b", 2)]);
    expect(storage.conversations()).toEqual(["c1", "c2"]);
    storage.remove("c2", "c");
    expect(storage.conversations()).toEqual(["c1"]);
  });

  it("passes over what it did not write", () => {
    const store = memoryStore();
    const storage = outboxStorage(store, "p");
    store.set("p:outbox:c1:x", "{broken");
    store.set("p:outbox:c1:y", '{"clientId":"y"}');
    storage.put("c1", item("a", 1));
    expect(storage.load("c1")).toEqual([item("a", 1)]);
  });
});
