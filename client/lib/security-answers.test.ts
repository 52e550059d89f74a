import { describe, expect, it } from "vitest";
import type { z } from "zod";
import * as contract from "#protocol/http-security";
import { done } from "#protocol/operation";
import { attempt, type Decoder } from "./decoder.ts";
import * as answers from "./security-answers.ts";

const ID = "01900000-0000-7000-8000-000000000000";
const AT = "2027-01-15T08:00:00Z";
const passkey = { id: ID, name: "Laptop", createdAt: AT, lastUsedAt: AT };
const session = { id: ID, browser: "Chrome", system: "Windows", startedAt: AT, seenAt: AT, isCurrent: true };

const shapes: [string, z.ZodType, Decoder<unknown>, object][] = [
  ["done", done, answers.done, { done: true }],
  [
    "second step",
    contract.secondFactorStep,
    answers.secondFactorStep,
    { totp: true, passkey: false, recoveryCode: true },
  ],
  [
    "overview",
    contract.securityOverview,
    answers.securityOverview,
    { secondFactorRequired: true, totpSince: AT, recoveryCodesLeft: 9, passkeys: [passkey] },
  ],
  ["set-up", contract.totpSetUp, answers.totpSetUp, { secret: "ABC", uri: "otpauth://totp/x" }],
  ["recovery codes", contract.recoveryCodes, answers.recoveryCodes, { recoveryCodes: ["a-b"] }],
  ["sessions", contract.sessionList, answers.sessionList, { items: [session] }],
  ["roles", contract.roleSecurity, answers.roleSecurity, { items: [{ role: "admin", secondFactorRequired: true }] }],
];

/** Every way to lose one key or to put something else in one place. */
function* spoilt(value: unknown): Generator<unknown> {
  yield* [null, 7.5, "", [], {}];
  if (Array.isArray(value)) for (const element of value) for (const bad of spoilt(element)) yield [bad];
  else if (typeof value === "object" && value !== null) {
    for (const [key, child] of Object.entries(value)) {
      yield Object.fromEntries(Object.entries(value).filter(([other]) => other !== key));
      for (const bad of spoilt(child)) yield { ...value, [key]: bad };
    }
  }
}

describe("the decoder of an answer about signing in takes and refuses the same as its schema", () => {
  it.each(shapes)("%s", (_, schema, decode, sample) => {
    expect(attempt(decode, sample)).toEqual(sample);
    for (const input of [sample, ...spoilt(sample)]) {
      const byZod = schema.safeParse(input);
      expect(attempt(decode, input)).toEqual(byZod.success ? byZod.data : undefined);
    }
  });
});
