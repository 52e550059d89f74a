/** A WebSocket that comes back by itself: what conversation and feed connections share. */
import { CLOSE_CODES, PING, PONG, PROTOCOL_VERSION } from "#protocol/constants";
import { backoffMs } from "./backoff.ts";
import { Heartbeat } from "./heartbeat.ts";
import type { LiveSocket, Platform } from "./platform.ts";

/** Why it does not come back by itself. `session`: sign in again; `version`: load the page again. */
export type EndReason = "session" | "forbidden" | "version" | "gone";

/** The state of the line, for whoever tells the reader about it. */
export type Link =
  | { readonly phase: "idle" | "connecting" | "open"; readonly online: boolean }
  | { readonly phase: "waiting"; readonly online: boolean; readonly retryAtMs: number }
  | { readonly phase: "ended"; readonly online: boolean; readonly reason: EndReason };

export interface SocketOptions {
  readonly url: string;
  readonly platform: Platform;
  /** Runs before each connection: renews what has run out. False ends with `session`, a rejection is a failed try. */
  readonly prepare?: () => Promise<boolean>;
  /** Subprotocols beside `edgedesk.v1`, asked for each connection. */
  readonly protocols?: () => readonly string[];
  /** The server ended the session (4401): can it go on with a new one? */
  readonly renew?: () => Promise<boolean>;
  /**
   * Browsers do not tell why an upgrade was refused; this asks by HTTP.
   * @returns why to end, or `undefined` to try again
   */
  readonly probe?: () => Promise<EndReason | undefined>;
  readonly opened: () => void;
  readonly text: (data: string) => void;
  /** The line broke; called once for each `opened`. */
  readonly broken: () => void;
  readonly changed: (link: Link) => void;
}

const CONNECT_TIMEOUT_MS = 15_000;

export class ReconnectingSocket {
  readonly #options: SocketOptions;
  readonly #platform: Platform;
  readonly #heartbeat: Heartbeat;
  #link: Link;
  #socket: LiveSocket | undefined;
  /** Raised by everything that makes an earlier connection's events stale. */
  #generation = 0;
  #failures = 0;
  #cancelTimer: () => void = () => undefined;
  #stopListening: () => void = () => undefined;

  constructor(options: SocketOptions) {
    this.#options = options;
    this.#platform = options.platform;
    this.#link = { phase: "idle", online: this.#platform.isOnline() };
    this.#heartbeat = new Heartbeat(
      this.#platform,
      () => this.#socket?.send(PING),
      () => this.drop(),
    );
  }

  get link(): Link {
    return this.#link;
  }

  /** Connects, also again after an end. */
  start(): void {
    this.stop();
    this.#stopListening = this.#platform.onNetwork((event) => this.#network(event));
    this.#connect();
  }

  /** Lets go of the line for good, until the next start. */
  stop(): void {
    this.#stopListening();
    this.#letGo();
    this.#set({ phase: "idle", online: this.#platform.isOnline() });
  }

  /** Tries now instead of when the wait is over. */
  retryNow(): void {
    if (this.#link.phase === "waiting") this.#connect();
  }

  /** @returns false when there is no open line; nothing is kept for later */
  send(frame: object): boolean {
    if (this.#link.phase !== "open" || !this.#socket) return false;
    this.#socket.send(JSON.stringify(frame));
    return true;
  }

  /** The line has proved itself, so the next failure counts from the start: one that opens and drops at once must not. */
  settled(): void {
    this.#failures = 0;
  }

  /** Gives this line up and tries another one, after a wait. */
  drop(): void {
    this.#letGo();
    this.#wait();
  }

  /** Drops the line and comes back with what {@link SocketOptions.renew} gives, as if the server had said 4401. */
  endSession(): void {
    this.#letGo();
    this.#sessionEnded();
  }

  #connect(): void {
    this.#letGo();
    this.#set({ phase: "connecting", online: this.#platform.isOnline() });
    this.#cancelTimer = this.#platform.after(CONNECT_TIMEOUT_MS, () => this.drop());
    if (!this.#options.prepare) this.#open();
    else this.#whenStill(this.#options.prepare(), (ready) => (ready ? this.#open() : this.#end("session")));
  }

  #open(): void {
    const protocols = [PROTOCOL_VERSION, ...(this.#options.protocols?.() ?? [])];
    this.#socket = this.#platform.openSocket(this.#options.url, protocols, {
      opened: () => this.#opened(),
      text: (data) => this.#heard(data),
      closed: (code) => this.#closed(code),
    });
  }

  #opened(): void {
    this.#cancelTimer();
    this.#heartbeat.heard();
    this.#set({ phase: "open", online: this.#platform.isOnline() });
    this.#options.opened();
  }

  #heard(data: string): void {
    this.#heartbeat.heard();
    if (data !== PONG) this.#options.text(data);
  }

  #closed(code: number): void {
    const refused = this.#link.phase !== "open";
    this.#letGo();
    if (code === CLOSE_CODES.forbidden) this.#end("forbidden");
    else if (code === CLOSE_CODES.version) this.#end("version");
    else if (code === CLOSE_CODES.sessionEnded) this.#sessionEnded();
    else if (refused && this.#options.probe) this.#refused(this.#options.probe());
    else this.#wait();
  }

  #refused(probed: Promise<EndReason | undefined>): void {
    this.#whenStill(probed, (reason) => {
      if (reason === "session") this.#sessionEnded();
      else if (reason) this.#end(reason);
      else this.#wait();
    });
  }

  #sessionEnded(): void {
    this.#whenStill(this.#options.renew?.() ?? Promise.resolve(false), (renewed) => {
      if (renewed) this.#wait();
      else this.#end("session");
    });
  }

  /** Goes on with an answer unless something else has happened since; without an answer it waits and tries again. */
  #whenStill<Answer>(asked: Promise<Answer>, then: (answer: Answer) => void): void {
    const generation = this.#generation;
    asked.then(
      (answer) => generation === this.#generation && then(answer),
      () => generation === this.#generation && this.#wait(),
    );
  }

  #wait(): void {
    this.#cancelTimer();
    const delayMs = backoffMs(this.#failures, this.#platform.random());
    this.#failures += 1;
    this.#cancelTimer = this.#platform.after(delayMs, () => this.#connect());
    this.#set({ phase: "waiting", online: this.#platform.isOnline(), retryAtMs: this.#platform.nowMs() + delayMs });
  }

  #end(reason: EndReason): void {
    this.#stopListening();
    this.#letGo();
    this.#set({ phase: "ended", online: this.#platform.isOnline(), reason });
  }

  #letGo(): void {
    this.#generation += 1;
    this.#cancelTimer();
    this.#heartbeat.stop();
    this.#socket?.close();
    this.#socket = undefined;
    if (this.#link.phase !== "open") return;
    this.#set({ phase: "connecting", online: this.#link.online });
    this.#options.broken();
  }

  #network(event: "online" | "offline" | "visible"): void {
    const online = event === "visible" ? this.#link.online : event === "online";
    if (online !== this.#link.online) this.#set({ ...this.#link, online });
    // "Offline" is only a doubt: a server on this very machine can still be reached.
    if (this.#link.phase === "open") this.#heartbeat.doubt();
    else if (event !== "offline") this.retryNow();
  }

  #set(link: Link): void {
    this.#link = link;
    this.#options.changed(link);
  }
}
