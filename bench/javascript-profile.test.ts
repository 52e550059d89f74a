import { expect, test } from "vitest";
import { type CpuProfile, moduleOf, selfTimes } from "./javascript-profile.ts";

const bundle = [
  "var __defProp = Object.defineProperty;",
  "// ../../node_modules/zod/v4/core/parse.js",
  "function parse() {}",
  "// durable-objects/conversation/store.ts",
  "// a remark, not a module",
  "function insert() {}",
];

test("a line belongs to the module whose comment stands above it", () => {
  expect([0, 2, 5, 99].map((line) => moduleOf(bundle, line))).toEqual([
    undefined,
    "zod/v4/core/parse.js",
    "durable-objects/conversation/store.ts",
    "durable-objects/conversation/store.ts",
  ]);
});

test("self time is shared out among what was not idle, and calls from several places add up", () => {
  const node = (id: number, functionName: string, lineNumber: number, scriptId = "7") => ({
    id,
    callFrame: { functionName, scriptId, url: scriptId === "0" ? "" : "file:///worker.js", lineNumber },
  });
  const profile: CpuProfile = {
    nodes: [node(1, "(idle)", -1, "0"), node(2, "insert", 5), node(3, "parse", 2), node(4, "insert", 5)],
    samples: [1, 2, 3, 4, 1],
    timeDeltas: [500, 100, 50, 50, 1_000],
  };
  expect(selfTimes(profile, (scriptId) => (scriptId === "7" ? bundle : undefined))).toEqual([
    { name: "insert (durable-objects/conversation/store.ts)", share: 0.75 },
    { name: "parse (zod/v4/core/parse.js)", share: 0.25 },
  ]);
});
