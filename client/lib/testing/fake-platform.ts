/** A browser without a network or a clock: tests say what happens and when. */

import type { Platform, SocketEvents } from "#client/lib/platform.ts";
import { PING, PONG } from "#protocol/constants";

/** The far end of a connection that the code under test has opened. */
export class FakeSocket {
  readonly url: string;
  readonly protocols: readonly string[];
  readonly sent: string[] = [];
  /** Set by a test that wants no answer to pings: the line is dead, but nobody says so. */
  mute = false;
  /** The code under test has let go of it. */
  released = false;
  readonly #events: SocketEvents;

  constructor(url: string, protocols: readonly string[], events: SocketEvents) {
    this.url = url;
    this.protocols = protocols;
    this.#events = events;
  }

  accept(): void {
    if (!this.released) this.#events.opened();
  }

  say(frame: object | string): void {
    if (!this.released) this.#events.text(typeof frame === "string" ? frame : JSON.stringify(frame));
  }

  close(code = 1006): void {
    if (!this.released) this.#events.closed(code);
    this.released = true;
  }

  receive(text: string): void {
    if (text !== PING) this.sent.push(text);
    else if (!this.mute) this.say(PONG);
  }

  /** What was sent, pings apart. */
  frames(): { type: string; [key: string]: unknown }[] {
    return this.sent.map((text) => JSON.parse(text));
  }
}

export class FakePlatform implements Platform {
  time = 1_800_000_000_000;
  online = true;
  /** The next random numbers; 0.5 when there is none. */
  readonly randoms: number[] = [];
  readonly sockets: FakeSocket[] = [];
  readonly #timers = new Set<{ dueMs: number; run: () => void }>();
  readonly #listeners = new Set<(event: "online" | "offline" | "visible") => void>();

  nowMs(): number {
    return this.time;
  }

  random(): number {
    return this.randoms.shift() ?? 0.5;
  }

  after(delayMs: number, run: () => void): () => void {
    const timer = { dueMs: this.time + delayMs, run };
    this.#timers.add(timer);
    return () => void this.#timers.delete(timer);
  }

  openSocket(url: string, protocols: readonly string[], events: SocketEvents) {
    const socket = new FakeSocket(url, protocols, events);
    this.sockets.push(socket);
    return {
      send: (text: string) => socket.receive(text),
      close: () => {
        socket.released = true;
      },
    };
  }

  isOnline(): boolean {
    return this.online;
  }

  onNetwork(listener: (event: "online" | "offline" | "visible") => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  network(event: "online" | "offline" | "visible"): void {
    if (event !== "visible") this.online = event === "online";
    for (const listener of [...this.#listeners]) listener(event);
  }

  /** Lets time pass; timers run in order, each at its own time. */
  advance(ms: number): void {
    const untilMs = this.time + ms;
    for (;;) {
      const next = [...this.#timers].filter(({ dueMs }) => dueMs <= untilMs).sort((a, b) => a.dueMs - b.dueMs)[0];
      if (!next) break;
      this.#timers.delete(next);
      this.time = Math.max(this.time, next.dueMs);
      next.run();
    }
    this.time = untilMs;
  }

  get timers(): number {
    return this.#timers.size;
  }

  get listeners(): number {
    return this.#listeners.size;
  }

  /** The connection that was opened last. */
  get socket(): FakeSocket {
    const last = this.sockets.at(-1);
    if (!last) throw new Error("no socket was opened");
    return last;
  }
}

/** Lets promises that are settled go on. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 8; turn += 1) await Promise.resolve();
}
