import { expect, it } from "vitest";
import { marked } from "./marked.ts";

const shown = (text: string, ...marks: [number, number][]) =>
  marked(
    text,
    marks.map(([start, end]) => ({ start, end })),
  ).map(({ text: piece, isMarked }) => (isMarked ? `[${piece}]` : piece));

it("shows all of the text, and what is marked as such", () => {
  expect(shown("the teapot", [4, 10])).toEqual(["the ", "[teapot]"]);
  expect(shown("茶壶和茶杯", [0, 2], [3, 5])).toEqual(["[茶壶]", "和", "[茶杯]"]);
  expect(shown("nothing")).toEqual(["nothing"]);
  expect(shown("")).toEqual([]);
});

it("does not believe marks that cannot be", () => {
  expect(shown("tea", [2, 9], [1, 1], [0, 3])).toEqual(["t", "ea"]);
  expect(shown("tea", [0, 2], [1, 3])).toEqual(["[te]", "a"]);
});
