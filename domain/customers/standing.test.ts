import { describe, expect, it } from "vitest";
import { standingRefusal } from "#domain/customers/standing";

const contact = { inboxId: "web", verified: false, joinedInto: undefined };
const known = { ...contact, verified: true };
const session = { inboxId: "web" };

describe("a session", () => {
  it("speaks for its contact, a guest or a verified one", () => {
    expect(standingRefusal(session, contact)).toBeUndefined();
    expect(standingRefusal({ ...session, verified: true }, known)).toBeUndefined();
  });

  it.each([
    ["a contact that is gone", session, undefined],
    ["a guest who has joined somebody", session, { ...contact, joinedInto: "c" }],
    ["a contact of another inbox", { inboxId: "elsewhere" }, contact],
    ["a verified contact, begun as a guest", session, known],
    ["a guest, begun as verified", { ...session, verified: true as const }, contact],
  ])("is over for %s", (_name, from, to) => {
    expect(standingRefusal(from, to)).toBe("session_ended");
  });
});
