/** Names of files: what of them is kept, and whether they end as what is in the file. */
import { masking } from "#domain/tickets/sealed";
import {
  ATTACHMENT_TYPES,
  type AttachmentType,
  EXTENSIONS_OF_TYPE,
  MAX_FILE_NAME_CHARS,
} from "#protocol/attachment-constants";

/** Control and direction characters, which make a name look like another, and what separates folders. */
const UNFIT = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}/\\:*?"<>|]/gu;

/** @returns the name without folders and tricks, phone numbers and the like masked; empty if nothing is left */
export function cleanName(given: string): string {
  const last = given.split(/[/\\]/).at(-1) ?? "";
  const clean = last
    .normalize("NFC")
    .replace(UNFIT, "")
    .replace(/^[.\s]+|[.\s]+$/g, "");
  const dot = clean.lastIndexOf(".");
  if (dot <= 0) return [...clean].slice(0, MAX_FILE_NAME_CHARS).join("");
  const extension = clean.slice(dot);
  const stem = [...masking(clean.slice(0, dot))].slice(0, MAX_FILE_NAME_CHARS - extension.length).join("");
  return extension.length >= MAX_FILE_NAME_CHARS ? "" : stem + extension;
}

export function extensionOf(name: string): string {
  const dot = name.lastIndexOf(".");
  return dot <= 0 ? "" : name.slice(dot + 1).toLowerCase();
}

/** Whether any file may be called so: what is refused by its name needs not be read. */
export function isKnownExtension(extension: string): boolean {
  return ATTACHMENT_TYPES.some((type) => endings(type).includes(extension));
}

/** @returns the type by content and name; undefined if the name promises something else */
export function typeUnderName(sniffed: AttachmentType, name: string): AttachmentType | undefined {
  const extension = extensionOf(name);
  // Tables are text like any other.
  if (sniffed === "text/plain" && endings("text/csv").includes(extension)) return "text/csv";
  return endings(sniffed).includes(extension) ? sniffed : undefined;
}

function endings(type: AttachmentType): readonly string[] {
  return EXTENSIONS_OF_TYPE[type];
}
