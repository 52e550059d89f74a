import { describe, expect, it } from "vitest";
import { replaced, triggerAt, withSign } from "./composer-trigger.ts";

const at = (text: string, mayMention = true) => {
  const found = triggerAt(text, text.length, mayMention);
  return found && [found.kind, found.query, found.from];
};

describe("what the writer has begun to look for", () => {
  it.each([
    ["/", "canned", "", 0],
    ["/ref", "canned", "ref", 0],
    ["Hello /退款", "canned", "退款", 6],
    ["／ref", "canned", "ref", 0],
    ["、ref", "canned", "ref", 0],
    [":smi", "emoji", "smi", 0],
    ["好的:笑", "emoji", "笑", 2],
    ["：笑", "emoji", "笑", 0],
    ["@", "mention", "", 0],
    ["ask @Lena B", "mention", "Lena B", 4],
    ["请看＠林", "mention", "林", 2],
    ["(@le", "mention", "le", 1],
  ])("%s", (text, kind, query, from) => {
    expect(at(text)).toEqual([kind, query, from]);
  });

  it.each(["and/or", "https://shop", "10:30", "地址：北京", "a@b.example", "你好、再见", "at 5: ", "@Lena ", "x:y"])(
    "is not in %j",
    (text) => {
      expect(at(text)).toBeUndefined();
    },
  );

  it("is no colleague where the customer reads", () => {
    expect(at("@Lena", false)).toBeUndefined();
  });

  it("stands at the caret, not at the end", () => {
    expect(triggerAt("/re and more", 3, false)).toMatchObject({ kind: "canned", query: "re", from: 0, to: 3 });
  });
});

describe("what was chosen", () => {
  it("takes the place of what was typed", () => {
    const trigger = { kind: "canned", query: "re", from: 3, to: 6 } as const;
    expect(replaced("Hi /re, bye", trigger, "there")).toEqual({ text: "Hi there, bye", caret: 8 });
  });

  it("is begun by a button as by a key", () => {
    expect(withSign("Hi", 2, "emoji")).toEqual({ text: "Hi :", caret: 4 });
    expect(withSign("", 0, "canned")).toEqual({ text: "/", caret: 1 });
    expect(withSign("Hi ", 3, "mention")).toEqual({ text: "Hi @", caret: 4 });
  });
});
