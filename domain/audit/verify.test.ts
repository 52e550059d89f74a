/** Whatever is done to a log afterwards is found: each row in turn, in every column. */
import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { AUDIT_ACTIONS } from "#domain/audit/actions";
import { type AuditFacts, CHAIN_START, type ChainHead, sealRows, walkChain } from "#domain/audit/chain";
import { parsePublicKey, parseSigningKey, signHead } from "#domain/audit/heads";
import { type AuditRow, type Evidence, type FindingKind, verifyLog } from "#domain/audit/verify";
import type { SignedHead } from "#protocol/http-audit";

const ROWS = 50;
const BEGAN_AT_MS = 1_760_000_000_000;
const NOW_MS = BEGAN_AT_MS + ROWS * 1_000;
/** Every tenth row was the last when a head was signed, and the fiftieth is the last of all. */
const SIGNED_EVERY = 10;

const newKey = () =>
  parseSigningKey(
    generateKeyPairSync("ed25519").privateKey.export({ format: "der", type: "pkcs8" }).toString("base64"),
  );
const key = newKey();

function factsOf(index: number): AuditFacts {
  return {
    id: `0192-${String(index).padStart(4, "0")}`,
    atMs: BEGAN_AT_MS + index * 1_000,
    actorType: "agent",
    actorId: `agent-${index % 3}`,
    sessionId: index % 4 === 0 ? null : `session-${index}`,
    origin: index % 5 === 0 ? null : `fd00::${index}`,
    action: AUDIT_ACTIONS[index % AUDIT_ACTIONS.length] ?? "",
    subjectType: "conversation",
    subjectId: `c-${index}`,
    detail: JSON.stringify({ to: `agent-${index}` }),
  };
}

function sealed(facts: readonly AuditFacts[]): AuditRow[] {
  const seals = sealRows(CHAIN_START, facts);
  return facts.map((row, index) => ({ ...row, seq: seals[index]?.seq ?? null, hash: seals[index]?.hash ?? null }));
}

function headOf(rows: readonly AuditRow[], nth = rows.length): ChainHead {
  const row = rows[nth - 1];
  return { seq: row?.seq ?? 0, hash: row?.hash ?? "" };
}

const rows = sealed(Array.from({ length: ROWS }, (_, index) => factsOf(index)));
const signedHeads: SignedHead[] = Array.from({ length: ROWS / SIGNED_EVERY }, (_, nth) =>
  signHead(key, headOf(rows, (nth + 1) * SIGNED_EVERY), NOW_MS),
);

function verdictOn(changed: Partial<Evidence>) {
  const keys = [parsePublicKey(key.publicKey)];
  return verifyLog({ rows, head: headOf(rows), signedHeads, keys, nowMs: NOW_MS, ...changed });
}

function kindsOf(changed: Partial<Evidence>): FindingKind[] {
  return verdictOn(changed).findings.map(({ kind }) => kind);
}

const places = rows.map((_, index) => index);

describe("an untouched log", () => {
  it("is intact, in whatever order it was read", () => {
    const verdict = verdictOn({ rows: rows.toReversed(), signedHeads: signedHeads.toReversed() });
    expect(verdict).toMatchObject({ isIntact: true, sealedRows: ROWS, lastSigned: { seq: ROWS } });
  });

  it("is intact when it is empty, and when its newest rows are not sealed or signed for yet", () => {
    expect(verdictOn({ rows: [], head: undefined, signedHeads: [] }).isIntact).toBe(true);
    expect(verdictOn({ signedHeads: [] }).isIntact).toBe(true);
    const late = { ...factsOf(0), id: "late", seq: null, hash: null };
    expect(verdictOn({ rows: [...rows, late] })).toMatchObject({ isIntact: true, unsealedRows: 1, overdueRows: 0 });
  });

  it("counts what should have been sealed or signed for long ago", () => {
    const late = { ...factsOf(0), id: "late", seq: null, hash: null };
    const nowMs = NOW_MS + 3_600_000;
    expect(verdictOn({ rows: [...rows, late], nowMs })).toMatchObject({ isIntact: true, overdueRows: 1 });
    expect(verdictOn({ signedHeads: signedHeads.slice(0, 4), nowMs }).overdueRows).toBe(SIGNED_EVERY);
  });
});

