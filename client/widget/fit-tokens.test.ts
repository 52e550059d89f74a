import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { fitTokens } from "./fit-tokens.ts";

it("keeps tokens that differ by theme, fills in those that do not, and drops what nobody uses", () => {
  const tokens =
    ":host { color-scheme: light; --a: 1px; --gap: 8px; --idle: 2px; } :host([dark]) { --a: 3px; --idle: 4px; }";
  expect(fitTokens(tokens, "p { margin: var(--a) var(--gap) }").replace(/\s+/g, " ")).toBe(
    ":host { --a: 1px; } :host([dark]) { --a: 3px; }p { margin: var(--a) 8px }",
  );
});

it("drops the selectors that only a page has", () => {
  const tokens = readFileSync(new URL("../tokens.css", import.meta.url), "utf8");
  const fitted = fitTokens(tokens, "p { color: var(--text) }");
  expect(fitted).not.toMatch(/:root/);
  expect(fitted.match(/--text: #\w+/g)).toEqual(["--text: #1a1a21", "--text: #ededf2", "--text: #ededf2"]);
  expect(fitted.match(/:host[^{]*(?=\{)/g)?.map((selector) => selector.trim())).toEqual([
    ":host",
    ":host",
    ':host(:not([data-theme="light"]))',
    ':host([data-theme="dark"])',
    ":host",
  ]);
});
