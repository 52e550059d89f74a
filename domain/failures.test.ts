import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { asFailure, type Failure, ok, refuse, wireError } from "#domain/failures";
import { ERROR_CODES, HTTP_STATUS_OF_CODE, REFUSAL_REASONS } from "#protocol/constants";

/** A type cannot be listed; its source can. */
const source = readFileSync(join(import.meta.dirname, "failures.ts"), "utf8");
const tags = [...source.matchAll(/^ {2}(\w+): \["/gm)].map(([, tag]) => asFailure(tag ?? null));

describe("a failure", () => {
  it("has a code of the protocol and a sentence for people", () => {
    expect(tags.length).toBeGreaterThan(20);
    for (const tag of tags) {
      if (tag === undefined) throw new Error("a tag that is none");
      const { code, message } = wireError(tag);
      expect(ERROR_CODES).toContain(code);
      expect(message).toMatch(/^[A-Z].*\.$/);
    }
  });

  it("makes every code of the protocol, each with an HTTP status of its own", () => {
    const codes = new Set(tags.flatMap((tag) => (tag === undefined ? [] : [wireError(tag).code])));
    expect([...codes].sort()).toEqual([...ERROR_CODES].sort());
    expect(new Set(Object.values(HTTP_STATUS_OF_CODE)).size).toBe(ERROR_CODES.length);
  });

  it("says which it is, unless that would tell what is hidden, foreign or not theirs", () => {
    const silent = ["unauthenticated", "forbidden", "not_found"];
    // These tell those who ask nothing but what they need to go on.
    const helpful = [
      ...["second_factor_wanted", "second_factor_wrong", "link_spent"],
      ...["passkey_refused", "password_wanted", "password_wrong", "proof_wanted", "proof_wrong"],
      ...["blocked", "grants_exceeded", "erased"],
      ...["identity_not_verified", "identity_expired"],
      ...["team_unknown", "type_unknown"],
    ];
    const told = tags.flatMap((tag) =>
      tag === undefined || (silent.includes(wireError(tag).code) && !helpful.includes(tag)) ? [] : [tag],
    );
    expect([...REFUSAL_REASONS].sort()).toEqual(told.sort());
    for (const tag of tags) {
      if (tag !== undefined) expect(wireError(tag).reason).toBe(told.includes(tag) ? tag : undefined);
    }
  });

  it("is known by its tag, and by nothing that an object has of itself", () => {
    expect(asFailure("taken")).toBe("taken" satisfies Failure);
    for (const name of [null, "", "toString", "__proto__", "constructor"]) expect(asFailure(name)).toBeUndefined();
  });
});

describe("a result", () => {
  it("is plain data, as it crosses between actors", () => {
    expect(structuredClone(ok({ n: 1 }))).toEqual({ ok: true, value: { n: 1 } });
    expect(structuredClone(refuse("taken"))).toEqual({ ok: false, failure: "taken" });
  });
});
