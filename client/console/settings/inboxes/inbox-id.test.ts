import { expect, it } from "vitest";
import { idFrom, isInboxId } from "./inbox-id.ts";

it("is suggested from the name", () => {
  expect(idFrom("Tea & Clay")).toBe("tea-clay");
  expect(idFrom("  Café  Zürich 2 ")).toBe("cafe-zurich-2");
  expect(idFrom("茶与陶")).toBe("");
  expect(isInboxId(idFrom("a".repeat(90)))).toBe(true);
});

it("is letters, digits, hyphens and underscores", () => {
  expect(["web", "Web_2", "a-b"].map(isInboxId)).toEqual([true, true, true]);
  expect(["", "a b", "茶", "a".repeat(65), "a/b"].map(isInboxId)).toEqual([false, false, false, false, false]);
});
