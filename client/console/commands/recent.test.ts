import { expect, it } from "vitest";
import { memoryStore } from "#client/lib/storage.ts";
import { addRecent, readRecent } from "./recent.ts";

it("remembers the last few of each person, the latest first, each once", () => {
  const store = memoryStore();
  for (const id of ["a", "b", "a", "c", "d", "e", "f", "g"]) addRecent(store, "me", id);
  expect(readRecent(store, "me")).toEqual(["g", "f", "e", "d", "c", "a"]);
  expect(readRecent(store, "other")).toEqual([]);
});
