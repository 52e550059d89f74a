import { describe, expect, it } from "vitest";
import { messagesOf, slotsOf } from "#bench/exceptions/training/corpus";
import { drawsOf, shuffled } from "#bench/exceptions/training/draws";
import { fitted } from "#bench/exceptions/training/fit";
import { joined } from "#bench/exceptions/training/joined";
import { trainedOn } from "#bench/exceptions/training/trained-on";
import { scoreOf } from "#worker/local-ai/exceptions/linear";
import { packed, unpacked } from "#worker/local-ai/exceptions/packed";
import { WEIGHTS } from "#worker/local-ai/exceptions/weights";

const SLOTS = slotsOf("thing: kettle | lamp\nmoney: £##");

describe("messages to learn from", () => {
  it("are made of a line by its choices and slots, and of the same line always the same", () => {
    const source = "= insult lawyer\nthe <thing> is {rubbish|junk}\n= none\nhello\n";
    const messages = messagesOf(source, SLOTS);
    const made = messages.filter(({ signs }) => signs.length > 0);
    expect(made.length).toBeGreaterThan(1);
    expect(made.every(({ text }) => /^the (kettle|lamp) is (rubbish|junk)$/.test(text))).toBe(true);
    expect(made[0]?.signs).toEqual(["insult", "lawyer"]);
    expect(messages.at(-1)).toMatchObject({ text: "hello", signs: [], weight: 1 });
    expect(messagesOf(source, SLOTS)).toEqual(messages);
  });

  it("name what a line does wrong", () => {
    expect(() => messagesOf("a <colour> thing", SLOTS)).toThrow("no slot <colour>");
    expect(() => messagesOf("{a|{b|c}}", SLOTS)).toThrow("a choice within a choice");
  });

  it("are joined with the signs of all their parts", () => {
    const one = { group: 1, weight: 1 };
    const messages = [
      { ...one, text: "a", signs: ["insult"] },
      { ...one, text: "b", signs: [] },
    ];
    const made = joined([...messages, ...messages, ...messages], drawsOf(1));
    expect(made.length).toBe(4);
    for (const { text, signs } of made) expect(signs).toEqual(text.includes("a") ? ["insult"] : []);
  });

  it("come in an order that the seed gives", () => {
    expect(shuffled([1, 2, 3, 4, 5, 6], drawsOf(1))).toEqual(shuffled([1, 2, 3, 4, 5, 6], drawsOf(1)));
    expect(shuffled([1, 2, 3, 4, 5, 6], drawsOf(1)).toSorted()).toEqual([1, 2, 3, 4, 5, 6]);
  });
});

describe("a fitted model", () => {
  const examples = Array.from({ length: 80 }, (_, at) => ({
    places: Uint32Array.of(at % 2, 2 + (at % 5), 10 + (at % 7)),
    count: 3,
    positive: at % 2 === 0,
    weight: 1,
  }));

  it("tells apart what it has learned, and learns the same again", () => {
    const { weights, bias } = fitted(examples, 32);
    const linear = unpacked(packed(weights, bias));
    expect(scoreOf(linear, Uint32Array.of(0, 3, 11), 3)).toBeGreaterThan(0);
    expect(scoreOf(linear, Uint32Array.of(1, 3, 11), 3)).toBeLessThan(0);
    expect(fitted(examples, 32)).toEqual({ weights, bias });
  });

  it("is of the messages and the code that there are: else run npm run train:exceptions", () => {
    expect(WEIGHTS.trainedOn).toBe(trainedOn());
  });
});
