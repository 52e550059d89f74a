import { describe, expect, it } from "vitest";
import { keyUses } from "#domain/privacy/ring-status";
import type { Rotation } from "#domain/privacy/rotation";

const finished: Rotation = {
  id: "r",
  keys: "data",
  keyId: "k2",
  stage: "agents",
  cursor: "",
  step: 9,
  passes: 1,
  total: 3,
  done: 3,
  failed: 0,
  unopenable: {},
  startedAtMs: 1,
  nextStepAtMs: 2,
  endedAtMs: 3,
  outcome: "finished",
};
const running: Rotation = { ...finished, endedAtMs: undefined, outcome: undefined };

function mayRemove(rows: Record<string, number>, named: string[], latest: Rotation | undefined) {
  return keyUses(["k2", "k1"], rows, named, latest)
    .filter((use) => use.mayRemove)
    .map(({ id }) => id);
}

describe("an old key", () => {
  it("may be removed when a rotation has seen everything, copies too, and nothing names it", () => {
    expect(mayRemove({ k2: 5 }, ["k2"], finished)).toEqual(["k1"]);
  });

  it.each([
    ["nobody has looked at the copies", { k2: 5 }, ["k2"], undefined],
    ["that goes on", { k2: 5 }, ["k2"], running],
    ["it was of another key", { k2: 5 }, ["k2"], { ...finished, keyId: "k1" }],
    ["it came to no end", { k2: 5 }, ["k2"], { ...finished, outcome: "superseded" as const }],
    ["a row names it again", { k1: 1 }, ["k1"], finished],
    ["words were hashed with it", {}, ["k1", "k2"], finished],
    ["a copy could not be opened", {}, ["k2"], { ...finished, unopenable: { k1: 1 } }],
  ])("may not while %s", (_name, rows, named, latest) => {
    expect(mayRemove(rows, named, latest)).toEqual([]);
  });
});

it("the current key and a missing one never may, and a missing one is told of by what names it", () => {
  const latest = { ...finished, unopenable: { k0: 2 } };
  expect(keyUses(["k2"], { k2: 4, k9: 1 }, ["k2", "k9"], latest)).toEqual([
    { id: "k2", state: "current", rows: 4, copies: 0, mayRemove: false },
    { id: "k0", state: "missing", rows: 0, copies: 2, mayRemove: false },
    { id: "k9", state: "missing", rows: 1, copies: 0, mayRemove: false },
  ]);
});
