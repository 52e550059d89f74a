/** A WebSocket as tests use one: frames in, frames out, and waiting for the one that matters. */

import type { z } from "zod";
import { conversationServerFrame, feedServerFrame } from "#protocol/frames";
import { call, ORIGIN } from "#test/workers/shop";

const WAIT_MS = 20_000;
/** Between looks: short at first, then a tenth of what was waited for already, so that looking leaves room for what is to come. */
const SHORTEST_LOOK_MS = 5;
const LONGEST_LOOK_MS = 100;

export class Line<Frame extends { type: string }> {
  readonly frames: Frame[] = [];
  readonly #socket: WebSocket;
  closedWith: number | undefined;

  constructor(socket: WebSocket, schema: z.ZodType<Frame>) {
    this.#socket = socket;
    socket.addEventListener("message", ({ data }) => {
      if (data !== "pong") this.frames.push(schema.parse(JSON.parse(String(data))));
    });
    socket.addEventListener("close", ({ code }) => {
      this.closedWith = code;
    });
    socket.accept();
  }

  send(frame: unknown): void {
    this.#socket.send(typeof frame === "string" ? frame : JSON.stringify(frame));
  }

  sendBytes(bytes: ArrayBuffer): void {
    this.#socket.send(bytes);
  }

  close(): void {
    this.#socket.close(1000, "bye");
  }

  /** The first frame of this type that fits, from the given place on. */
  async next<Type extends Frame["type"]>(
    type: Type,
    fits: (frame: Extract<Frame, { type: Type }>) => boolean = () => true,
    from = 0,
  ): Promise<Extract<Frame, { type: Type }>> {
    const isIt = (frame: Frame): frame is Extract<Frame, { type: Type }> =>
      frame.type === type && fits(frame as Extract<Frame, { type: Type }>);
    return until(
      () => this.frames.slice(from).find(isIt),
      () => `a ${type} frame among ${this.frames.map((frame) => frame.type).join(", ")}`,
    );
  }

  async closed(): Promise<number> {
    return until(
      () => this.closedWith,
      () => "the socket to close",
    );
  }
}

/** Looks until there is something. */
export async function until<Value>(
  look: () => Value | undefined | Promise<Value | undefined>,
  what: () => string,
  waitMs = WAIT_MS,
): Promise<Value> {
  const startedAtMs = Date.now();
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    const waitedMs = Date.now() - startedAtMs;
    if (waitedMs > waitMs) throw new Error(`waited in vain for ${what()}`);
    const pauseMs = Math.min(Math.max(SHORTEST_LOOK_MS, waitedMs / 10), LONGEST_LOOK_MS);
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}

export async function upgrade(path: string, headers: Record<string, string>): Promise<Response> {
  return call(path, { headers: { upgrade: "websocket", "sec-websocket-protocol": "edgedesk.v1", ...headers } });
}

function socketOf(response: Response): WebSocket {
  if (response.webSocket === null) throw new Error(`the upgrade answered ${response.status}`);
  return response.webSocket;
}

export type ConversationLine = Line<z.infer<typeof conversationServerFrame>>;
export type FeedLine = Line<z.infer<typeof feedServerFrame>>;

export async function customerLine(conversationId: string, token: string): Promise<ConversationLine> {
  const protocols = `edgedesk.v1, bearer.${token}`;
  const response = await upgrade(`/api/v1/conversations/${conversationId}/socket`, {
    "sec-websocket-protocol": protocols,
  });
  return new Line(socketOf(response), conversationServerFrame);
}

export async function agentLine(conversationId: string, cookie: string): Promise<ConversationLine> {
  const response = await upgrade(`/api/v1/conversations/${conversationId}/socket`, { cookie, origin: ORIGIN });
  return new Line(socketOf(response), conversationServerFrame);
}

export async function feedLine(cookie: string): Promise<FeedLine> {
  return new Line(socketOf(await upgrade("/api/v1/agent/socket", { cookie, origin: ORIGIN })), feedServerFrame);
}
