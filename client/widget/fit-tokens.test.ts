import { expect, it } from "vitest";
import { fitTokens } from "./fit-tokens.ts";

it("keeps tokens that differ by theme, fills in those that do not, and drops what nobody uses", () => {
  const tokens =
    ":host { color-scheme: light; --a: 1px; --gap: 8px; --idle: 2px; } :host([dark]) { --a: 3px; --idle: 4px; }";
  expect(fitTokens(tokens, "p { margin: var(--a) var(--gap) }").replace(/\s+/g, " ")).toBe(
    ":host { color-scheme: light; --a: 1px; } :host([dark]) { --a: 3px; }p { margin: var(--a) 8px }",
  );
});
