/**
 * Takes out of a WebP (RFC 9649) and a WAV (RIFF, "Multimedia Programming Interface and Data Specifications 1.0") what is not
 * needed to show or play it: XMP, lists of names and dates, whatever programs added. Since the size of the whole stands at the
 * beginning, before it is known what follows, such chunks keep their place and length, as chunks called JUNK full of zeros,
 * which readers pass over. An Exif chunk says how the picture is turned, and nothing else. What follows the file's end goes.
 */
import { orientationOfEither, orientationTiff } from "#domain/attachments/exif-orientation";
import { FormatBroken } from "#domain/attachments/private/broken";
import { isName, latin, little32 } from "#domain/attachments/private/bytes";
import { BEGUN, blank, keep, MAX_SEEN_BYTES, put, putBytes, see, type Walk } from "#domain/attachments/private/walk";

/** RIFF, the size of what follows, and the kind of file. */
const HEADER_BYTES = 12;
/** Name and length. */
const CHUNK_BYTES = 8;
const FRAME_BYTES = 16;
const XMP_FLAG = 0x04;
const TURN_BYTES = orientationTiff(1).length;
const JUNK = [0x4a, 0x55, 0x4e, 0x4b];
const IN_PICTURE = new Set(["VP8X", "ICCP", "ANIM", "ANMF", "ALPH", "VP8 ", "VP8L", "EXIF"]);
const IN_FRAME = new Set(["ALPH", "VP8 ", "VP8L"]);
const IN_SOUND = new Set(["fmt ", "fact", "data"]);
const SHOWN = new Set(["VP8 ", "VP8L", "ANMF", "data"]);

export function* webpWalk(): Walk {
  const header = yield see(HEADER_BYTES);
  yield putBytes(header);
  const bytes = little32(header, 4) - 4;
  if (bytes < CHUNK_BYTES) throw new FormatBroken();
  yield* chunks(bytes, IN_PICTURE);
}

/** Whoever recorded it may not have known how long it would be, so it goes as far as there are chunks. */
export function* wavWalk(): Walk {
  yield putBytes(yield see(HEADER_BYTES));
  yield* chunks(Number.POSITIVE_INFINITY, IN_SOUND);
}

/** @param bytes how many there are of them */
function* chunks(bytes: number, kept: ReadonlySet<string>): Walk {
  let left = bytes;
  let hasBegun = false;
  while (left >= CHUNK_BYTES) {
    const header = yield see(CHUNK_BYTES);
    const [name, length] = [latin(header.subarray(0, 4)), little32(header, 4)];
    // Something else was put behind it.
    if (!isName(name) && left === Number.POSITIVE_INFINITY && hasBegun) return;
    if (!isName(name) || length > left - CHUNK_BYTES) throw new FormatBroken();
    const isKept = kept.has(name);
    yield isKept ? putBytes(header) : put(...JUNK, ...header.subarray(4));
    if (SHOWN.has(name)) {
      yield BEGUN;
      hasBegun = true;
    }
    if (isKept) yield* content(name, length);
    else yield blank(length);
    // Each begins at an even place.
    const padding = Math.min(length % 2, left - CHUNK_BYTES - length);
    yield blank(padding);
    left -= CHUNK_BYTES + length + padding;
  }
  if (left < CHUNK_BYTES) yield blank(left);
}

function* content(name: string, length: number): Walk {
  if (name === "EXIF") return yield* turn(length);
  if (name === "VP8X") return yield* features(length);
  if (name !== "ANMF") return void (yield keep(length));
  if (length < FRAME_BYTES) throw new FormatBroken();
  yield keep(FRAME_BYTES);
  yield* chunks(length - FRAME_BYTES, IN_FRAME);
}

/** What there is in the file: no XMP. */
function* features(length: number): Walk {
  if (length === 0) throw new FormatBroken();
  const [flags = 0] = yield see(1);
  yield put(flags & ~XMP_FLAG);
  yield keep(length - 1);
}

function* turn(length: number): Walk {
  if (length < TURN_BYTES) return void (yield blank(length));
  const exif = yield see(Math.min(length, MAX_SEEN_BYTES));
  const own = new Uint8Array(exif.length);
  own.set(orientationTiff(orientationOfEither(exif) ?? 1));
  yield putBytes(own);
  yield blank(length - exif.length);
}
