/**
 * Notices a dead line: a ping after half of {@link HEARTBEAT_MS} of silence, and the line is dead when the other half brings
 * nothing either. It counts from its own ping, so a background tab whose timers slept does not take a live line for dead.
 */
import { HEARTBEAT_MS } from "#protocol/constants";
import type { Platform } from "./platform.ts";

const HALF_MS = HEARTBEAT_MS / 2;
/** How long a line may take to answer when there is reason to doubt it. */
const DOUBT_MS = 4_000;

export class Heartbeat {
  readonly #platform: Platform;
  readonly #ping: () => void;
  readonly #dead: () => void;
  #cancel: () => void = () => undefined;

  constructor(platform: Platform, ping: () => void, dead: () => void) {
    this.#platform = platform;
    this.#ping = ping;
    this.#dead = dead;
  }

  /** Something was heard: the line is alive. Starts the watch, too. */
  heard(): void {
    this.#cancel();
    this.#cancel = this.#platform.after(HALF_MS, () => this.#ask(HALF_MS));
  }

  /** The network changed or the reader came back: ask now instead of waiting. */
  doubt(): void {
    this.#cancel();
    this.#ask(DOUBT_MS);
  }

  stop(): void {
    this.#cancel();
  }

  #ask(patienceMs: number): void {
    this.#cancel = this.#platform.after(patienceMs, this.#dead);
    this.#ping();
  }
}
