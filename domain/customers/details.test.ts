import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSameDetails, NOTHING_KNOWN, type SaidDetails, withSaid } from "#domain/customers/details";

const signedAt = (issuedAtMs: number, said: SaidDetails): SaidDetails => ({ ...said, issuedAtMs });

describe("what is known of a customer", () => {
  it("is what they say, until the shop says it", () => {
    const guest = [{ name: "Ann" }, { name: "Anna", email: "anna@mail.example" }].reduce(withSaid, NOTHING_KNOWN);
    expect(guest).toMatchObject({
      name: "Anna",
      email: "anna@mail.example",
      detailsVerified: { name: false, email: false },
    });
    const known = withSaid(guest, signedAt(10, { name: "Anna Berg" }));
    expect(known).toMatchObject({
      name: "Anna Berg",
      email: "anna@mail.example",
      detailsVerified: { name: true, email: false },
    });
    expect(withSaid(known, { name: "Admin", email: "b@mail.example" })).toMatchObject({
      name: "Anna Berg",
      email: "b@mail.example",
      detailsVerified: { name: true, email: false },
    });
  });

  it("is not set back by an older token that is shown again", () => {
    const now = withSaid(NOTHING_KNOWN, signedAt(20, { name: "New name" }));
    expect(withSaid(now, signedAt(10, { name: "Old name", email: "old@mail.example" }))).toEqual(now);
    expect(withSaid(now, signedAt(20, { name: "Same second" })).name).toBe("Same second");
  });

  it("keeps the shop's word whatever a visitor says, in whatever order", () => {
    const text = fc.option(fc.string({ minLength: 1, maxLength: 5 }), { nil: undefined });
    const anything = fc.record({ name: text, email: text, issuedAtMs: fc.option(fc.nat(5), { nil: undefined }) });
    fc.assert(
      fc.property(fc.array(anything), (said) => {
        const signed = said.filter(({ issuedAtMs }) => issuedAtMs !== undefined).reduce(withSaid, NOTHING_KNOWN);
        const all = said.reduce(withSaid, NOTHING_KNOWN);
        expect(all.detailsVerified).toEqual(signed.detailsVerified);
        if (signed.detailsVerified.name) expect(all.name).toBe(signed.name);
        if (signed.detailsVerified.email) expect(all.email).toBe(signed.email);
      }),
    );
  });

  it("is the same when nothing new was said", () => {
    const known = withSaid(NOTHING_KNOWN, signedAt(3, { name: "Ann", locale: "en" }));
    expect(isSameDetails(withSaid(known, { name: "Bob" }), known)).toBe(true);
    expect(isSameDetails(withSaid(known, { email: "a@mail.example" }), known)).toBe(false);
  });
});
