import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { searchAtRest } from "#test/harness/at-rest";
import { markersOf } from "./bodies.ts";

const markers = markersOf("12ab34cd");
let directory = "";
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "edgedesk-at-rest-"));
  mkdirSync(join(directory, "deep/er"), { recursive: true });
});
afterEach(() => rmSync(directory, { recursive: true }));

const forms: Record<string, (text: string) => Buffer> = {
  "UTF-8": (text) => Buffer.from(text),
  "UTF-16": (text) => Buffer.from(text, "utf16le"),
  "UTF-16, big end first": (text) => Buffer.from(text, "utf16le").swap16(),
  "escaped for a URL": (text) => Buffer.from(encodeURIComponent(text.toWellFormed())),
  "escaped in JSON": (text) =>
    Buffer.from(
      JSON.stringify(text).replaceAll(/[^ -~]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`),
    ),
  hex: (text) => Buffer.from(Buffer.from(text).toString("hex")),
  base64: (text) => Buffer.from(Buffer.from(text).toString("base64")),
  base64url: (text) => Buffer.from(Buffer.from(text).toString("base64url")),
  "base64 of UTF-16": (text) => Buffer.from(Buffer.from(text, "utf16le").toString("base64")),
};

test.each(Object.entries(forms))("a marker is found as %s, wherever in the text it stands", (_name, encode) => {
  const path = join(directory, "deep/er/file.sqlite");
  return fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.constantFrom(...markers), fc.string(), (before, marker, after) => {
      writeFileSync(path, encode(before + marker + after));
      expect(searchAtRest(directory, markers).found).toEqual([path]);
    }),
    { numRuns: 50 },
  );
});

test("nothing is found where the markers are not, and what was read is counted", () => {
  writeFileSync(join(directory, "other"), encodeURIComponent("bench-00000000 零零零零零零零零"));
  expect(searchAtRest(directory, markers)).toMatchObject({ filesRead: 1, found: [] });
});
