import fc from "fast-check";
import { expect, it } from "vitest";
import { messageId, seqOfMessageId } from "#domain/conversations/message-id";
import { id as idSchema } from "#protocol/vocabulary";

const random = fc.uint8Array({ minLength: 10, maxLength: 10 });
const seq = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const nowMs = fc.integer({ min: 0, max: 2 ** 48 - 1 });

it("carries the seq and is a UUIDv7 of its moment, whatever the randomness", () => {
  fc.assert(
    fc.property(nowMs, seq, random, (atMs, number, bytes) => {
      const id = messageId(atMs, number, bytes);
      expect(idSchema.safeParse(id).success).toBe(true);
      expect(id[14]).toBe("7");
      expect(Number.parseInt(id.slice(0, 13).replace("-", ""), 16)).toBe(atMs);
      expect(seqOfMessageId(id)).toBe(number);
    }),
  );
});

it("sorts by seq within a millisecond", () => {
  fc.assert(
    fc.property(nowMs, seq, seq, random, random, (atMs, a, b, bytesA, bytesB) => {
      fc.pre(a !== b);
      expect(messageId(atMs, a, bytesA) < messageId(atMs, b, bytesB)).toBe(a < b);
    }),
  );
});

it("keeps what randomness is left, and leaves the caller's bytes alone", () => {
  const bytes = new Uint8Array(10).fill(0xff);
  const other = messageId(0, 7, new Uint8Array(10));
  expect(messageId(0, 7, bytes)).not.toBe(other);
  expect(bytes).toEqual(new Uint8Array(10).fill(0xff));
});

it("refuses a seq that does not fit", () => {
  for (const number of [-1, 2 ** 32, 1.5, Number.NaN])
    expect(() => messageId(0, number, new Uint8Array(10))).toThrow(RangeError);
});
