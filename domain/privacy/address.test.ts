import { isIPv6 } from "node:net";
import { expect, it } from "vitest";
import { addressPseudonym } from "#domain/privacy/address";

const of = (address: string) => addressPseudonym("secret", address);

it("is an address of the private range that says nothing of the real one", () => {
  for (const address of ["203.0.113.77", "2001:db8::1", "unknown"]) {
    expect(isIPv6(of(address))).toBe(true);
    expect(of(address)).toMatch(/^fd[0-9a-f]{2}:/);
  }
  expect(addressPseudonym("another", "203.0.113.77")).not.toBe(of("203.0.113.77"));
});

it.each([
  ["2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff"],
  ["2001:db8::1", "2001:DB8:0:0::2"],
  ["2001:0db8:0000:0000::3", "2001:db8::9"],
  ["::1", "0:0:0:0:0:0:0:2"],
  ["::ffff:203.0.113.77", "203.0.113.77"],
])("counts %s and %s as one line", (one, other) => {
  expect(of(one)).toBe(of(other));
});

it.each([
  ["203.0.113.77", "203.0.113.78"],
  ["2001:db8:1:2::1", "2001:db8:1:3::1"],
  ["::ffff:203.0.113.77", "::ffff:203.0.113.78"],
])("tells %s from %s", (one, other) => {
  expect(of(one)).not.toBe(of(other));
});
