import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ORDER_STATUSES } from "#protocol/constants";
import { mayBecome, type StatusChange, withStatus } from "./rules.ts";

const status = fc.constantFrom(...ORDER_STATUSES);

describe("an order", () => {
  it.each([
    ["placed", "paid"],
    ["paid", "packed"],
    ["packed", "shipped"],
    ["shipped", "delivered"],
    ["delivered", "return_requested"],
    ["return_requested", "returned"],
    ["returned", "refunded"],
    ["placed", "cancelled"],
  ] as const)("goes from %s to %s", (from, to) => {
    expect(mayBecome(from, to)).toBe(true);
  });

  it.each([
    ["placed", "shipped"],
    ["shipped", "cancelled"],
    ["delivered", "paid"],
    ["refunded", "placed"],
    ["cancelled", "shipped"],
  ] as const)("does not go from %s to %s", (from, to) => {
    expect(mayBecome(from, to)).toBe(false);
  });

  it("never stays what it is, and ends when the money is back", () => {
    for (const each of ORDER_STATUSES) {
      expect(mayBecome(each, each)).toBe(false);
      expect(mayBecome("refunded", each)).toBe(false);
    }
  });

  it("keeps every step it went, in order of time, and takes no other", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(status, fc.integer({ min: -5, max: 50 })), { maxLength: 20 }), (steps) => {
        let changes: StatusChange[] = [{ status: "placed", atMs: 1_000 }];
        for (const [next, laterMs] of steps) {
          const before = changes.at(-1);
          if (before === undefined) throw new Error("an order without a beginning");
          const taken = withStatus(changes, { status: next, atMs: before.atMs + laterMs });
          expect(taken.ok).toBe(laterMs >= 0 && mayBecome(before.status, next));
          if (taken.ok) {
            expect(taken.value.slice(0, -1)).toEqual(changes);
            changes = taken.value;
          }
        }
      }),
    );
  });
});
