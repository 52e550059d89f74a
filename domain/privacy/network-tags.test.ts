import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseBlindIndexKeys } from "#domain/privacy/blind-index";
import { networksOf, parseRange, tagsOf } from "#domain/privacy/network-tags";

const keyOf = (byte: number) => Buffer.alloc(32, byte).toString("base64");
const keys = parseBlindIndexKeys(`new=${keyOf(1)},old=${keyOf(2)}`);
const namesOf = (address: string) =>
  networksOf(address).map(({ family, prefix, bytes }) => `${family}/${prefix}/${bytes.join(".")}`);
const tagOf = (address: string, prefix: number) => {
  const network = networksOf(address).find((candidate) => candidate.prefix === prefix);
  return network && tagsOf(keys, network)[0]?.tag;
};

describe("the networks of an address", () => {
  it("are three of IPv4 and three of IPv6, the narrowest first", () => {
    expect(namesOf("203.0.113.77")).toEqual(["4/32/203.0.113.77", "4/24/203.0.113.0", "4/16/203.0.0.0"]);
    expect(namesOf("2001:db8:a:b:c:d:e:f").map((name) => name.split("/")[1])).toEqual(["64", "48", "32"]);
    expect(namesOf("2001:db8:a:b:c:d:e:f")[0]).toBe("6/64/32.1.13.184.0.10.0.11.0.0.0.0.0.0.0.0");
  });

  it("are the same however an address is written", () => {
    expect(namesOf("::ffff:203.0.113.77")).toEqual(namesOf("203.0.113.77"));
    expect(namesOf("::FFFF:cb00:714d")).toEqual(namesOf("203.0.113.77"));
    expect(namesOf("2001:0DB8::1")).toEqual(namesOf("2001:db8:0:0:0:0:0:1"));
    expect(namesOf("fe80::1%eth0")).toEqual(namesOf("fe80::1"));
    expect(namesOf("64:ff9b::192.0.2.33")).toEqual(namesOf("64:ff9b::c000:221"));
  });

  it.each([
    ...["", "unknown", "203.0.113", "203.0.113.256", "203.0.113.07", "1.2.3.4.5", " 1.2.3.4"],
    ...["1::2::3", ":::", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "::1:2:3:4:5:6:7:8", "12345::", "g::", "1.2.3.4::"],
  ])("are none of %j", (text) => {
    expect(networksOf(text)).toEqual([]);
  });

  it("are told by the bits of the prefix and by no others", () => {
    const bytes = fc.array(fc.nat(255), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(bytes, bytes, (one, other) => {
        for (const prefix of [32, 24, 16]) {
          const isSame = one.slice(0, prefix / 8).join() === other.slice(0, prefix / 8).join();
          expect(tagOf(one.join("."), prefix) === tagOf(other.join("."), prefix)).toBe(isSame);
        }
      }),
    );
  });

  it("of IPv6 are told by the bits of the prefix and by no others", () => {
    // Few values, so that prefixes meet.
    const group = fc.constantFrom(0, 1, 0x100, 0xffff);
    const groups = fc.array(group, { minLength: 8, maxLength: 8 });
    const textOf = (values: readonly number[]) => values.map((value) => value.toString(16)).join(":");
    fc.assert(
      fc.property(groups, groups, (one, other) => {
        for (const prefix of [64, 48, 32]) {
          const [ofOne, ofOther] = [tagOf(textOf(one), prefix), tagOf(textOf(other), prefix)];
          // `::ffff:…` is IPv4.
          fc.pre(ofOne !== undefined && ofOther !== undefined);
          const isSame = one.slice(0, prefix / 16).join() === other.slice(0, prefix / 16).join();
          expect(ofOne === ofOther).toBe(isSame);
        }
      }),
    );
  });

  it("never break, whatever the text", () => {
    const chars = fc.constantFrom(..."0123456789abcdefF:.%/ x");
    fc.assert(
      fc.property(fc.string({ unit: chars, maxLength: 45 }), (text) => {
        expect([0, 3]).toContain(networksOf(text).length);
        parseRange(text);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("a range as somebody types it", () => {
  it.each([
    ["203.0.113.77/24", "4/24/203.0.113.0"],
    [" 203.0.113.77 ", "4/32/203.0.113.77"],
    ["203.0.113.77/16", "4/16/203.0.0.0"],
    ["2001:db8:a:b::/48", "6/48/32.1.13.184.0.10.0.0.0.0.0.0.0.0.0.0"],
    ["::ffff:203.0.113.77/120", "4/24/203.0.113.0"],
  ])("%s is %s", (text, name) => {
    const { family, prefix, bytes } = parseRange(text) ?? { bytes: [] };
    expect(`${family}/${prefix}/${bytes.join(".")}`).toBe(name);
  });

  it.each([
    "203.0.113.0/8",
    "203.0.113.0/25",
    "203.0.113.0/",
    "203.0.113.0/24/1",
    "203.0.113.0/-24",
    "::/0",
    "2001:db8::/24",
    "/24",
    "",
  ])("%j is none that is kept", (text) => {
    expect(parseRange(text)).toBeUndefined();
  });
});

describe("a tag", () => {
  it("is made by every key, the current one's first, and differs by family and prefix", () => {
    const [network] = networksOf("203.0.113.77");
    const tags = network === undefined ? [] : tagsOf(keys, network).map(({ tag }) => tag);
    expect(tags.map((tag) => tag.split(":")[0])).toEqual(["new", "old"]);
    const all = ["0.0.0.0", "::"].flatMap((address) => networksOf(address).map((one) => tagsOf(keys, one)[0]?.tag));
    expect(new Set(all).size).toBe(6);
  });

  it("says nothing of the address", () => {
    const [network] = networksOf("203.0.113.77");
    expect(JSON.stringify(network === undefined ? [] : tagsOf(keys, network))).not.toMatch(/203|cb00714d/);
  });
});
