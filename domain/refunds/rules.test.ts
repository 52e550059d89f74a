import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { REFUND_STATUSES, type RefundStatus } from "#protocol/refunds";
import { decided, isWithinLimit, leftOf, paid, withdrawn } from "./rules.ts";

const asked = { status: "asked", askedBy: "li" } as const;
const failureOf = (result: { ok: boolean; failure?: string }) => (result.ok ? "ok" : result.failure);

describe("a refund", () => {
  it("is decided by somebody else than who asked, and refused with a reason", () => {
    expect(failureOf(decided(asked, "li", "approved", true))).toBe("own_refund");
    expect(failureOf(decided(asked, "mo", "approved", false))).toBe("ok");
    expect(failureOf(decided(asked, "mo", "refused", false))).toBe("reason_wanted");
    expect(failureOf(decided(asked, "mo", "refused", true))).toBe("ok");
  });

  it.each(REFUND_STATUSES.filter((status) => status !== "asked"))("that is %s is not decided again", (status) => {
    expect(failureOf(decided({ status, askedBy: "li" }, "mo", "approved", true))).toBe("wrong_status");
  });

  it("is taken back by who asked or may approve, until it is paid", () => {
    const by = (status: RefundStatus, who: string, mayApprove: boolean) =>
      failureOf(withdrawn({ status, askedBy: "li" }, who, mayApprove));
    expect(by("asked", "li", false)).toBe("ok");
    expect(by("approved", "li", false)).toBe("ok");
    expect(by("asked", "mo", true)).toBe("ok");
    expect(by("asked", "mo", false)).toBe("no_permission");
    for (const over of ["refused", "withdrawn", "paid"] as const) expect(by(over, "li", true)).toBe("wrong_status");
  });

  it("is paid once, after it was approved", () => {
    const payable = REFUND_STATUSES.filter((status) => paid({ status, askedBy: "li" }).ok);
    expect(payable).toEqual(["approved"]);
  });
});

describe("the limit", () => {
  it("lets through what is at or below it, and nothing where there is none", () => {
    const of = { hasOrder: true, limitMinor: 500, ruledMinor: 0 };
    expect(isWithinLimit({ ...of, amountMinor: 500 })).toBe(true);
    expect(isWithinLimit({ ...of, amountMinor: 501 })).toBe(false);
    expect(isWithinLimit({ ...of, amountMinor: 1, limitMinor: undefined })).toBe(false);
  });

  it("lets nothing through that names no order", () => {
    expect(isWithinLimit({ amountMinor: 1, hasOrder: false, limitMinor: 500, ruledMinor: 0 })).toBe(false);
  });

  it("is not passed by asking in slices, however they are cut", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1_000 }),
        fc.array(fc.integer({ min: 1, max: 400 })),
        (limitMinor, cuts) => {
          let ruledMinor = 0;
          for (const amountMinor of cuts)
            if (isWithinLimit({ amountMinor, hasOrder: true, limitMinor, ruledMinor })) ruledMinor += amountMinor;
          expect(ruledMinor).toBeLessThanOrEqual(limitMinor);
        },
      ),
    );
  });
});

describe("what is left of an order", () => {
  const order = { status: "delivered", totalMinor: 900, changes: [{ status: "placed" }, { status: "paid" }] } as const;

  it("is what was not asked for yet", () => {
    expect(leftOf(order, 0)).toBe(900);
    expect(leftOf(order, 850)).toBe(50);
    expect(leftOf(order, 1_000)).toBe(0);
  });

  it("is nothing once its money went back, or if none ever came", () => {
    expect(leftOf({ ...order, status: "refunded" }, 0)).toBe(0);
    expect(leftOf({ ...order, status: "cancelled", changes: [{ status: "placed" }] }, 0)).toBe(0);
  });
});
