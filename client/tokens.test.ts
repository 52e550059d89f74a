import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const css = readFileSync(new URL("./tokens.css", import.meta.url), "utf8");

/** The declarations of the first rule after `selector`. */
function rule(selector: string): string[] {
  const start = css.indexOf("{", css.indexOf(selector));
  const body = css.slice(start + 1, css.indexOf("}", start));
  return body
    .split(";")
    .map((line) => line.replace(/\/\*.*?\*\//gs, "").trim())
    .filter((line) => line !== "");
}
const names = (declarations: string[]) => declarations.map((line) => line.split(":")[0]).sort();

describe("the design tokens", () => {
  const light = rule('[data-theme="light"] {');
  const dark = rule('[data-theme="dark"],');

  it("are the same dark whether the system or the page asks for it", () => {
    expect(rule(":root:not(")).toEqual(dark);
  });

  it("have a dark value for every light one that is a colour or a shadow, and no others", () => {
    expect(names(dark)).toEqual(names(light));
  });
});
