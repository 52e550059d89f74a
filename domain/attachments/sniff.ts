/**
 * What a file is, by its first bytes (signatures as in the WHATWG's MIME Sniffing standard, and the formats' own
 * specifications), never by its name. What is not known here is not taken: programs, pages, scripts, archives.
 */
import { officeTypeOf } from "#domain/attachments/office";
import type { AttachmentType } from "#protocol/attachment-constants";

/** How much of the beginning is looked at. */
export const HEAD_BYTES = 64 * 1024;

/** Each byte of `what`, as Latin-1, at this place. */
function says(head: Uint8Array, at: number, what: string): boolean {
  for (let nth = 0; nth < what.length; nth += 1) if (head[at + nth] !== what.charCodeAt(nth)) return false;
  return true;
}

/** @returns undefined for what is not taken; of text that is only the beginning, see `text-check.ts` */
export function sniff(head: Uint8Array): AttachmentType | undefined {
  if (says(head, 0, "\xff\xd8\xff")) return "image/jpeg";
  if (says(head, 0, "\x89PNG\r\n\x1a\n")) return "image/png";
  if (says(head, 0, "GIF87a") || says(head, 0, "GIF89a")) return "image/gif";
  if (says(head, 0, "%PDF-")) return "application/pdf";
  if (says(head, 0, "OggS\0")) return "audio/ogg";
  if (says(head, 0, "RIFF"))
    return says(head, 8, "WEBP") ? "image/webp" : says(head, 8, "WAVE") ? "audio/wav" : undefined;
  if (says(head, 4, "ftyp")) return ofBrand(head);
  if (says(head, 0, "PK\x03\x04")) return officeTypeOf(head);
  if (isMp3(head)) return "audio/mpeg";
  return isTextLike(head) ? "text/plain" : undefined;
}

const HEIF_BRANDS = ["heic", "heix", "heim", "heis", "mif1"];
const VIDEO_BRANDS = ["isom", "iso2", "iso4", "iso5", "iso6", "mp41", "mp42", "avc1", "M4V ", "MSNV", "dash"];

/** ISO base media (ISO/IEC 14496-12): the major brand follows the box's name. */
function ofBrand(head: Uint8Array): AttachmentType | undefined {
  const isOne = (brand: string) => says(head, 8, brand);
  if (HEIF_BRANDS.some(isOne)) return "image/heic";
  if (VIDEO_BRANDS.some(isOne)) return "video/mp4";
  return isOne("M4A ") ? "audio/mp4" : undefined;
}

/** A tag before it, or a frame of layer III whose bit rate and sampling rate there are. */
function isMp3(head: Uint8Array): boolean {
  if (says(head, 0, "ID3")) return true;
  const [first = 0, second = 0, third = 0] = head;
  const isFrame = first === 0xff && (second & 0xe6) === 0xe2;
  return isFrame && (third & 0xf0) !== 0xf0 && (third & 0xf0) !== 0 && (third & 0x0c) !== 0x0c;
}

const latin = new TextDecoder("latin1");
/** What browsers and shells would take for something to run, and what only pages begin with. */
const RUNS = /^\s*(#!|<(!doctype|!--|html|head|body|script|svg|iframe|style|\?xml|\?php|%|xsl:|[a-z]+:?html))/i;
const SCRIPT = /<(script|svg|iframe|object|embed)[\s>/]/i;
const BYTE_ORDER_MARK = "\xef\xbb\xbf";

function isTextLike(head: Uint8Array): boolean {
  const text = latin.decode(head);
  const words = text.startsWith(BYTE_ORDER_MARK) ? text.slice(BYTE_ORDER_MARK.length) : text;
  return !RUNS.test(words) && !SCRIPT.test(words);
}