describe("each row in turn", () => {
  /** Another value of the column's own kind, so that nothing but the hash can tell. */
  const other = (value: string | number | null) => {
    if (value === null) return "x";
    return typeof value === "number" ? value + 1 : `${value}x`;
  };
  const columns = Object.keys(factsOf(0)) as (keyof AuditFacts)[];

  it.each([...columns, "hash", "seq"] as const)("is found when its %s was changed", (column) => {
    for (const index of places) {
      const changed = rows.map((row, at) => (at === index ? { ...row, [column]: other(row[column]) } : row));
      const verdict = verdictOn({ rows: changed });
      expect([index, verdict.isIntact]).toEqual([index, false]);
      expect(verdict.firstBadSeq).toBe(index + 1);
    }
  });

  it("is found when a value was taken out of it", () => {
    for (const column of ["sessionId", "origin", "seq", "hash"] as const) {
      for (const index of places.filter((at) => rows[at]?.[column] !== null)) {
        const changed = rows.map((row, at) => (at === index ? { ...row, [column]: null } : row));
        expect([column, index, verdictOn({ rows: changed }).isIntact]).toEqual([column, index, false]);
      }
    }
  });

  it("is found when a column is not even of our form", () => {
    for (const index of places) {
      const changed = rows.map((row, at) => (at === index ? { ...row, atMs: "soon" } : row));
      const verdict = verdictOn({ rows: changed });
      expect([index, verdict.findings[0]?.kind, verdict.firstBadSeq]).toEqual([index, "row_malformed", index + 1]);
    }
  });

  it("is found when it was removed", () => {
    for (const index of places) {
      const { isIntact, firstBadSeq } = verdictOn({ rows: rows.filter((_, at) => at !== index) });
      expect([index, isIntact, firstBadSeq]).toEqual([index, false, index + 1]);
    }
  });

  it("is found when it was removed and the others moved up", () => {
    for (const index of places) {
      const left = rows.filter((_, at) => at !== index).map((row, at) => ({ ...row, seq: at + 1 }));
      expect([index, verdictOn({ rows: left, head: headOf(left) }).isIntact]).toEqual([index, false]);
    }
  });

  it("is found when another was put before it", () => {
    const strange = { ...factsOf(99), hash: "0".repeat(64) };
    for (const index of [...places, ROWS]) {
      const more = [...rows.slice(0, index), { ...strange, seq: 0 }, ...rows.slice(index)];
      const moved = more.map((row, at) => ({ ...row, seq: at + 1 }));
      const verdict = verdictOn({ rows: moved, head: headOf(moved) });
      expect([index, verdict.isIntact, verdict.firstBadSeq]).toEqual([index, false, index + 1]);
    }
  });

  it("is found when another was put in its very place", () => {
    for (const index of places) {
      const twice = [...rows, { ...factsOf(99), seq: index + 1, hash: rows[index]?.hash }];
      expect([index, verdictOn({ rows: twice }).isIntact]).toEqual([index, false]);
    }
  });

  it("is found when it changed places with its neighbour", () => {
    for (const index of places.slice(1)) {
      const swapped = rows.map((row, at) => {
        const from = at === index ? index - 1 : at === index - 1 ? index : at;
        return { ...(rows[from] ?? row), seq: at + 1 };
      });
      const { isIntact, firstBadSeq } = verdictOn({ rows: swapped, head: headOf(swapped) });
      expect([index, isIntact, firstBadSeq]).toEqual([index, false, index]);
    }
  });

  it("is found when it was changed and the whole chain made anew behind it", () => {
    for (const index of places) {
      const forged = sealed(rows.map((row, at) => (at === index ? { ...row, actorId: "somebody else" } : row)));
      expect(kindsOf({ rows: forged, head: headOf(forged) })).toContain("chain_rewritten");
    }
  });

  it("is found when everything from it on was cut, the head rolled back with it", () => {
    for (const index of places) {
      const cut = rows.slice(0, index);
      const head = index === 0 ? undefined : headOf(cut);
      const verdict = verdictOn({ rows: cut, head });
      expect([index, verdict.findings.at(-1)?.kind, verdict.firstBadSeq]).toEqual([index, "tail_cut", index + 1]);
    }
  });

  it("is found when the tail was cut and grew again with other rows", () => {
    for (const index of places) {
      const grown = sealed([
        ...rows.slice(0, index),
        ...Array.from({ length: ROWS }, (_, nth) => ({ ...factsOf(100 + nth), id: `new-${nth}` })),
      ]);
      expect(kindsOf({ rows: grown, head: headOf(grown) })).toContain("chain_rewritten");
    }
  });
});

