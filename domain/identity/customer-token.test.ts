import { decode } from "hono/jwt";
import { describe, expect, it } from "vitest";
import {
  CUSTOMER_TOKEN_RENEWABLE_MS,
  CUSTOMER_TOKEN_TTL_MS,
  mintCustomerToken,
  verifyCustomerToken,
  verifyRenewableToken,
} from "#domain/identity/customer-token";

const SECRET = "a secret of the test";
const NOW_MS = Date.UTC(2026, 10, 23, 12);
const session = {
  contactId: "01900000-0000-7000-8000-00000000000a",
  inboxId: "web",
  sessionId: "01900000-0000-7000-8000-00000000000b",
};
const NOT_OURS = { ok: false, failure: "not_signed_in" };
const minted = await mintCustomerToken(SECRET, session, NOW_MS);

describe("a customer's token", () => {
  it("speaks for one contact of one inbox for an hour", async () => {
    expect(minted.expiresAtMs).toBe(NOW_MS + CUSTOMER_TOKEN_TTL_MS);
    const found = await verifyCustomerToken(SECRET, minted.token, minted.expiresAtMs - 1);
    expect(found).toEqual({
      ok: true,
      value: {
        type: "contact",
        id: session.contactId,
        inboxId: "web",
        sessionId: session.sessionId,
        expiresAtMs: minted.expiresAtMs,
      },
    });
  });

  it("ends on time, but may still be exchanged for a new one for thirty days", async () => {
    const ended = { ok: false, failure: "session_ended" };
    expect(await verifyCustomerToken(SECRET, minted.token, minted.expiresAtMs)).toEqual(ended);
    const lastMs = NOW_MS + CUSTOMER_TOKEN_RENEWABLE_MS - 1;
    expect(await verifyRenewableToken(SECRET, minted.token, lastMs)).toEqual({ ok: true, value: session });
    expect(await verifyRenewableToken(SECRET, minted.token, lastMs + 1)).toEqual(ended);
  });

  it("is good for nothing with another secret", async () => {
    const refused = { ok: false, failure: "not_signed_in" };
    expect(await verifyCustomerToken("another", minted.token, NOW_MS)).toEqual(refused);
    expect(await verifyRenewableToken("another", minted.token, NOW_MS)).toEqual(refused);
  });

  it("outlives the secret that signed it for as long as that stands behind the new one", async () => {
    const old = await mintCustomerToken("old secret", session, NOW_MS);
    const rolled = await mintCustomerToken("new secret, old secret", session, NOW_MS);
    for (const { token } of [old, rolled]) {
      expect(await verifyCustomerToken("new secret,old secret", token, NOW_MS)).toMatchObject({ ok: true });
      expect(await verifyRenewableToken("new secret,old secret", token, NOW_MS)).toMatchObject({ ok: true });
    }
    expect(await verifyCustomerToken("new secret", rolled.token, NOW_MS)).toMatchObject({ ok: true });
    expect(await verifyCustomerToken("new secret", old.token, NOW_MS)).toEqual(NOT_OURS);
    expect(await verifyCustomerToken("", old.token, NOW_MS)).toEqual(NOT_OURS);
    await expect(mintCustomerToken(" , ", session, NOW_MS)).rejects.toThrow("no secret");
  });

  it("is not taken before it was made, give or take a clock", async () => {
    expect((await verifyCustomerToken(SECRET, minted.token, NOW_MS - 30_000)).ok).toBe(true);
    expect((await verifyCustomerToken(SECRET, minted.token, NOW_MS - 90_000)).ok).toBe(false);
  });

  it("fits into a subprotocol, and names nobody", () => {
    expect(minted.token).toMatch(/^[A-Za-z0-9._-]{1,600}$/);
    expect(Object.keys(decode(minted.token).payload).sort()).toEqual(
      ["iss", "aud", "sub", "inb", "sid", "iat", "exp", "rnx"].sort(),
    );
  });
});
