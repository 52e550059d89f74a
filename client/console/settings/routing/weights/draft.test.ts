import { describe, expect, it } from "vitest";
import { workWeights } from "#protocol/http-work-weights";
import { draftOf, hasBadWeight, isBadWeight, weightsOf } from "./draft.ts";

describe("what work takes, in a form", () => {
  it("shows every kind, and what is not set as it is at first", () => {
    const draft = draftOf({ conversations: { email: 0.25 }, tickets: { complaint: 2, warranty: 0.5, gone: 1 } }, [
      "warranty",
    ]);
    expect(draft.conversations).toEqual({ phone: 1, chat: 1, email: 0.25 });
    expect(draft.tickets).toContainEqual({ type: "complaint", weight: 2 });
    expect(draft.tickets).toContainEqual({ type: "enquiry", weight: 0 });
    expect(draft.tickets).toContainEqual({ type: "warranty", weight: 0.5 });
    expect(draft.tickets.map(({ type }) => type)).not.toContain("gone");
  });

  it("is taken by the contract, with empty fields too", () => {
    const draft = draftOf({ conversations: {}, tickets: { complaint: 2 } }, []);
    const emptied = { ...draft, conversations: { ...draft.conversations, chat: "" } };
    const weights = weightsOf({ ...emptied, tickets: [...draft.tickets, { type: "warranty", weight: "" }] });
    expect(weights).toEqual({ conversations: { phone: 1, chat: 1, email: 1 }, tickets: { complaint: 2 } });
    expect(workWeights.parse(weights)).toEqual(weights);
  });

  it("is not bad where the contract takes it, and bad where it does not", () => {
    for (const typed of [0.01, 1, 100, "", "2."]) expect(isBadWeight("conversation", typed)).toBe(false);
    for (const typed of [0, "0.", 100.01, "-"]) expect(isBadWeight("conversation", typed)).toBe(true);
    expect(isBadWeight("ticket", 0)).toBe(false);
    expect(isBadWeight("ticket", 101)).toBe(true);
  });

  it("is bad as a whole where one field is", () => {
    const draft = draftOf({ conversations: {}, tickets: {} }, []);
    expect(hasBadWeight(draft)).toBe(false);
    expect(hasBadWeight({ ...draft, conversations: { ...draft.conversations, email: 0 } })).toBe(true);
    expect(hasBadWeight({ ...draft, tickets: [{ type: "enquiry", weight: 101 }] })).toBe(true);
  });

  it("is a number where it was typed with a point at its end", () => {
    const draft = draftOf({ conversations: {}, tickets: {} }, []);
    expect(weightsOf({ ...draft, tickets: [{ type: "enquiry", weight: "3." }] }).tickets).toEqual({ enquiry: 3 });
  });
});
