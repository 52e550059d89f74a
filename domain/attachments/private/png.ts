/**
 * Takes out of a PNG (W3C PNG, 3rd edition) what is not needed to show it: Exif, texts (XMP is one), the time of its last
 * change, suggested palettes with their names, whatever programs added of their own, and what follows its end. Colours,
 * transparency, density and animation stay as they are, with their checks and in their order. How it is turned is kept, in an
 * Exif chunk that says nothing else.
 */
import { orientationOfEither, orientationTiff } from "#domain/attachments/exif-orientation";
import { FormatBroken } from "#domain/attachments/private/broken";
import { big32, big32Bytes, latin } from "#domain/attachments/private/bytes";
import { crc32 } from "#domain/attachments/private/crc32";
import { BEGUN, drop, keep, MAX_SEEN_BYTES, put, putBytes, see, type Walk } from "#domain/attachments/private/walk";

const SIGNATURE_BYTES = 8;
/** Length and name. */
const HEADER_BYTES = 8;
const CHECK_BYTES = 4;
/** Of a chunk's content, by 5.3. */
const MAX_LENGTH = 2 ** 31 - 1;
const TURN_BYTES = orientationTiff(1).length;
const NEEDED = new Set(["IHDR", "PLTE", "IDAT", "IEND"]);
const SHOWN = new Set(
  ["tRNS", "cHRM", "gAMA", "iCCP", "sBIT", "sRGB", "cICP", "mDCV", "cLLI", "bKGD", "hIST", "pHYs"].concat(
    // Animation.
    ["acTL", "fcTL", "fdAT"],
  ),
);

export function* pngWalk(): Walk {
  yield putBytes(yield see(SIGNATURE_BYTES));
  let isFirst = true;
  let isTurnTold = false;
  for (;;) {
    const header = yield see(HEADER_BYTES);
    const [length, name] = [big32(header), latin(header.subarray(4))];
    if (length > MAX_LENGTH || !mayBe(name, isFirst)) throw new FormatBroken();
    isFirst = false;
    if (name === "IDAT") yield BEGUN;
    if (name === "eXIf" && !isTurnTold && length >= TURN_BYTES && length <= MAX_SEEN_BYTES) {
      isTurnTold = yield* turn(length);
    } else if (NEEDED.has(name) || SHOWN.has(name)) {
      yield putBytes(header);
      yield keep(length + CHECK_BYTES);
    } else yield drop(length + CHECK_BYTES);
    if (name === "IEND") return;
  }
}

/** Nothing comes before the header, and of chunks that nobody may pass over there are no more than four. */
function mayBe(name: string, isFirst: boolean): boolean {
  if (!/^[A-Za-z]{4}$/.test(name) || isFirst !== (name === "IHDR")) return false;
  const isNeeded = /^[A-Z]/.test(name);
  return !isNeeded || NEEDED.has(name);
}

function* turn(length: number): Generator<ReturnType<typeof see>, boolean, Uint8Array> {
  const orientation = orientationOfEither(yield see(length));
  yield drop(CHECK_BYTES);
  if (orientation === undefined) return false;
  const tiff = orientationTiff(orientation);
  const chunk = Uint8Array.from([...[..."eXIf"].map((char) => char.charCodeAt(0)), ...tiff]);
  yield put(...big32Bytes(tiff.length), ...chunk, ...big32Bytes(crc32(chunk)));
  return true;
}
