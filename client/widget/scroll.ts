/** Keeps a thread where the reader wants it: at its end while they are there, in place while older messages come in above. */

/** This near to the end counts as there: a bubble's padding or a rounded pixel is no wish to stay above. */
const NEAR_PX = 48;

/** As much of an element as this looks at. */
export type Box = Pick<Element, "scrollTop" | "scrollHeight" | "clientHeight">;

export class Scroll {
  isAtEnd = true;
  /** Something came in below what the reader looks at. */
  missed = false;
  #box: Box | null = null;
  #firstKey: string | undefined;
  #lastKey: string | undefined;
  #heightPx = 0;

  /**
   * A thread was drawn into `box`; only now it is known how high it has become.
   * @param firstKey what stands at its top @param lastKey what stands at its end
   */
  drawn(box: Box | null, firstKey: string | undefined, lastKey: string | undefined): void {
    if (box !== this.#box) {
      this.isAtEnd = true;
      this.missed = false;
    }
    if (box && this.isAtEnd) box.scrollTop = box.scrollHeight;
    else if (box && firstKey !== this.#firstKey) box.scrollTop += box.scrollHeight - this.#heightPx;
    if (!this.isAtEnd && lastKey !== this.#lastKey) this.missed = true;
    this.#box = box;
    this.#firstKey = firstKey;
    this.#lastKey = lastKey;
    this.#heightPx = box?.scrollHeight ?? 0;
  }

  /** The reader has moved. @returns whether that has changed what they have to be told, or have read */
  moved(): boolean {
    const box = this.#box;
    if (!box) return false;
    const before = this.isAtEnd;
    this.isAtEnd = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PX;
    if (this.isAtEnd) this.missed = false;
    return this.isAtEnd !== before;
  }

  toEnd(): void {
    this.isAtEnd = true;
    this.missed = false;
  }
}
