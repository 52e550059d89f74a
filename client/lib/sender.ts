/**
 * Gets what waits in an outbox to the server. Messages go one at a time: were two on the wire and the first refused for a
 * while, the second would overtake it. Edits and recalls name their message and go at once.
 */
import type { ErrorCode } from "#protocol/constants";
import type { ConversationClientFrame } from "#protocol/frames";
import { backoffMs } from "./backoff.ts";
import type { ConversationLog } from "./conversation-log.ts";
import { isTransient, markChangeOnWire, markOnWire, nextToSend, offWire } from "./outbox.ts";
import type { Platform } from "./platform.ts";

/** An answer that takes longer than this is asked for again; the client id keeps it from being done twice. */
const ANSWER_TIMEOUT_MS = 10_000;
/** A server that says "not now" is left alone for at least this. */
const MIN_PAUSE_MS = 1_000;

export interface SenderHost {
  log(): ConversationLog;
  /** Takes note of what is on the wire. */
  mark(log: ConversationLog): void;
  /** @returns false when there is no line */
  send(frame: ConversationClientFrame): boolean;
}

export class Sender {
  readonly #platform: Platform;
  readonly #host: SenderHost;
  #failures = 0;
  #pausing = false;
  #cancel: () => void = () => undefined;

  constructor(platform: Platform, host: SenderHost) {
    this.#platform = platform;
    this.#host = host;
  }

  /** Sends what is due and not on the wire. */
  pump(): void {
    if (this.#pausing || !this.#host.log().caughtUp) return;
    const sent = [this.#sendChanges(), this.#sendNext()];
    if (sent.includes(true)) this.#resendAfter(ANSWER_TIMEOUT_MS);
  }

  /** A frame came and the log has taken it in: it may have been the answer that the next one waits for. */
  heard(): void {
    if (this.#pausing) return;
    const { outbox, changes } = this.#host.log();
    if (![...outbox, ...changes].some((item) => item.onWire)) {
      this.#cancel();
      this.#failures = 0;
    }
    this.pump();
  }

  /** An error frame came and the log has taken it in. */
  refused(code: ErrorCode, clientId: string | undefined): void {
    const { outbox, changes } = this.#host.log();
    const waiting = clientId === undefined ? changes.length : outbox.length;
    if (!isTransient(code) || waiting === 0) return;
    this.#pausing = true;
    this.#resendAfter(Math.max(MIN_PAUSE_MS, backoffMs(this.#failures, this.#platform.random())));
    this.#failures += 1;
  }

  /** The line broke. */
  broken(): void {
    this.#pausing = false;
    this.#cancel();
  }

  #sendChanges(): boolean {
    const due = this.#host.log().changes.filter(({ onWire }) => !onWire);
    for (const { messageId, content } of due) {
      const frame =
        content === undefined
          ? ({ type: "message.recall", messageId } as const)
          : ({ type: "message.edit", messageId, content } as const);
      if (!this.#host.send(frame)) return false;
      this.#host.mark(markChangeOnWire(this.#host.log(), messageId));
    }
    return due.length > 0;
  }

  #sendNext(): boolean {
    const item = nextToSend(this.#host.log());
    if (!item || item.onWire) return false;
    const { createdAtMs: _, ...message } = item;
    if (!this.#host.send({ type: "message.send", ...message })) return false;
    this.#host.mark(markOnWire(this.#host.log(), item.clientId));
    return true;
  }

  #resendAfter(delayMs: number): void {
    this.#cancel();
    this.#cancel = this.#platform.after(delayMs, () => {
      this.#pausing = false;
      this.#host.mark(offWire(this.#host.log()));
      this.pump();
    });
  }
}
