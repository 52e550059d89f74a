import { describe, expect, it } from "vitest";
import type { Featured } from "#bench/exceptions/training/examples";
import { vocabularyOf } from "#bench/exceptions/training/vocabulary";

const message = (group: number, ...features: number[]): Featured => ({
  ...{ text: "", language: "en", kinds: new Set(), signs: new Set(), weight: 1, source: "corpus" },
  ...{ group, features: Uint32Array.from(features) },
});

describe("the vocabulary", () => {
  it("has what three lines have, not what messages of one line have", () => {
    const messages = [message(7, 1, 2, 3), message(7, 1, 3, 4), message(7, 1), message(8, 3, 4), message(9, 3, 4, 9)];
    expect([...vocabularyOf(messages)]).toEqual([3, 4]);
  });
});
