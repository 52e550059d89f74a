import { describe, expect, it } from "vitest";
import { workWeights } from "#protocol/http-work-weights";
import { draftOf, weightsOf } from "./draft.ts";

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
});
