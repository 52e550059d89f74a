import { expect, it } from "vitest";
import { arrivals, type Summary } from "./summary.ts";

const summary = (key: string, change: Partial<Summary> = {}): Summary => ({
  ...{ key, own: false, atMs: 1, unread: 0, resolved: false, unsent: false },
  ...change,
});

it("tells of what came in, and of nothing that was there, was read or was said here", () => {
  const before = [summary("a", { unread: 1 }), summary("b"), summary("c"), summary("d", { unread: 2 })];
  const after = [
    summary("a", { unread: 1 }),
    summary("b", { unread: 1, atMs: 2 }),
    summary("c", { own: true, atMs: 2 }),
    summary("d", { unread: 0, atMs: 2 }),
    summary("new", { unread: 1 }),
    summary("new and mine", { own: true }),
  ];
  expect(arrivals(before, after).map(({ key }) => key)).toEqual(["b", "new"]);
});
