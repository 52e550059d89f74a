import { describe, expect, it } from "vitest";
import { mentionedIn, pieces } from "./mentions.ts";

const AGENTS = [
  { id: "1", name: "Ann" },
  { id: "2", name: "Ann Lee" },
  { id: "3", name: "林晓" },
  { id: "4", name: "C. (Berlin)" },
];
const names = (text: string) =>
  pieces(
    text,
    AGENTS.map(({ name }) => name),
  ).filter(({ isName }) => isName);

describe("who a note names", () => {
  it.each([
    ["@Ann please look", ["1"]],
    ["@Ann Lee please look", ["2"]],
    ["@Annabel knows", []],
    ["请@林晓看一下", ["3"]],
    ["@C. (Berlin), @Ann, @Ann again", ["4", "1"]],
    ["write to Ann", []],
    ["", []],
  ])("%s", (text, ids) => {
    expect(mentionedIn(text, AGENTS)).toEqual(ids);
  });

  it("is every one of a name that two have", () => {
    expect(mentionedIn("@Ann", [...AGENTS, { id: "5", name: "Ann" }])).toEqual(["1", "5"]);
  });

  it("stands out in the text, and nothing of it is lost", () => {
    const text = "Hi @Ann Lee, see 请@林晓看";
    expect(names(text).map((piece) => piece.text)).toEqual(["@Ann Lee", "@林晓"]);
    expect(
      pieces(text, ["Ann Lee", "林晓"])
        .map((piece) => piece.text)
        .join(""),
    ).toBe(text);
  });
});
