/** Tells the other side how far this one has received and read, at most once per RECEIPT_INTERVAL_MS and kind. */
import { RECEIPT_INTERVAL_MS } from "#protocol/constants";
import type { Platform } from "./platform.ts";

/** A number that only grows, sent at once and then, while it grows, once an interval. */
export class Receipt {
  readonly #platform: Platform;
  /** @returns false when there is no line */
  readonly #send: (seq: number) => boolean;
  #wantedSeq = 0;
  #sentSeq = 0;
  #cancel: (() => void) | undefined;

  constructor(platform: Platform, send: (seq: number) => boolean) {
    this.#platform = platform;
    this.#send = send;
  }

  reach(seq: number): void {
    if (seq <= this.#wantedSeq) return;
    this.#wantedSeq = seq;
    if (!this.#cancel) this.flush();
  }

  /** Sends what is still to be told; after a reconnect this is what the line may have lost. */
  flush(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    if (this.#wantedSeq <= this.#sentSeq || !this.#send(this.#wantedSeq)) return;
    this.#sentSeq = this.#wantedSeq;
    this.#cancel = this.#platform.after(RECEIPT_INTERVAL_MS, () => this.flush());
  }

  /** The line broke: nobody knows whether the last one arrived. */
  broken(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    this.#sentSeq = 0;
  }
}
