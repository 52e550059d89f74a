/** One WebSocket of the generator. All three servers are spoken to through it, so that the client costs the same for each. */
import { WebSocket } from "ws";

export interface Line {
  send(text: string): void;
  close(): void;
}

export interface LineOptions {
  readonly url: string;
  readonly protocols?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
  onText(text: string): void;
  /** The line broke or was closed by the server; not called after `close`. */
  onLost(reason: string): void;
}

const OPEN_TIMEOUT_MS = 30_000;

/** Connects, and resolves once the line is open. */
export function openLine(options: LineOptions): Promise<Line> {
  const socket = new WebSocket(options.url, [...(options.protocols ?? [])], {
    headers: options.headers ?? {},
    handshakeTimeout: OPEN_TIMEOUT_MS,
    perMessageDeflate: false,
  });
  let closing = false;
  socket.on("message", (data) => options.onText(String(data)));
  return new Promise((resolve, reject) => {
    socket.on("error", (error) => {
      reject(error);
      if (!closing) options.onLost(error.message);
    });
    socket.on("close", (code, reason) => {
      if (!closing) options.onLost(`closed with ${code} ${String(reason)}`);
    });
    socket.on("open", () =>
      resolve({
        send: (text) => socket.send(text),
        close: () => {
          closing = true;
          socket.close(1000);
        },
      }),
    );
  });
}
