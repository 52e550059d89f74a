import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ID_RANDOM_BYTES, newId, uuidV7 } from "#protocol/ids";
import { id } from "#protocol/vocabulary";

const LAST_MS = 2 ** 48 - 1;
const random = fc.uint8Array({ minLength: ID_RANDOM_BYTES, maxLength: ID_RANDOM_BYTES });

describe("an id", () => {
  it("is the UUIDv7 of RFC 9562, appendix A.6", () => {
    // rand_a 0xCC3 and rand_b 0x18C4DC0C0C07398F of the example; version and variant bits are set over them.
    const bytes = Uint8Array.from([0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f]);
    expect(uuidV7(0x017f22e279b0, bytes)).toBe("017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
  });

  it("is one that the protocol takes, at any time and with any randomness", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: LAST_MS }), random, (nowMs, bytes) => {
        const made = uuidV7(nowMs, bytes);
        expect(id.safeParse(made).success).toBe(true);
        expect(made).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
        expect(Number.parseInt(made.replaceAll("-", "").slice(0, 12), 16)).toBe(nowMs);
      }),
    );
  });

  it("sorts by its time as text", () => {
    const times = fc.uniqueArray(fc.integer({ min: 0, max: LAST_MS }), { minLength: 2, maxLength: 20 });
    fc.assert(
      fc.property(times, fc.array(random, { minLength: 20, maxLength: 20 }), (some, bytes) => {
        const ids = some.map((nowMs, index) => uuidV7(nowMs, bytes[index] ?? new Uint8Array(ID_RANDOM_BYTES)));
        const byText = ids.toSorted();
        const byTime = some.toSorted((a, b) => a - b).map((nowMs) => ids[some.indexOf(nowMs)]);
        expect(byText).toEqual(byTime);
      }),
    );
  });

  it("leaves the random bytes as they were, and takes no more than it needs", () => {
    const bytes = new Uint8Array(16).fill(0xff);
    expect(uuidV7(0, bytes)).toBe("00000000-0000-7fff-bfff-ffffffffffff");
    expect([...bytes]).toEqual(Array.from({ length: 16 }, () => 0xff));
  });

  it("of one moment is never the same twice", () => {
    expect(new Set(Array.from({ length: 1_000 }, () => newId(1))).size).toBe(1_000);
  });
});
