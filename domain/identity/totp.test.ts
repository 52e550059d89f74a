import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hotp, stepAt, stepOfCode, toBase32, totpUri } from "./totp.ts";

/** The secret of both RFCs' test vectors. */
const secret = Buffer.from("12345678901234567890");

describe("RFC 4226, appendix D", () => {
  it.each([
    [0, "755224"],
    [1, "287082"],
    [2, "359152"],
    [3, "969429"],
    [4, "338314"],
    [5, "254676"],
    [6, "287922"],
    [7, "162583"],
    [8, "399871"],
    [9, "520489"],
  ])("counter %i gives %s", (counter, code) => expect(hotp(secret, counter)).toBe(code));
});

describe("RFC 6238, appendix B, SHA-1", () => {
  it.each([
    [59, "94287082"],
    [1_111_111_109, "07081804"],
    [1_111_111_111, "14050471"],
    [1_234_567_890, "89005924"],
    [2_000_000_000, "69279037"],
    [20_000_000_000, "65353130"],
  ])("second %i gives %s, and its last six digits are taken", (seconds, code) => {
    expect(hotp(secret, stepAt(seconds * 1_000), 8)).toBe(code);
    expect(stepOfCode(secret, code.slice(2), seconds * 1_000, 0)).toBe(stepAt(seconds * 1_000));
  });
});

describe("a code", () => {
  const nowMs = 1_700_000_000_000;
  const step = stepAt(nowMs);

  it("is taken while it is shown and one step after, and neither before nor later", () => {
    const taken = [-2, -1, 0, 1, 2].map((off) => stepOfCode(secret, hotp(secret, step + off), nowMs, 0));
    expect(taken).toEqual([undefined, step - 1, step, undefined, undefined]);
  });

  it("is not taken twice, nor an older one after it", () => {
    expect(stepOfCode(secret, hotp(secret, step), nowMs, step)).toBeUndefined();
    expect(stepOfCode(secret, hotp(secret, step - 1), nowMs, step)).toBeUndefined();
    expect(stepOfCode(secret, hotp(secret, step), nowMs, step - 1)).toBe(step);
  });

  it("may be typed with a space in it", () => {
    const code = hotp(secret, step);
    expect(stepOfCode(secret, ` ${code.slice(0, 3)} ${code.slice(3)}`, nowMs, 0)).toBe(step);
  });

  it("of any other form is wrong, and breaks nothing", () => {
    const right = [step - 1, step, step + 1].map((each) => hotp(secret, each));
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 12 }), (text) => {
        fc.pre(!right.includes(text.replace(/\s/g, "")));
        expect(stepOfCode(secret, text, nowMs, 0)).toBeUndefined();
      }),
    );
  });
});

describe("a secret", () => {
  it.each([
    ["", ""],
    ["f", "MY"],
    ["fo", "MZXQ"],
    ["foo", "MZXW6"],
    ["foob", "MZXW6YQ"],
    ["fooba", "MZXW6YTB"],
    ["foobar", "MZXW6YTBOI"],
  ])("%j is %s in base 32 (RFC 4648, section 10)", (text, encoded) =>
    expect(toBase32(Buffer.from(text))).toBe(encoded),
  );

  it("goes to the app with whose it is", () => {
    expect(totpUri(secret, "lin+yue@shop.example")).toBe(
      "otpauth://totp/Edgedesk:lin%2Byue%40shop.example?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ" +
        "&issuer=Edgedesk&algorithm=SHA1&digits=6&period=30",
    );
  });
});
