import { describe, expect, it } from "vitest";
import { wordsOf } from "./context-words.ts";
import { checkPassword } from "./password-policy.ts";

const person = { name: "Chen Wei 陈薇", email: "wei.chenlong@shop.example" };

async function verdictOn(password: string): Promise<string> {
  const result = await checkPassword(password, person);
  return result.ok ? "taken" : result.failure;
}

describe("a password", () => {
  it.each([
    "correct horse battery",
    "tangerine-kettle-9",
    "我们的猫每天早上六点起床喝水",
    "🐈🐕🐎🦊🐢🐇🦉🐝🐙🐳🦀🐧",
    "gT4!xq9LmZ2p",
    "no rules of composition here",
    "deskbound otters at edgedesk",
  ])("like %j is taken, whatever it is composed of", async (password) => {
    expect(await verdictOn(password)).toBe("taken");
  });

  it.each(["", "short", "elevenchars", "🐈🐕🐎🦊🐢🐇", "１２３４５６７８９０１"])(
    "like %j is too short",
    async (password) => {
      expect(await verdictOn(password)).toBe("password_too_short");
    },
  );

  it.each([
    "unbelievable",
    "UNBELIEVABLE",
    "Password2026!",
    "P@ssw0rd12345",
    "passwordpassword",
    "1234567dragon123",
    "m0nkeym0nkey",
    "aaaaaaaaaaaa",
    "abababababab",
    "abcdefghijklmnop",
    "123456789012",
    "qwertyuiopasdf",
    "ｐａｓｓｗｏｒｄ１２３４",
    "edgedesk1234",
    "Edg3desk-2026!",
    "111222333444",
    "customerservice",
    "Cust0mer-Support1",
    "Supervisor!2026",
    "adm1nadm1n-99",
    "edgedesk客服客服客服123",
  ])("like %j is one that is tried first", async (password) => {
    expect(await verdictOn(password)).toBe("password_too_common");
  });

  it.each(["xk7-chenlong-92q", "my name is CHENLONG", "wei.chenlong ok!", "longish chen wei 陈薇"])(
    "like %j holds the name or the mailbox",
    async (password) => {
      expect(await verdictOn(password)).toBe("password_is_personal");
    },
  );

  it("is not the shop's own name with a year to it, but may hold it", async () => {
    const ofShop = wordsOf("Tangerine 商城");
    const verdict = async (text: string) => (await checkPassword(text, person, ofShop)).ok;
    expect(await verdict("Tangerine-2026")).toBe(false);
    expect(await verdict("商城tangerine99!")).toBe(false);
    expect(await verdict("tangerine-kettle-9")).toBe(true);
    expect(await verdict("our support sings at dawn")).toBe(true);
  });

  it("may hold what is too short to mean anybody", async () => {
    expect(await verdictOn("weirdly long sofas")).toBe("taken");
  });
});
