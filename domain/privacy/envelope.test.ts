import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  DATA_KEY_BYTES,
  NONCE_BYTES,
  openBytes,
  openText,
  type Place,
  SealBroken,
  sealBytes,
  sealText,
} from "#domain/privacy/envelope";

const key = new Uint8Array(DATA_KEY_BYTES).fill(7);
const nonce = new Uint8Array(NONCE_BYTES).fill(9);
const place: Place = { table: "messages", record: "m1", field: "content", revision: 1 };

describe("an envelope", () => {
  it("opens to what was sealed, whatever it was", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 2_000 }),
        fc.uint8Array({ minLength: 12, maxLength: 12 }),
        (plain, random) => {
          expect([...openBytes(key, place, sealBytes(key, place, plain, random))]).toEqual([...plain]);
        },
      ),
    );
    expect(openText(key, place, sealText(key, place, "您好 👋", nonce))).toBe("您好 👋");
    expect(openText(key, place, sealText(key, place, "", nonce))).toBe("");
    expect(openText(key, place, sealText(key, place, "\ufeffmarked", nonce))).toBe("\ufeffmarked");
  });

  it("is AES-256-GCM as the standard has it", () => {
    const sealed = sealBytes(new Uint8Array(32), place, new Uint8Array(16), new Uint8Array(12));
    // Ciphertext of McGrew & Viega's test case 14, which has no associated data: only the tag depends on that.
    expect(Buffer.from(sealed.subarray(13, 29)).toString("hex")).toBe("cea7403d4d606b6e074ec5d3baf39d18");
    expect(sealed).toHaveLength(1 + 12 + 16 + 16);
  });

  it("does not open in another place", () => {
    const sealed = sealText(key, place, "secret", nonce);
    const elsewhere: Partial<Place>[] = [{ table: "notes" }, { record: "m2" }, { field: "preview" }, { revision: 2 }];
    for (const change of elsewhere) expect(() => openText(key, { ...place, ...change }, sealed)).toThrow(SealBroken);
    // Names that run into each other are still different places.
    const ab = sealText(key, { ...place, table: "a", record: "bc" }, "x", nonce);
    expect(() => openText(key, { ...place, table: "ab", record: "c" }, ab)).toThrow(SealBroken);
  });

  it("does not open with another key, with any bit changed, or cut short", () => {
    const sealed = sealText(key, place, "secret", nonce);
    expect(() => openText(new Uint8Array(32), place, sealed)).toThrow(SealBroken);
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const changed = Uint8Array.from(sealed);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => openText(key, place, changed)).toThrow(SealBroken);
    }
    for (let length = 0; length < sealed.length; length += 1) {
      expect(() => openText(key, place, sealed.subarray(0, length))).toThrow(SealBroken);
    }
  });

  it("says where it broke, and not what was in it", () => {
    const sealed = sealText(key, { ...place, record: "m2" }, "secret", nonce);
    expect(() => openText(key, place, sealed)).toThrow(/messages\.content/);
    expect(() => openText(key, place, sealed)).not.toThrow(/secret/);
  });
});
