import { expect, it } from "vitest";
import { outboxStorage } from "#client/lib/outbox-storage.ts";
import { memoryStore } from "#client/lib/storage.ts";
import { draftsOf, forgetWriting, unsentPrefix } from "./drafts.ts";

it("keeps a reply and a note of each conversation apart, and by agent", () => {
  const store = memoryStore();
  const drafts = draftsOf(store, "li", "c1");
  drafts.write("reply", "您好");
  drafts.write("note", "VIP");
  expect([drafts.read("reply"), drafts.read("note")]).toEqual(["您好", "VIP"]);
  expect(draftsOf(store, "li", "c2").read("reply")).toBe("");
  expect(draftsOf(store, "bo", "c1").read("reply")).toBe("");
});

it("forgets a draft that was emptied", () => {
  const store = memoryStore();
  const drafts = draftsOf(store, "li", "c1");
  drafts.write("reply", "x");
  drafts.write("reply", " \n");
  expect(store.keys("")).toEqual([]);
});

it("forgets on signing out all that was not sent, whoever wrote it, and nothing else", () => {
  const store = memoryStore();
  store.set("edgedesk.locale", "en");
  for (const id of ["c1", "c2", "c3"]) draftsOf(store, "li", id).write("reply", id);
  const unsent = { clientId: "m1", contentType: "text", content: "您好", createdAtMs: 1 } as const;
  for (const agent of ["li", "bo"]) outboxStorage(store, unsentPrefix(agent)).put("c1", unsent);
  forgetWriting(store);
  expect(store.keys("")).toEqual(["edgedesk.locale"]);
});
