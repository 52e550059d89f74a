import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { areAlike, isSameTrouble, similarityOf } from "#domain/tickets/joining/similar";

const SAME = [
  ["The kettle leaks", "Kettle leaks!"],
  ["My parcel has not arrived", "Parcel has not arrived yet"],
  ["Refund for order KL-20418", "refund of order KL-20418?"],
  ["水壶漏水", "水壶漏水了"],
  ["快递还没有收到", "快递一直没有收到"],
  ["茶壶的壶嘴坏了", "茶壶壶嘴坏了！"],
  ["退款还没到账", "退款没到账"],
] as const;
const OTHER = [
  ["The kettle leaks", "Invoice with VAT number"],
  ["My parcel has not arrived", "The lid does not fit"],
  ["Wrong colour sent", "When do you open on Sunday?"],
  ["水壶漏水", "需要开发票"],
  ["快递还没有收到", "杯子颜色发错了"],
  ["退款还没到账", "想换一个大一点的茶盘"],
  ["Hi", "Hi"],
  ["你好", "你好"],
] as const;

describe("two subjects", () => {
  it.each(SAME)("%s and %s tell of the same", (one, other) => expect(areAlike(one, other)).toBe(true));
  it.each(OTHER)("%s and %s do not", (one, other) => expect(areAlike(one, other)).toBe(false));

  it("are as like one another whichever comes first, and never more than the same", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string({ unit: "grapheme" }), (one, other) => {
        const likeness = similarityOf(one, other);
        expect(likeness).toBe(similarityOf(other, one));
        expect(likeness).toBeGreaterThanOrEqual(0);
        expect(likeness).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe("two tickets", () => {
  const leaks = { type: "complaint", subject: "The kettle leaks", orderIds: ["o1"], productLine: "Kettles" };
  const invoice = { type: "complaint", subject: "Invoice with VAT number", orderIds: [] };

  it("of one type are the same trouble with an order or a product line in common", () => {
    expect(isSameTrouble(leaks, { ...invoice, orderIds: ["o2", "o1"] })).toBe(true);
    expect(isSameTrouble(leaks, { ...invoice, productLine: "Kettles" })).toBe(true);
    expect(isSameTrouble(leaks, invoice)).toBe(false);
    expect(isSameTrouble(leaks, { ...invoice, type: "enquiry", orderIds: ["o1"] })).toBe(false);
  });

  it("of different types are where their subjects say the same", () => {
    expect(isSameTrouble(leaks, { ...invoice, type: "enquiry", subject: "kettle leaks" })).toBe(true);
  });
});
