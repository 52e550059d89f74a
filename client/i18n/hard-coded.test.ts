/** Whatever a person reads comes from the catalogue: looks through the clients' JSX for text that does not. */
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";

const clientFolder = join(import.meta.dirname, "..");
/** Attributes that are read out or shown. */
const SPOKEN = new Set([
  "aria-label",
  "aria-description",
  "aria-roledescription",
  "alt",
  "title",
  "placeholder",
  "label",
  "description",
]);
const LETTER = /\p{L}/u;
/** The product's name and the languages' own names are the same in every language. */
const NAMES = /Edgedesk|English|简体中文/g;

function spokenLiterals(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const found: string[] = [];
  const look = (node: ts.Node): void => {
    if (ts.isJsxText(node)) found.push(node.text.trim());
    if (ts.isJsxAttribute(node) && SPOKEN.has(node.name.getText()) && node.initializer) {
      const value = ts.isJsxExpression(node.initializer) ? node.initializer.expression : node.initializer;
      if (value && ts.isStringLiteralLike(value)) found.push(value.text);
    }
    if (
      ts.isJsxExpression(node) &&
      node.expression &&
      ts.isStringLiteralLike(node.expression) &&
      !ts.isJsxAttribute(node.parent)
    ) {
      found.push(node.expression.text.trim());
    }
    ts.forEachChild(node, look);
  };
  look(source);
  return found.filter((text) => LETTER.test(text.replace(NAMES, "")));
}

describe("the clients' components", () => {
  const files = globSync("{console,widget,demo}/**/*.tsx", { cwd: clientFolder });

  it("are looked through", () => {
    expect(files.length).toBeGreaterThan(10);
  });

  it.each(files)("%s says nothing that is not in the catalogue", (file) => {
    expect(spokenLiterals(join(clientFolder, file))).toEqual([]);
  });
});

describe("the static pages", () => {
  it.each(["landing/index.html"])("%s has the catalogue's English where words are named", async (page) => {
    const { landingWords } = await import("./landing.ts");
    const words: Record<string, unknown> = landingWords.en;
    const html = readFileSync(join(clientFolder, page), "utf8").replaceAll("&amp;", "&");
    const named = [...html.matchAll(/data-words="([^"]+)"[^>]*>([^<]*)</g)];
    expect(named.length).toBeGreaterThan(3);
    for (const [, key = "", text = ""] of named)
      expect([key, text.replace(/\s+/g, " ").trim()]).toEqual([key, words[key]]);
    for (const [, key = "", label] of html.matchAll(/data-label="([^"]+)" aria-label="([^"]+)"/g)) {
      expect([key, label]).toEqual([key, words[key]]);
    }
  });

  it.each(["landing/index.html"])("%s has no words beside", (page) => {
    const html = readFileSync(join(clientFolder, page), "utf8").replace(
      /<!--.*?-->|<(title|script)[\s\S]*?<\/\1>/gs,
      "",
    );
    const texts = [...html.matchAll(/<(\w+)([^>]*)>([^<]*)/g)].filter(
      ([, , attributes = ""]) => !/data-words|class="price"|data-locale/.test(attributes),
    );
    expect(texts.map(([, , , text = ""]) => text.trim()).filter((text) => LETTER.test(text))).toEqual([]);
  });
});
