import { describe, expect, it } from "vitest";
import { invitationMail } from "#domain/identity/invitation-mail";
import { invitationLink, invitationToken, normalEmail, tokenHash } from "#domain/identity/invitations";
import { LOCALES } from "#protocol/constants";

describe("a token", () => {
  it("is made of 256 random bits, and goes into a link as it is", () => {
    const token = invitationToken(new Uint8Array(32).fill(255));
    expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(new URLSearchParams(new URL(invitationLink("https://desk.example", token)).hash.slice(1)).get("token")).toBe(
      token,
    );
    expect(() => invitationToken(new Uint8Array(31))).toThrow(RangeError);
  });

  it("is kept as SHA-256 (FIPS 180-4, B.1)", () => {
    expect(tokenHash("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  });
});

it("an address is the same in whatever case", () => {
  expect(normalEmail(" Mei.Tan@Shop.EXAMPLE ")).toBe("mei.tan@shop.example");
});

describe("the mail", () => {
  const words = {
    to: "mei@shop.example",
    inviterName: "Gao Ming 高明",
    link: "https://desk.example/console/join#token=abc",
    expiresAtMs: Date.UTC(2027, 0, 15, 8, 30),
  };

  it("names who invites, the link on a line of its own, and until when it works, in either language", () => {
    for (const locale of LOCALES) {
      const { to, subject, text } = invitationMail(locale, words);
      expect(to).toBe(words.to);
      expect(subject).toContain(words.inviterName);
      expect(text.split("\n")).toContain(words.link);
      expect(text).toMatch(/2027/);
    }
    expect(invitationMail("zh-CN", words).text).toContain("2027年1月15日");
    expect(invitationMail("en", words).text).toContain("January 15, 2027");
  });

  it("keeps a name with line breaks in it on its line", () => {
    const { subject, text } = invitationMail("en", { ...words, inviterName: "Eve\r\nBcc: all@shop.example\u2028x" });
    expect(subject).not.toMatch(/[\r\n\u2028]/);
    expect(text).not.toContain("\nBcc");
  });
});
