import { describe, expect, it } from "vitest";
import { type Attribute, type Attributes, withSaidAttributes } from "#domain/customers/attributes";
import { MAX_ATTRIBUTES } from "#protocol/constants";

const NONE: Attributes = new Map();
const said = (value: Attribute["value"]): Attribute => ({ value, verified: false });
const signed = (value: Attribute["value"]): Attribute => ({ value, verified: true });

function knownAfter(known: Attributes, given: Parameters<typeof withSaidAttributes>[1], isSigned = false) {
  const result = withSaidAttributes(known, given, isSigned);
  if (!result.ok) throw new Error(result.failure);
  return Object.fromEntries(result.value);
}

describe("details in the shop's own words", () => {
  it("are set, changed and taken away one by one", () => {
    const known = new Map([
      ["plan", said("free")],
      ["since", said(2019)],
    ]);
    expect(knownAfter(known, { plan: "gold", vip: true, since: null })).toEqual({
      plan: said("gold"),
      vip: said(true),
    });
  });

  it("stay the shop's where it signed them, whatever the page says or takes away", () => {
    const known = new Map([["tier", signed("gold")]]);
    expect(knownAfter(known, { tier: "platinum", other: 1 })).toEqual({ tier: signed("gold"), other: said(1) });
    expect(knownAfter(known, { tier: null })).toEqual({ tier: signed("gold") });
  });

  it("become the shop's when it signs them, and are its to take away", () => {
    const known = new Map([["tier", said("gold")]]);
    expect(knownAfter(known, { tier: "gold" }, true)).toEqual({ tier: signed("gold") });
    expect(knownAfter(new Map([["tier", signed("gold")]]), { tier: null }, true)).toEqual({});
  });

  it("are so many at most; one goes, another one comes", () => {
    const full: Attributes = new Map(Array.from({ length: MAX_ATTRIBUTES }, (_, index) => [`k${index}`, said(index)]));
    expect(withSaidAttributes(full, { more: 1 }, false)).toEqual({ ok: false, failure: "too_many_attributes" });
    expect(Object.keys(knownAfter(full, { more: 1, k0: null }))).toHaveLength(MAX_ATTRIBUTES);
  });

  it("are the very same where nothing changes, so that nothing is written", () => {
    const known = new Map([["plan", said("free")]]);
    expect(withSaidAttributes(known, { plan: "free", other: null }, false)).toEqual({ ok: true, value: known });
    const same = withSaidAttributes(known, { plan: "free" }, false);
    expect(same.ok && same.value).toBe(known);
  });

  it("may be called like what every object has", () => {
    expect(knownAfter(NONE, JSON.parse('{"__proto__":"x","constructor":1}'))).toEqual(
      Object.fromEntries([
        ["__proto__", said("x")],
        ["constructor", said(1)],
      ]),
    );
  });
});
