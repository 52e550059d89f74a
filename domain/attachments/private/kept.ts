/** What goes on of a file, as one piece: one of nothing but tiny parts would make millions of them. */
export class Kept {
  #bytes: Uint8Array;
  #length = 0;

  /** @param expectedBytes how much it will be, most likely */
  constructor(expectedBytes: number) {
    this.#bytes = new Uint8Array(expectedBytes);
  }

  add(bytes: Uint8Array): void {
    this.#room(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  addZeros(count: number): void {
    this.#room(count);
    this.#length += count;
  }

  pieces(): Uint8Array[] {
    return this.#length === 0 ? [] : [this.#bytes.subarray(0, this.#length)];
  }

  #room(moreBytes: number): void {
    const needed = this.#length + moreBytes;
    if (needed <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(needed, 2 * this.#bytes.length));
    larger.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = larger;
  }
}
