import { describe, expect, it } from "vitest";
import * as contract from "#protocol/http-audit";
import { auditPage, chainReport } from "./audit-answers.ts";
import { attempt } from "./decoder.ts";

const hash = "0".repeat(64);
const entry = {
  id: "01900000-0000-7000-8000-000000000000",
  atMs: 1,
  actor: { type: "agent", id: "a", sessionId: "s", origin: "fd00::1" },
  action: "role.changed",
  subject: { type: "role", id: "r" },
  detail: { to: "b", epoch: 3, all: true, ids: ["x"] },
  seq: 1,
  hash,
};
const heads = {
  keyId: hash,
  publicKey: "MCow",
  chain: { seq: 9, unsealed: 1, intactUpTo: 8, brokenAt: 9 },
  latest: { version: 1, seq: 9, hash, atMs: 5, keyId: hash, signature: `${"A".repeat(86)}==` },
  items: [{ anything: 1 }],
  nextCursor: "c",
};

/** Every way to lose one key or to put something else in one place; of a free record, only wrong values. */
function* spoilt(value: unknown, isRecord = false): Generator<unknown> {
  yield* [null, 7.5, ["x", 1], -1];
  if (typeof value !== "object" || value === null || Array.isArray(value)) return;
  for (const [key, child] of Object.entries(value)) {
    if (!isRecord) yield Object.fromEntries(Object.entries(value).filter(([other]) => other !== key));
    for (const bad of spoilt(child, key === "detail")) yield { ...value, [key]: bad };
  }
}

describe("the decoders of the audit log's answers", () => {
  it("take and refuse the same rows as their schema", () => {
    for (const item of [entry, ...spoilt(entry)]) {
      const input = { items: [item], nextCursor: "c" };
      const byZod = contract.auditPage.safeParse(input);
      expect([item, attempt(auditPage, input)]).toEqual([item, byZod.data]);
    }
  });

  it("take of the heads what the console shows, and keep what an auditor gets as it is", () => {
    expect(contract.auditHeads.safeParse(heads).success).toBe(true);
    const { latest: _, ...rest } = heads;
    expect(attempt(chainReport, heads)).toEqual({ ...rest, latest: { seq: 9, atMs: 5 } });
    for (const key of ["keyId", "publicKey", "chain", "items"])
      expect(attempt(chainReport, { ...heads, [key]: undefined })).toBeUndefined();
  });
});
