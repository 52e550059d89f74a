/**
 * Takes out of a GIF (GIF89a specification) comments, texts that no browser shows, what programs added (XMP is one), and what
 * follows its end. What tells how it is shown stays: delays, transparency, the loop (NETSCAPE 2.0, ANIMEXTS 1.0) and colours.
 */
import { FormatBroken } from "#domain/attachments/private/broken";
import { latin } from "#domain/attachments/private/bytes";
import { BEGUN, blocks, keep, put, putBytes, see, type Walk } from "#domain/attachments/private/walk";

/** Signature, version and the logical screen. */
const HEADER_BYTES = 13;
const FLAGS_AT = 10;
const IMAGE_BYTES = 9;
const IMAGE_FLAGS_AT = 8;
const EXTENSION = 0x21;
const IMAGE = 0x2c;
const TRAILER = 0x3b;
const CONTROL = 0xf9;
const APPLICATION = 0xff;
const SHOWN = new Set(["NETSCAPE2.0", "ANIMEXTS1.0", "ICCRGBG1012"]);

export function* gifWalk(): Walk {
  const header = yield see(HEADER_BYTES);
  yield putBytes(header);
  yield keep(coloursBytes(header[FLAGS_AT]));
  for (;;) {
    const [kind] = yield see(1);
    if (kind === TRAILER) return void (yield put(TRAILER));
    if (kind === IMAGE) yield* image();
    else if (kind === EXTENSION) yield* extension();
    // Between blocks some programs leave an empty one.
    else if (kind !== 0) throw new FormatBroken();
  }
}

/** @param flags whether there is a table of colours, and how large */
function coloursBytes(flags = 0): number {
  return (flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 0x07) + 1);
}

function* image(): Walk {
  const descriptor = yield see(IMAGE_BYTES);
  yield put(IMAGE, ...descriptor);
  yield keep(coloursBytes(descriptor[IMAGE_FLAGS_AT]));
  yield BEGUN;
  // The size of its codes.
  yield keep(1);
  yield blocks(true);
}

function* extension(): Walk {
  const [label = 0] = yield see(1);
  if (label === CONTROL) yield put(EXTENSION, label);
  if (label !== APPLICATION) return void (yield blocks(label === CONTROL));
  const [length = 0] = yield see(1);
  if (length === 0) return;
  const name = yield see(length);
  const isShown = SHOWN.has(latin(name));
  if (isShown) yield put(EXTENSION, label, length, ...name);
  yield blocks(isShown);
}
