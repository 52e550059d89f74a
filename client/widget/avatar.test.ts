import { expect, test } from "vitest";
import { initialsOf } from "./avatar.tsx";

test.each([
  ["Sofia Rossi", "SR"],
  ["anna maria lindqvist", "AL"],
  ["Lena", "L"],
  ["王雨桐", "王"],
  ["王 雨桐", "王"],
  ["Lin Yue 林悦", "LY"],
  ["林悦 Lin", "林"],
  ["Visitor 0304", "V"],
  ["👩🏽‍🚀 Ada", "A"],
  ["\u202emoc.live", "M"],
  ["", ""],
])("of %s stands %s", (name, initials) => expect(initialsOf(name)).toBe(initials));
