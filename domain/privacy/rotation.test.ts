import { describe, expect, it } from "vitest";
import { advance, beginPass, end, needsRotation, type Rotation, STEP_LEASE_MS } from "#domain/privacy/rotation";

const NOW = 1_000_000;
const fresh: Rotation = {
  id: "r1",
  keys: "data",
  keyId: "k2",
  stage: "waiting",
  cursor: "",
  step: 0,
  passes: 0,
  total: 0,
  done: 0,
  failed: 0,
  unopenable: {},
  startedAtMs: NOW,
  nextStepAtMs: NOW,
  endedAtMs: undefined,
  outcome: undefined,
};
const allDone = { done: 1, failed: 0 };

/** Goes on until it is over or waits for another pass. */
function run(rotation: Rotation, fails: (stage: string) => number = () => 0): { stages: string[]; last: Rotation } {
  let last = beginPass(rotation, 3, NOW);
  const stages: string[] = [];
  while (last.endedAtMs === undefined && last.stage !== "waiting") {
    stages.push(last.stage);
    last = advance(last, { done: 1, failed: fails(last.stage) }, NOW);
  }
  return { stages, last };
}

describe("a rotation", () => {
  it("goes through data keys, then conversations' copies, then agents' copies of these", () => {
    const { stages, last } = run(fresh);
    expect(stages).toEqual(["data-keys", "conversations", "agents"]);
    expect(last).toMatchObject({ outcome: "finished", endedAtMs: NOW, done: 3, total: 3 });
  });

  it("of the blind index goes through contacts, then words, and deletes what no search needs any more", () => {
    expect(run({ ...fresh, keys: "blind-index" }).stages).toEqual(["contacts", "words", "old-words"]);
  });

  it("stays in a stage as long as that goes on, and each step has a number of its own", () => {
    const first = beginPass(fresh, 9, NOW);
    const second = advance(first, { ...allDone, cursor: "c" }, NOW);
    expect(second).toMatchObject({ stage: "data-keys", cursor: "c", step: 2, nextStepAtMs: NOW + STEP_LEASE_MS });
    expect(advance(second, allDone, NOW)).toMatchObject({ stage: "conversations", cursor: "", step: 3 });
  });

  it("that could not do everything comes again, later each time, and only then is finished", () => {
    const { last } = run(fresh, (stage) => (stage === "agents" ? 2 : 0));
    expect(last).toMatchObject({ stage: "waiting", failed: 2, nextStepAtMs: NOW + 30_000, endedAtMs: undefined });
    const again = run(last, () => 1).last;
    expect(again).toMatchObject({ stage: "waiting", nextStepAtMs: NOW + 60_000 });
    expect(run(again).last).toMatchObject({ outcome: "finished", failed: 0, passes: 3 });
    expect(run({ ...fresh, passes: 40 }, () => 1).last.nextStepAtMs).toBe(NOW + 3_600_000);
  });

  it("keeps old words while a conversation's new ones are missing", () => {
    const { stages, last } = run({ ...fresh, keys: "blind-index" }, (stage) => (stage === "words" ? 1 : 0));
    expect(stages).toEqual(["contacts", "words"]);
    expect(last.stage).toBe("waiting");
  });

  it("counts what no key of the ring opens, and does not wait for it", () => {
    const first = advance(beginPass(fresh, 1, NOW), { ...allDone, unopenable: { k0: 2 } }, NOW);
    const second = advance(first, { ...allDone, unopenable: { k0: 1, k9: 1 } }, NOW);
    expect(advance(second, allDone, NOW)).toMatchObject({ unopenable: { k0: 3, k9: 1 }, outcome: "finished" });
  });
});

describe("a rotation is needed", () => {
  const finished = end(fresh, "finished", NOW);

  it.each([
    ["when a key was put in front", undefined, ["k2", "k1"], ["k1"], true],
    ["to see whether copies name the old key, though no row does", undefined, ["k2", "k1"], ["k2"], true],
    ["when the order of keys was changed", finished, ["k1", "k2"], ["k2"], true],
    ["when an instance of before wrote with the old key", finished, ["k2", "k1"], ["k1", "k2"], true],
    ["when another key came before the last was through", end(fresh, "superseded", NOW), ["k2", "k1"], [], true],
    ["not with one key", undefined, ["k1"], ["k1"], false],
    ["not for a key that the ring does not have", finished, ["k2"], ["k0", "k2"], false],
    ["not while one runs", fresh, ["k2", "k1"], ["k1"], false],
    ["not after one", finished, ["k2", "k1"], ["k2"], false],
    ["not for what did not open just now", { ...finished, unopenable: { k1: 1 } }, ["k2", "k1"], ["k1"], false],
  ] as const)("%s", (_name, latest, ring, named, expected) => {
    expect(needsRotation("data", latest, ring, named, NOW + 60_000)).toBe(expected);
  });

  it("the next day for what did not open", () => {
    const latest = { ...finished, unopenable: { k1: 1 } };
    expect(needsRotation("data", latest, ["k2", "k1"], ["k1"], NOW + 86_400_000)).toBe(true);
  });

  it("once of the blind index, whose entries come with it", () => {
    expect(needsRotation("blind-index", undefined, ["k1"], [], NOW)).toBe(true);
    expect(needsRotation("blind-index", { ...finished, keyId: "k1" }, ["k1"], ["k1"], NOW)).toBe(false);
  });
});
