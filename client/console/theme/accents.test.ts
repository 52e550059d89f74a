/** Whatever accent an agent chooses, all that is written in it or on it can be read (WCAG 2.2, 1.4.3). */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { ACCENTS } from "#protocol/constants";

const tokens = readFileSync(new URL("../../tokens.css", import.meta.url), "utf8");
const accents = readFileSync(new URL("./accents.css", import.meta.url), "utf8");
const READABLE = 4.5;

/** The colours of the first rule after `selector`, by name. */
function colours(css: string, selector: string): Map<string, string> {
  const start = css.indexOf(`${selector} {`);
  const body = start < 0 ? "" : css.slice(start, css.indexOf("}", start));
  return new Map([...body.matchAll(/--([\w-]+): (#[\da-f]{6});/g)].map(([, name = "", value = ""]) => [name, value]));
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

/** What is written, and on what. */
const PAIRS = [
  ["on-accent", "accent"],
  ["on-accent", "accent-hover"],
  ["accent-text", "panel"],
  ["accent-text", "bg"],
  ["accent-text", "raised"],
  ["accent-text", "accent-soft"],
  ["accent-text", "selected"],
  ["text", "accent-soft"],
  ["text", "selected"],
  ["text-2", "selected"],
  ["text-3", "selected"],
] as const;

const THEMES = {
  light: { base: '[data-theme="light"]', own: (accent: string) => `\n[data-accent="${accent}"]` },
  dark: {
    base: '\n:host([data-theme="dark"])',
    own: (accent: string) => `[data-theme="dark"][data-accent="${accent}"]`,
  },
};

describe.each(Object.entries(THEMES))("in the %s theme", (_, { base, own }) => {
  it.each(ACCENTS)("%s can be read", (accent) => {
    const chosen = colours(accents, own(accent));
    // The first of them is that of the tokens.
    expect(chosen.size).toBe(accent === ACCENTS[0] ? 0 : 7);
    const named = new Map([...colours(tokens, base), ...chosen]);
    for (const [front, back] of PAIRS) {
      const ratio = contrast(named.get(front) ?? "", named.get(back) ?? "");
      expect([front, back, ratio >= READABLE]).toEqual([front, back, true]);
    }
  });
});
