import { describe, expect, it } from "vitest";
import { DATA_KEY_BYTES, NONCE_BYTES, SealBroken } from "#domain/privacy/envelope";
import {
  isUnopenable,
  KeyMissing,
  KeyRingBroken,
  parseKeyRing,
  rewrapDataKey,
  unwrapDataKey,
  wrapDataKey,
} from "#domain/privacy/key-ring";

const base64 = (fill: number, length = 32) => Buffer.alloc(length, fill).toString("base64");
const dataKey = new Uint8Array(DATA_KEY_BYTES).fill(5);
const nonce = new Uint8Array(NONCE_BYTES).fill(6);
const subject = { kind: "contact", id: "c1" } as const;

describe("the key ring", () => {
  it("wraps with its first key and unwraps with any", () => {
    const old = parseKeyRing(`k1=${base64(1)}`);
    const wrapped = wrapDataKey(old, subject, dataKey, nonce);
    expect(wrapped.keyId).toBe("k1");
    const rotated = parseKeyRing(`k2=${base64(2)}, k1=${base64(1)}`);
    expect([...unwrapDataKey(rotated, subject, wrapped)]).toEqual([...dataKey]);
    expect(wrapDataKey(rotated, subject, dataKey, nonce).keyId).toBe("k2");
  });

  it("does not unwrap for another subject, nor without the key that wrapped", () => {
    const ring = parseKeyRing(`k1=${base64(1)}`);
    const wrapped = wrapDataKey(ring, subject, dataKey, nonce);
    expect(() => unwrapDataKey(ring, { ...subject, id: "c2" }, wrapped)).toThrow(SealBroken);
    expect(() => unwrapDataKey(ring, { ...subject, kind: "conversation" }, wrapped)).toThrow(SealBroken);
    expect(() => unwrapDataKey(parseKeyRing(`k2=${base64(1)}`), subject, wrapped)).toThrow(KeyRingBroken);
    expect(() => unwrapDataKey(parseKeyRing(`k1=${base64(2)}`), subject, wrapped)).toThrow(SealBroken);
  });

  it("wraps anew what another key wrapped, and leaves alone what the current one did", () => {
    const wrapped = wrapDataKey(parseKeyRing(`k1=${base64(1)}`), subject, dataKey, nonce);
    const rotated = parseKeyRing(`k2=${base64(2)},k1=${base64(1)}`);
    const anew = rewrapDataKey(rotated, subject, wrapped, nonce);
    expect(anew.keyId).toBe("k2");
    expect([...unwrapDataKey(parseKeyRing(`k2=${base64(2)}`), subject, anew)]).toEqual([...dataKey]);
    expect(rewrapDataKey(rotated, subject, anew, nonce)).toBe(anew);
  });

  it("says which key is missing, and tells that and a wrong key from other breakage", () => {
    const wrapped = wrapDataKey(parseKeyRing(`k1=${base64(1)}`), subject, dataKey, nonce);
    const open = (secret: string) => () => unwrapDataKey(parseKeyRing(secret), subject, wrapped);
    expect(open(`k2=${base64(2)}`)).toThrow(new KeyMissing("k1"));
    for (const secret of [`k2=${base64(2)}`, `k1=${base64(2)}`]) {
      try {
        open(secret)();
        expect.unreachable();
      } catch (error) {
        expect(isUnopenable(error)).toBe(true);
      }
    }
    expect(isUnopenable(new Error("D1_ERROR"))).toBe(false);
  });

  it.each([
    ["nothing", ""],
    ["no id", `=${base64(1)}`],
    ["a short key", `k1=${base64(1, 31)}`],
    ["a long key", `k1=${base64(1, 33)}`],
    ["not base64", `k1=${"!".repeat(44)}`],
    ["an id twice", `k1=${base64(1)},k1=${base64(2)}`],
    ["an empty entry", `k1=${base64(1)},`],
  ])("refuses %s", (_name, secret) => {
    expect(() => parseKeyRing(secret)).toThrow(KeyRingBroken);
  });

  it("never tells its keys when it complains", () => {
    const material = base64(1, 33);
    expect(() => parseKeyRing(`k1=${material}`)).not.toThrow(material);
  });

  it("wraps data keys of their one length only", () => {
    const ring = parseKeyRing(`k1=${base64(1)}`);
    expect(() => wrapDataKey(ring, subject, new Uint8Array(16), nonce)).toThrow(KeyRingBroken);
  });
});
