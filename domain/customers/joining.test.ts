import { describe, expect, it } from "vitest";
import { NOTHING_KNOWN, withSaid } from "#domain/customers/details";
import { detailsAfterJoin, joinOf } from "#domain/customers/joining";

const guest = { id: "g", inboxId: "web", verified: false, joinedInto: undefined };
const customer = { id: "c", inboxId: "web", verified: true, joinedInto: undefined };

describe("a guest who turns out to be a customer", () => {
  it("joins them", () => {
    expect(joinOf(guest, customer)).toBe("joins");
  });

  it.each([
    ["themselves", "same_contact", guest, guest],
    ["a customer of another inbox", "other_inbox", { ...guest, inboxId: "elsewhere" }, customer],
    ["anybody, as a customer whom the shop knows already", "not_a_guest", { ...guest, verified: true }, customer],
    ["anybody a second time", "joined_before", { ...guest, joinedInto: "c" }, customer],
    ["another guest", "not_verified", guest, { ...customer, verified: false }],
    ["one who is part of another", "not_verified", guest, { ...customer, joinedInto: "x" }],
  ])("never joins %s", (_name, why, from, to) => {
    expect(joinOf(from, to)).toBe(why);
  });

  it("fills with their own word what is not known of the customer, and goes over nothing", () => {
    const said = withSaid(NOTHING_KNOWN, { name: "lin", email: "lin@mail.example", locale: "zh-CN" });
    const known = withSaid(NOTHING_KNOWN, { name: "林小姐", issuedAtMs: 7 });
    expect(detailsAfterJoin(said, known)).toEqual({
      locale: "zh-CN",
      name: "林小姐",
      email: "lin@mail.example",
      detailsVerified: { name: true, email: false },
      detailsIssuedAtMs: 7,
    });
    const other = withSaid(NOTHING_KNOWN, { name: "as said before", email: "first@mail.example", locale: "en" });
    expect(detailsAfterJoin(said, other)).toEqual(other);
  });
});
