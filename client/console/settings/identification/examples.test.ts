import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isIdentifierHash } from "#domain/identity/identifier-hash";
import { verifyIdentityToken } from "#domain/identity/identity-token";
import { HASH_EXAMPLE, SECRET_VARIABLE, tokenExample } from "./examples.ts";

const SECRET = "pq3vJ0l6TzZ6mB7m6x0u0kQn1Gx8w2f5yXo1hWc9dEA";
const secret = new TextEncoder().encode(SECRET);

/** As a shop's server runs it. */
function load(code: string): Promise<Record<string, (input: unknown) => string>> {
  return import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(code)}`);
}

beforeAll(() => {
  process.env[SECRET_VARIABLE] = SECRET;
});
afterAll(() => {
  delete process.env[SECRET_VARIABLE];
});

describe("what a shop's developer copies", () => {
  it("signs a token that is taken, for this inbox alone, for five minutes", async () => {
    const { identityToken } = await load(tokenExample("web"));
    const token = identityToken?.({ id: "user-7", name: "王小明", email: "ming@shop.example" }) ?? "";
    const nowMs = Date.now();
    expect(await verifyIdentityToken(secret, "web", token, nowMs)).toMatchObject({
      ok: true,
      value: { identifier: "user-7", name: "王小明", email: "ming@shop.example" },
    });
    expect(await verifyIdentityToken(secret, "other", token, nowMs)).toEqual({
      ok: false,
      failure: "identity_not_verified",
    });
    expect(await verifyIdentityToken(secret, "web", token, nowMs + 7 * 60_000)).toEqual({
      ok: false,
      failure: "identity_expired",
    });
  });

  it("signs without a name and an email too", async () => {
    const { identityToken } = await load(tokenExample("web"));
    const vouched = await verifyIdentityToken(secret, "web", identityToken?.({ id: "7" }) ?? "", Date.now());
    expect(vouched).toMatchObject({ ok: true, value: { identifier: "7" } });
  });

  it("makes a hash that is taken", async () => {
    const { identifierHash } = await load(HASH_EXAMPLE);
    expect(isIdentifierHash(secret, "user-7", identifierHash?.("user-7") ?? "")).toBe(true);
  });
});
