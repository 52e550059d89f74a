/**
 * Hibernating WebSockets: what an actor knows of a socket is its attachment, which outlives eviction; the copy in memory
 * only saves parsing it for every frame.
 */
import type { z } from "zod";
import { PING, PONG, PROTOCOL_VERSION } from "#protocol/constants";

export class Sockets<Attachment extends object> {
  readonly #ctx: DurableObjectState;
  readonly #schema: z.ZodType<Attachment>;
  readonly #attachments = new WeakMap<WebSocket, Attachment>();
  /** As the platform lists them, asked once a life: every frame goes through this list. */
  #open: Set<WebSocket> | undefined;

  /** @param schema of the attachment: one that an older release wrote and that no longer parses ends its socket */
  constructor(ctx: DurableObjectState, schema: z.ZodType<Attachment>) {
    this.#ctx = ctx;
    this.#schema = schema;
    // The platform answers pings without waking the actor.
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair(PING, PONG));
  }

  /** Accepts an upgrade and answers 101, naming our subprotocol only: a token in the offer is never echoed. */
  accept(attachment: Attachment): { response: Response; socket: WebSocket } {
    const { 0: client, 1: server } = new WebSocketPair();
    this.#ctx.acceptWebSocket(server);
    this.attach(server, attachment);
    this.#sockets().add(server);
    const headers = { "sec-websocket-protocol": PROTOCOL_VERSION };
    return { response: new Response(null, { status: 101, webSocket: client, headers }), socket: server };
  }

  attach(socket: WebSocket, attachment: Attachment): void {
    this.#attachments.set(socket, attachment);
    socket.serializeAttachment(attachment);
  }

  /** @returns undefined if there is none that this release understands */
  attachmentOf(socket: WebSocket): Attachment | undefined {
    const known = this.#attachments.get(socket);
    if (known !== undefined) return known;
    const parsed = this.#schema.safeParse(socket.deserializeAttachment()).data;
    if (parsed !== undefined) this.#attachments.set(socket, parsed);
    return parsed;
  }

  /** Every open socket with its attachment. */
  *entries(): Generator<readonly [WebSocket, Attachment]> {
    for (const socket of this.#sockets()) {
      const attachment = this.#ifOpen(socket);
      if (attachment !== undefined) yield [socket, attachment];
    }
  }

  /** @returns its attachment; a socket that is not open any more is forgotten */
  #ifOpen(socket: WebSocket): Attachment | undefined {
    if (socket.readyState === WebSocket.OPEN) return this.attachmentOf(socket);
    this.#sockets().delete(socket);
    return undefined;
  }

  #sockets(): Set<WebSocket> {
    this.#open ??= new Set(this.#ctx.getWebSockets());
    return this.#open;
  }

  /** Sends to those that the filter picks; the frame is written once for all of them. */
  broadcast(frame: object, isFor: (attachment: Attachment, socket: WebSocket) => boolean): void {
    let text: string | undefined;
    for (const socket of this.#sockets()) {
      const attachment = this.#ifOpen(socket);
      if (attachment === undefined || !isFor(attachment, socket)) continue;
      text ??= JSON.stringify(frame);
      sendText(socket, text);
    }
  }

  send(socket: WebSocket, frame: object): void {
    sendText(socket, JSON.stringify(frame));
  }

  /** Closes those that the filter picks, with a code of the protocol. */
  closeWhere(code: number, reason: string, isMeant: (attachment: Attachment) => boolean): void {
    for (const [socket, attachment] of this.entries()) if (isMeant(attachment)) closeQuietly(socket, code, reason);
  }

  count(isMeant: (attachment: Attachment) => boolean): number {
    let count = 0;
    for (const [, attachment] of this.entries()) if (isMeant(attachment)) count += 1;
    return count;
  }
}

/** Answers a client's close with its own code, where that is one that may be sent: 1005 and 1006 stand for "no code". */
export function answerClose(socket: WebSocket, code: number): void {
  closeQuietly(socket, code >= 1000 && code !== 1005 && code !== 1006 ? code : 1000, "closed");
}

/** A close is always answered; on a socket that is gone already there is nothing to do. */
export function closeQuietly(socket: WebSocket, code: number, reason: string): void {
  try {
    socket.close(code, reason);
  } catch {
    // Gone before us.
  }
}

function sendText(socket: WebSocket, text: string): void {
  try {
    socket.send(text);
  } catch {
    // The socket died between the look and the send; its client will sync when it is back.
  }
}
