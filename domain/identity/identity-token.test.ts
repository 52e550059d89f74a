import { createSign, generateKeyPairSync } from "node:crypto";
import fc from "fast-check";
import { sign } from "hono/jwt";
import { describe, expect, it } from "vitest";
import { MAX_IDENTITY_TOKEN_LIFE_S, verifyIdentityToken } from "#domain/identity/identity-token";

const SECRET = new Uint8Array(Buffer.from("the secret of the inbox, known to the shop"));
const NOW_MS = Date.UTC(2026, 10, 24, 9);
const nowS = NOW_MS / 1_000;
const good = { sub: "customer-4711", iat: nowS, exp: nowS + 300 };

function verify(token: string, nowMs = NOW_MS) {
  return verifyIdentityToken(SECRET, "web", token, nowMs);
}

/** As a shop signs it. */
function signed(claims: Record<string, unknown>, secret = "the secret of the inbox, known to the shop") {
  return sign(claims, secret, "HS256");
}

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

describe("a shop's token", () => {
  it("says who the customer is, and what the shop knows of them", async () => {
    const token = await signed({ ...good, aud: "web", name: " 王小明 ", email: "wang@mail.example", locale: "zh-CN" });
    expect(await verify(token)).toEqual({
      ok: true,
      value: {
        identifier: "customer-4711",
        name: "王小明",
        email: "wang@mail.example",
        locale: "zh-CN",
        issuedAtMs: NOW_MS,
      },
    });
  });

  it("needs no more than subject and times; a language that we do not speak is left out", async () => {
    expect(await verify(await signed({ ...good, locale: "tlh", aud: ["crm", "web"], extra: [1] }))).toMatchObject({
      ok: true,
      value: { identifier: "customer-4711", name: undefined, locale: undefined },
    });
  });

  it.each([
    ["until it expires and a minute longer", { exp: nowS - 59 }],
    ["a minute before it was issued by a clock that is ahead", { iat: nowS + 60 }],
    ["a minute before it begins", { nbf: nowS + 60 }],
    ["for a day at most", { exp: nowS + MAX_IDENTITY_TOKEN_LIFE_S }],
  ])("is good %s", async (_name, claims) => {
    expect(await verify(await signed({ ...good, ...claims }))).toMatchObject({ ok: true });
  });

  it.each([
    ["expired", "identity_expired", { exp: nowS - 60 }],
    ["good for more than a day", "identity_not_verified", { exp: nowS + MAX_IDENTITY_TOKEN_LIFE_S + 61 }],
    ["from the future", "identity_not_verified", { iat: nowS + 61 }],
    ["not valid yet", "identity_not_verified", { nbf: nowS + 61 }],
    ["for another inbox", "identity_not_verified", { aud: "shop" }],
    ["for others", "identity_not_verified", { aud: ["shop", "crm"] }],
    ["without an end", "identity_not_verified", { exp: undefined }],
    ["without a beginning", "identity_not_verified", { iat: undefined }],
    ["of nobody", "identity_not_verified", { sub: undefined }],
    ["of an empty name", "identity_not_verified", { sub: "" }],
    ["of a number", "identity_not_verified", { sub: 4711 }],
    ["of a name that is too long", "identity_not_verified", { sub: "x".repeat(257) }],
    ["with a time that is none", "identity_not_verified", { exp: "9999999999" }],
    ["with a time without end", "identity_not_verified", { exp: 1e300 }],
    ["with an email that is none", "identity_not_verified", { email: "nobody" }],
  ])("is refused when it is %s", async (_name, failure, claims) => {
    expect(await verify(await signed({ ...good, ...claims }))).toEqual({ ok: false, failure });
  });
});

describe("a token that the shop did not sign", () => {
  const payload = encode(good);

  it("with the secret of another inbox is refused", async () => {
    expect(await verify(await signed(good, "the secret of another"))).toMatchObject({ ok: false });
  });

  it("with an algorithm of its own choice is refused", async () => {
    const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const rsHead = encode({ alg: "RS256", typ: "JWT" });
    const rsSignature = createSign("RSA-SHA256").update(`${rsHead}.${payload}`).sign(privateKey).toString("base64url");
    const asShared = await sign(good, publicKey.export({ type: "spki", format: "pem" }).toString(), "HS256");
    const hs = await signed(good);
    const forged = {
      none: `${encode({ alg: "none", typ: "JWT" })}.${payload}.`,
      "None with a signature": `${encode({ alg: "None", typ: "JWT" })}.${payload}.${hs.split(".")[2]}`,
      "a good signature under another name": `${rsHead}.${payload}.${hs.split(".")[2]}`,
      RS256: `${rsHead}.${payload}.${rsSignature}`,
      "the public key as the shared one": asShared,
      HS512: await sign(good, "the secret of the inbox, known to the shop", "HS512"),
      "a key that it brings along": `${encode({ alg: "HS256", typ: "JWT", jwk: { kty: "oct", k: "AAAA" } })}.${payload}.AAAA`,
    };
    for (const [name, token] of Object.entries(forged)) {
      expect([name, await verify(token)]).toEqual([name, { ok: false, failure: "identity_not_verified" }]);
    }
  });

  it("or that was changed in a single character is refused", async () => {
    const token = await signed({ ...good, name: "Ann" });
    const chars = [..."ABCDEFabcdef0189-_."];
    await fc.assert(
      fc.asyncProperty(fc.nat(token.length - 1), fc.constantFrom(...chars), async (at, char) => {
        const changed = token.slice(0, at) + char + token.slice(at + 1);
        // The last character of a part has bits that no byte takes.
        fc.pre(
          (changed !== token &&
            Buffer.from(changed.split(".")[2] ?? "", "base64url").compare(signatureOf(token)) !== 0) ||
            (changed !== token && changed.split(".").slice(0, 2).join(".") !== token.split(".").slice(0, 2).join(".")),
        );
        expect(await verify(changed)).toMatchObject({ ok: false });
      }),
    );
  });

  it("of any text is refused, and never a reason to break", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string({ unit: "binary" }),
          fc
            .tuple(fc.json(), fc.json())
            .map((parts) => [...parts.map((part) => Buffer.from(part).toString("base64url")), "x"].join(".")),
        ),
        async (text) => {
          expect(await verify(text)).toEqual({ ok: false, failure: "identity_not_verified" });
        },
      ),
    );
  });
});

function signatureOf(token: string): Buffer {
  return Buffer.from(token.split(".")[2] ?? "", "base64url");
}
