import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { conversationWeight, hasRoom, takenOf, ticketWeight, toPlaces } from "#domain/routing/weights/weights";
import { workWeights } from "#protocol/http-work-weights";

const hundredths = (most: number) => fc.integer({ min: 0, max: most * 100 }).map(toPlaces);
const capacities = fc.integer({ min: 0, max: 100 });

describe("what work takes", () => {
  it("is a place for a conversation and nothing for a ticket, until the shop says otherwise", () => {
    const nothing = { conversations: {}, tickets: {} };
    expect(conversationWeight(nothing)).toBe(1);
    expect(ticketWeight(nothing, "complaint")).toBe(0);
    const set = { conversations: { chat: 0.5, phone: 100 }, tickets: { complaint: 2 } };
    expect(conversationWeight(set)).toBe(0.5);
    expect(conversationWeight(set, "phone")).toBe(100);
    expect(conversationWeight(set, "email")).toBe(1);
    expect(ticketWeight(set, "complaint")).toBe(2);
    for (const type of ["enquiry", "constructor", "__proto__"]) expect(ticketWeight(set, type)).toBe(0);
  });

  it("is added up without the errors of fractions", () => {
    expect(hasRoom({ capacity: 1, load: 0.9 }, 0.1)).toBe(true);
    expect(hasRoom({ capacity: 1, load: 0.1 + 0.2 }, 0.7)).toBe(true);
    expect(hasRoom({ capacity: 1, load: 0.91 }, 0.1)).toBe(false);
  });

  it("is all of somebody's capacity where it is more than that, and only theirs who have nothing else", () => {
    expect(takenOf(6, 100)).toBe(6);
    expect(hasRoom({ capacity: 6, load: 0 }, 100)).toBe(true);
    expect(hasRoom({ capacity: 6, load: 0.01 }, 100)).toBe(false);
    expect(hasRoom({ capacity: 0, load: 0 }, 1)).toBe(false);
  });

  it("never makes more than the capacity, in whatever order it comes", () => {
    fc.assert(
      fc.property(capacities, fc.array(hundredths(100), { maxLength: 200 }), (capacity, weights) => {
        let load = 0;
        for (const weight of weights) if (hasRoom({ capacity, load }, weight)) load += takenOf(capacity, weight);
        expect(Math.round(load * 100)).toBeLessThanOrEqual(capacity * 100);
      }),
    );
  });

  it("has room for what is lighter wherever there is room for what is heavier", () => {
    fc.assert(
      fc.property(capacities, hundredths(100), hundredths(100), hundredths(100), (capacity, load, one, other) => {
        const [lighter, heavier] = one < other ? [one, other] : [other, one];
        if (hasRoom({ capacity, load }, heavier)) expect(hasRoom({ capacity, load }, lighter)).toBe(true);
      }),
    );
  });

  it("weighs nothing only of tickets, and is told to the hundredth", () => {
    for (const weight of [0, 0.001, 0.125, -1, 101, Number.NaN, "1", null]) {
      expect(workWeights.safeParse({ conversations: { chat: weight } }).success, String(weight)).toBe(false);
    }
    for (const weight of [0.01, 0.07, 0.29, 0.57, 1.1, 4.35, 99.99, 100]) {
      expect(workWeights.safeParse({ conversations: { chat: weight } }).success, String(weight)).toBe(true);
    }
    expect(workWeights.safeParse({ tickets: { complaint: 0 } }).success).toBe(true);
    const many = Object.fromEntries(Array.from({ length: 201 }, (_, nth) => [`type-${nth}`, 1]));
    expect(workWeights.safeParse({ tickets: many }).success).toBe(false);
  });
});
