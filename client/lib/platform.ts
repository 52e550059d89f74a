/** What the connections need of a browser, as one interface: tests run them without a network and without waiting. */

export interface SocketEvents {
  opened(): void;
  text(data: string): void;
  /** Fires once; `code` is 1006 where the browser does not say why. */
  closed(code: number): void;
}

export interface LiveSocket {
  send(text: string): void;
  /** Lets go at once: no event comes after it. */
  close(): void;
}

export interface Platform {
  nowMs(): number;
  /** From 0 (inclusive) to 1 (exclusive). */
  random(): number;
  /** @returns what cancels it */
  after(delayMs: number, run: () => void): () => void;
  openSocket(url: string, protocols: readonly string[], events: SocketEvents): LiveSocket;
  isOnline(): boolean;
  /** Tells when the network or the reader has come back or gone. @returns what stops it */
  onNetwork(listener: (event: "online" | "offline" | "visible") => void): () => void;
}

/** `setTimeout` takes a signed 32-bit number of milliseconds and fires at once beyond it. */
const MAX_TIMEOUT_MS = 2 ** 31 - 1;

export const browserPlatform: Platform = {
  nowMs: () => Date.now(),
  random: () => Math.random(),
  after(delayMs, run) {
    const timer = setTimeout(run, Math.min(Math.max(0, delayMs), MAX_TIMEOUT_MS));
    return () => clearTimeout(timer);
  },
  openSocket(url, protocols, events) {
    const socket = new WebSocket(url, [...protocols]);
    const listening = new AbortController();
    const options = { signal: listening.signal };
    socket.addEventListener("open", () => events.opened(), options);
    socket.addEventListener("message", ({ data }) => typeof data === "string" && events.text(data), options);
    socket.addEventListener("close", ({ code }) => events.closed(code), options);
    return {
      send: (text) => socket.send(text),
      close: () => {
        listening.abort();
        socket.close();
      },
    };
  },
  isOnline: () => navigator.onLine,
  onNetwork(listener) {
    const listening = new AbortController();
    const options = { signal: listening.signal };
    addEventListener("online", () => listener("online"), options);
    addEventListener("offline", () => listener("offline"), options);
    document.addEventListener(
      "visibilitychange",
      () => document.visibilityState === "visible" && listener("visible"),
      options,
    );
    return () => listening.abort();
  },
};
