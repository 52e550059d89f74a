import { expect, it } from "vitest";
import { cannedList as contract } from "#protocol/http-canned";
import { cannedList } from "./canned-answers.ts";
import { attempt } from "./decoder.ts";

const WORDS = { title: "T", text: "x" };
const ONE = { id: "01900000-0000-7000-8000-000000000000", version: 1, shared: true, code: "hi", texts: { en: WORDS } };

it.each([
  { items: [] },
  { items: [ONE, { ...ONE, texts: { "zh-CN": WORDS } }] },
  { items: [{ ...ONE, texts: {} }] },
  { items: [{ ...ONE, texts: { en: { title: "T" } } }] },
  { items: [{ ...ONE, version: 0 }] },
  { items: [{ ...ONE, id: "1" }] },
  { items: [{ ...ONE, shared: "yes" }] },
  {},
])("canned responses are taken as the contract does: %j", (input) => {
  expect(attempt(cannedList, input)).toEqual(contract.safeParse(input).data);
});
