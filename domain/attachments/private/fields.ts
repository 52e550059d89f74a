/** Numbers one after the other. */
import { FormatBroken } from "#domain/attachments/private/broken";
import { bigOf } from "#domain/attachments/private/bytes";

export class Fields {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** @param bytes how many it takes, the highest first; none is 0. @throws FormatBroken where there are no more */
  number(bytes: number): number {
    return bigOf(this.bytes(bytes), 0, bytes);
  }

  bytes(count: number): Uint8Array {
    const from = this.#at;
    this.#at += count;
    if (this.#at > this.#bytes.length) throw new FormatBroken();
    return this.#bytes.subarray(from, this.#at);
  }
}
