/** Searches the bytes of a state directory for texts that must not rest there in the clear. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The part of a text's base64 that is the same wherever in a longer value the text begins, for one of three alignments. */
function base64At(bytes: Buffer, alignment: number): string {
  const encoded = Buffer.concat([Buffer.alloc(alignment), bytes]).toString("base64");
  return encoded.slice(Math.ceil((alignment * 8) / 6), Math.floor(((alignment + bytes.length) * 8) / 6));
}

function escaped(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/** As JSON writers put it that leave nothing but ASCII; some escape in capitals. */
function jsonEscapes(text: string): string[] {
  const lower = JSON.stringify(text)
    .slice(1, -1)
    .replaceAll(/[^ -~]/g, escaped);
  return [lower, lower.replaceAll(/\\u([0-9a-f]{4})/g, (_, digits: string) => `\\u${digits.toUpperCase()}`)];
}

/**
 * Every form in which a text may come to rest: UTF-8 and UTF-16 (V8's serialisation, of either byte order), each also as
 * hex and base64; escaped for URLs and in JSON.
 */
function formsOf(text: string): Buffer[] {
  const encodings = [Buffer.from(text, "utf8"), Buffer.from(text, "utf16le"), Buffer.from(text, "utf16le").swap16()];
  const ascii = [encodeURIComponent(text), encodeURIComponent(text).toLowerCase(), ...jsonEscapes(text)];
  return [...ascii.map((form) => Buffer.from(form, "latin1")), ...encodings.flatMap(encoded)];
}

function encoded(bytes: Buffer): Buffer[] {
  const base64 = [0, 1, 2].map((alignment) => base64At(bytes, alignment));
  const base64url = base64.map((form) => form.replaceAll("+", "-").replaceAll("/", "_"));
  return [bytes, ...[bytes.toString("hex"), ...base64, ...base64url].map((form) => Buffer.from(form, "latin1"))];
}

export interface Search {
  readonly filesRead: number;
  readonly bytesRead: number;
  /** Files that hold one of the texts in some form. */
  readonly found: readonly string[];
}

/**
 * Searches all files under a directory, whole. Stop the server first, so that nothing is only in memory.
 * @param leftOut paths under it that are not searched
 */
export function searchAtRest(directory: string, texts: readonly string[], leftOut: readonly string[] = []): Search {
  const forms = texts.flatMap(formsOf);
  let [filesRead, bytesRead] = [0, 0];
  const found: string[] = [];
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    if (leftOut.some((part) => path.startsWith(join(directory, part)))) continue;
    const bytes = readFileSync(path);
    filesRead++;
    bytesRead += bytes.length;
    if (forms.some((form) => bytes.includes(form))) found.push(path);
  }
  return { filesRead, bytesRead, found };
}
