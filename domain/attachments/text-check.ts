/** Whether a whole file is text: UTF-8 without control characters, looked at piece by piece. */
export class TextCheck {
  readonly #decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

  /** @returns whether it still is; after the last piece with `isLast` */
  push(bytes: Uint8Array, isLast = false): boolean {
    for (const byte of bytes) if (isControl(byte)) return false;
    try {
      this.#decoder.decode(bytes, { stream: !isLast });
      return true;
    } catch {
      return false;
    }
  }
}

const [TAB, DELETE, SPACE] = [0x09, 0x7f, 0x20];
const LINE_ENDS = new Set([0x0a, 0x0c, 0x0d]);

function isControl(byte: number): boolean {
  return byte === DELETE || (byte < SPACE && byte !== TAB && !LINE_ENDS.has(byte));
}
