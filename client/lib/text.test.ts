import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { text } from "#protocol/vocabulary";
import { textToSend } from "./text.ts";

describe("text to send", () => {
  it("is what the server takes, for whatever was typed", () => {
    const typed = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.string({ unit: fc.constantFrom("\ud83d", "\ude00", "\0", " ", "好", "a") }),
    );
    fc.assert(
      fc.property(typed, (input) => {
        const sent = textToSend(input);
        if (sent !== undefined) expect(text.safeParse(sent).success).toBe(true);
        else expect(input.replaceAll("\0", "").trim()).toBe("");
      }),
    );
  });

  it("keeps line breaks within and emoji whole, and drops the space around", () => {
    expect(textToSend("  one\n\n two 😀 \n")).toBe("one\n\n two 😀");
  });

  it("is nothing when there is too much of it", () => {
    expect(textToSend("好".repeat(10_000))).toHaveLength(10_000);
    expect(textToSend("好".repeat(10_001))).toBeUndefined();
  });
});
