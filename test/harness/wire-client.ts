/** A small client of `edgedesk.v1` that keeps every frame it hears, for tests of what the server really says. */
import { once } from "node:events";
import { WebSocket } from "ws";
import type { z } from "zod";
import { BEARER_SUBPROTOCOL_PREFIX, PONG, PROTOCOL_VERSION } from "#protocol/constants";
import {
  type ConversationClientFrame,
  type ConversationServerFrame,
  conversationServerFrame,
  type FeedClientFrame,
  type FeedServerFrame,
  feedServerFrame,
} from "#protocol/frames";
import { type Credential, credentialHeaders, type Site } from "#test/harness/people";

const HEAR_WITHIN_MS = 30_000;

export class WireClient<Sent extends object, Heard extends { type: string }> {
  /** All frames since it connected, in order. */
  readonly frames: Heard[] = [];
  /** Resolves with the close code, once. */
  readonly closed: Promise<number>;
  readonly #socket: WebSocket;
  readonly #schema: z.ZodType<Heard>;
  #listeners = new Set<(frame: Heard) => void>();

  constructor(socket: WebSocket, schema: z.ZodType<Heard>) {
    this.#socket = socket;
    this.#schema = schema;
    this.closed = new Promise((done) => socket.once("close", done));
    socket.on("message", (data: Buffer) => this.#hear(data.toString()));
    // A killed server resets the line; `closed` tells of it.
    socket.on("error", () => undefined);
  }

  send(frame: Sent): void {
    this.#socket.send(JSON.stringify(frame));
  }

  /** As it is, however malformed. */
  sendText(text: string): void {
    this.#socket.send(text);
  }

  /** Calls back for each frame from now on. @returns what stops it */
  listen(listener: (frame: Heard) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * The first frame, heard already or yet to come, of a type and with what a predicate asks for.
   * @throws Error after half a minute, or if the line closes first
   */
  async hear<Type extends Heard["type"]>(
    type: Type,
    matches: (frame: Extract<Heard, { type: Type }>) => boolean = () => true,
  ): Promise<Extract<Heard, { type: Type }>> {
    const isWanted = (frame: Heard): frame is Extract<Heard, { type: Type }> =>
      frame.type === type && matches(frame as Extract<Heard, { type: Type }>);
    const known = this.frames.find(isWanted);
    if (known !== undefined) return known;
    return new Promise((done, fail) => {
      const stop = this.listen((frame) => {
        if (isWanted(frame)) settle(() => done(frame));
      });
      const timer = setTimeout(() => settle(() => fail(new Error(`no ${type} in time`))), HEAR_WITHIN_MS);
      void this.closed.then((code) => settle(() => fail(new Error(`closed with ${code} before ${type}`))));
      function settle(then: () => void): void {
        clearTimeout(timer);
        stop();
        then();
      }
    });
  }

  async close(): Promise<void> {
    this.#socket.close();
    await this.closed;
  }

  #hear(text: string): void {
    if (text === PONG) return;
    const frame = this.#schema.parse(JSON.parse(text));
    this.frames.push(frame);
    for (const listener of this.#listeners) listener(frame);
  }
}

export type ConversationClient = WireClient<ConversationClientFrame, ConversationServerFrame>;
export type FeedClient = WireClient<FeedClientFrame, FeedServerFrame>;

/** @throws Error if the upgrade is refused */
export function connectConversation(
  site: Site,
  conversationId: string,
  credential: Credential,
): Promise<ConversationClient> {
  return connect(site, `/api/v1/conversations/${conversationId}/socket`, credential, conversationServerFrame);
}

export function connectFeed(site: Site, credential: Credential): Promise<FeedClient> {
  return connect(site, "/api/v1/agent/socket", credential, feedServerFrame);
}

async function connect<Sent extends object, Heard extends { type: string }>(
  { url }: Site,
  path: string,
  credential: Credential,
  schema: z.ZodType<Heard>,
): Promise<WireClient<Sent, Heard>> {
  const withToken = "token" in credential;
  const protocols = [PROTOCOL_VERSION, ...(withToken ? [`${BEARER_SUBPROTOCOL_PREFIX}${credential.token}`] : [])];
  const socket = new WebSocket(`${url.replace("http", "ws")}${path}`, protocols, {
    origin: url,
    headers: withToken ? {} : credentialHeaders(credential),
    perMessageDeflate: false,
  });
  const client = new WireClient<Sent, Heard>(socket, schema);
  await once(socket, "open");
  return client;
}
