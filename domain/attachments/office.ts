/** Documents that are archives (ZIP, APPNOTE.TXT 4.3.7): which kind the names of the first files in them tell. */
import type { AttachmentType } from "#protocol/attachment-constants";

const LOCAL_HEADER = [0x50, 0x4b, 0x03, 0x04];
const NAME_LENGTH_AT = 26;
const NAME_AT = 30;

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
  const found = [...namesIn(head)];
  const first = found[0];
  if (first?.name === "mimetype") {
    // Stored as it is, first, by the OpenDocument specification (part 3, 3.3).
    const says = latin.decode(head.subarray(first.end, first.end + 80));
    return OPEN_DOCUMENTS.find((type) => says.startsWith(`${type}PK`) || says === type);
  }
  if (!found.some(({ name }) => PACKAGING.test(name))) return undefined;
  const folder = Object.keys(FOLDERS).find((prefix) => found.some(({ name }) => name.startsWith(prefix)));
  return folder === undefined ? undefined : FOLDERS[folder];
}

/** Names of files whose headers are seen; sizes are often told only after the file, so headers are searched for. */
function* namesIn(head: Uint8Array): Generator<{ name: string; end: number }> {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  for (let at = head.indexOf(0x50); at !== -1; at = head.indexOf(0x50, at + 1)) {
    if (at + NAME_AT > head.length) return;
    if (!LOCAL_HEADER.every((byte, nth) => head[at + nth] === byte)) continue;
    const nameEnd = at + NAME_AT + view.getUint16(at + NAME_LENGTH_AT, true);
    const extraBytes = view.getUint16(at + NAME_LENGTH_AT + 2, true);
    yield { name: latin.decode(head.subarray(at + NAME_AT, nameEnd)), end: nameEnd + extraBytes };
  }
}
