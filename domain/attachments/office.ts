/** Documents that are archives (ZIP, APPNOTE.TXT 4.3.7): which kind the names of the first files in them tell. */
import type { AttachmentType } from "#protocol/attachment-constants";

const LOCAL_HEADER = [0x50, 0x4b, 0x03, 0x04];
const NAME_LENGTH_AT = 26;
const NAME_AT = 30;
/** More than what is looked for; headers that lie about long names, and overlap, would make hundreds of megabytes of them. */
const LOOKED_AT_BYTES = 64;

const latin = new TextDecoder("latin1");

const OPEN_DOCUMENTS: readonly AttachmentType[] = [
  "application/vnd.oasis.opendocument.text",
  "application/vnd.oasis.opendocument.spreadsheet",
  "application/vnd.oasis.opendocument.presentation",
];
const FOLDERS: Readonly<Record<string, AttachmentType>> = {
  "word/": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  "xl/": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  "ppt/": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
};
/** One of these is in every Open Packaging document; other archives have folders of such names too. */
const PACKAGING = /^(\[Content_Types\]\.xml|_rels\/|docProps\/)/;

/** @param head the beginning of a ZIP archive. @returns undefined for archives that are no documents */
export function officeTypeOf(head: Uint8Array): AttachmentType | undefined {
  let isFirst = true;
  let isPackage = false;
  let folder: string | undefined;
  for (const { name, end } of namesIn(head)) {
    // Stored as it is, first, by the OpenDocument specification (part 3, 3.3).
    if (isFirst && name === "mimetype") return openDocumentAt(head, end);
    isFirst = false;
    isPackage ||= PACKAGING.test(name);
    // The first one is its own: what is packed within the document comes after its folder.
    folder ??= Object.keys(FOLDERS).find((prefix) => name.startsWith(prefix));
    if (isPackage && folder !== undefined) return FOLDERS[folder];
  }
  return undefined;
}

function openDocumentAt(head: Uint8Array, at: number): AttachmentType | undefined {
  const says = latin.decode(head.subarray(at, at + 80));
  return OPEN_DOCUMENTS.find((type) => says.startsWith(`${type}PK`) || says === type);
}

/** How names of files begin whose headers are seen; sizes are often told only after the file, so headers are searched for. */
function* namesIn(head: Uint8Array): Generator<{ name: string; end: number }> {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  for (let at = head.indexOf(0x50); at !== -1; at = head.indexOf(0x50, at + 1)) {
    if (at + NAME_AT > head.length) return;
    if (!LOCAL_HEADER.every((byte, nth) => head[at + nth] === byte)) continue;
    const nameAt = at + NAME_AT;
    const nameBytes = view.getUint16(at + NAME_LENGTH_AT, true);
    const extraBytes = view.getUint16(at + NAME_LENGTH_AT + 2, true);
    const name = latin.decode(head.subarray(nameAt, nameAt + Math.min(nameBytes, LOOKED_AT_BYTES)));
    yield { name, end: nameAt + nameBytes + extraBytes };
  }
}
