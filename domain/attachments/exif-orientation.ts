/** How a picture is turned, of all that Exif (CIPA DC-008, 4.6) says of it. */
const EXIF = [0x45, 0x78, 0x69, 0x66, 0, 0];
const ORIENTATION = 0x0112;
const LITTLE_ENDIAN = 0x4949;
const BIG_ENDIAN = 0x4d4d;
const ENTRY_BYTES = 12;
const VALUE_AT = 8;

/** @param content of an APP1 segment. @returns 2 to 8; undefined for none, for 1 (as it is), and for what is not Exif */
export function orientationOf(content: Uint8Array): number | undefined {
  return isExif(content) ? turnOf(content.subarray(EXIF.length)) : undefined;
}

/** @param content with Exif's own first words or without. @returns as `orientationOf` */
export function orientationOfEither(content: Uint8Array): number | undefined {
  return orientationOf(content) ?? turnOf(content);
}

/** An APP1 segment, marker and length included, that says this and nothing else. */
export function orientationSegment(orientation: number): Uint8Array {
  const tiff = orientationTiff(orientation);
  return new Uint8Array([0xff, 0xe1, 0, 2 + EXIF.length + tiff.length, ...EXIF, ...tiff]);
}

/** Exif without its first words, as formats other than JPEG have it, that says this and nothing else. */
export function orientationTiff(orientation: number): Uint8Array {
  const entry = [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0];
  return new Uint8Array([0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8, 0, 1, ...entry, 0, 0, 0, 0]);
}

function isExif(content: Uint8Array): boolean {
  return EXIF.every((byte, nth) => content[nth] === byte);
}

function turnOf(tiff: Uint8Array): number | undefined {
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  if (tiff.length < 8) return undefined;
  const order = view.getUint16(0);
  if (order !== LITTLE_ENDIAN && order !== BIG_ENDIAN) return undefined;
  const isLittle = order === LITTLE_ENDIAN;
  const directory = view.getUint32(4, isLittle);
  if (directory + 2 > tiff.length) return undefined;
  const entries = view.getUint16(directory, isLittle);
  for (let nth = 0; nth < entries; nth += 1) {
    const entry = directory + 2 + nth * ENTRY_BYTES;
    if (entry + ENTRY_BYTES > tiff.length) return undefined;
    if (view.getUint16(entry, isLittle) !== ORIENTATION) continue;
    const orientation = view.getUint16(entry + VALUE_AT, isLittle);
    return orientation >= 2 && orientation <= 8 ? orientation : undefined;
  }
  return undefined;
}