describe("the head in the table", () => {
  it("is found when it was rolled back, or went ahead, or is gone", () => {
    for (const nth of places.slice(1)) {
      const verdict = verdictOn({ head: headOf(rows, nth) });
      expect([nth, verdict.isIntact, verdict.firstBadSeq]).toEqual([nth, false, nth + 1]);
    }
    expect(kindsOf({ head: { seq: ROWS + 1, hash: "0".repeat(64) } })).toEqual(["head_differs"]);
    expect(kindsOf({ head: { ...headOf(rows), hash: "0".repeat(64) } })).toEqual(["head_differs"]);
    expect(kindsOf({ head: undefined })).toEqual(["head_missing"]);
  });
});

describe("signed heads", () => {
  it("are found when another key signed them", () => {
    const foreign = signHead(newKey(), headOf(rows), NOW_MS);
    expect(kindsOf({ signedHeads: [...signedHeads, foreign] })).toEqual(["signed_head_forged"]);
    expect(kindsOf({ signedHeads: [{ ...foreign, keyId: key.keyId }] })).toEqual(["signed_head_forged"]);
  });

  it("are found when any of their parts was changed", () => {
    const [head] = signedHeads;
    if (head === undefined) throw new Error("none was signed");
    const flipped = `${head.signature.startsWith("A") ? "B" : "A"}${head.signature.slice(1)}`;
    for (const part of [
      { seq: 11 },
      { hash: headOf(rows).hash },
      { atMs: 0 },
      { signature: flipped },
      { version: 2 },
    ]) {
      expect(kindsOf({ signedHeads: [{ ...head, ...part }] })).toContain("signed_head_forged");
    }
    expect(kindsOf({ signedHeads: [null] })).toEqual(["signed_head_forged"]);
  });

  it("of an earlier key count as long as that key is known", () => {
    const earlier = newKey();
    const old = signHead(earlier, headOf(rows, 5), NOW_MS);
    const keys = [parsePublicKey(key.publicKey), parsePublicKey(earlier.publicKey)];
    expect(verdictOn({ signedHeads: [old, ...signedHeads], keys }).isIntact).toBe(true);
  });

  it("are missed when all of them are gone from a log that is old enough to have some", () => {
    expect(kindsOf({ signedHeads: [], nowMs: NOW_MS + 3_600_000 })).toEqual(["nothing_signed"]);
  });

  it("cannot be made without a key that is one", () => {
    for (const secret of [undefined, "", "not base64 of anything", Buffer.alloc(48).toString("base64")]) {
      expect(() => parseSigningKey(secret)).toThrow("AUDIT_SIGNING_KEY");
      expect(() => parsePublicKey(secret ?? "")).toThrow("public key");
    }
  });
});

describe("a stretch of the chain", () => {
  it("holds from any link to any later one, and breaks where a row does not fit", () => {
    const from = headOf(rows, 20);
    expect(walkChain(from, rows.slice(20, 30), 30)).toEqual({ whole: headOf(rows, 30), brokenSeq: undefined });
    expect(walkChain(from, rows.slice(20, 29), 30).brokenSeq).toBe(30);
    const changed = rows.slice(20, 30).map((row) => (row.seq === 25 ? { ...row, detail: "{}" } : row));
    expect(walkChain(from, changed, 30)).toEqual({ whole: headOf(rows, 24), brokenSeq: 25 });
  });
});
