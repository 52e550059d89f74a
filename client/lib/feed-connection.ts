/** The agent's feed, live: presence, work list and the patches of the views that the console shows. */
import type { ErrorCode, SharedView, TicketDoing } from "#protocol/constants";
import type { FeedClientFrame, FeedServerFrame } from "#protocol/frames";
import { decodeFeedFrame } from "./decode-feed.ts";
import {
  applyFeedFrame,
  EMPTY_FEED,
  type FeedLog,
  type Presence,
  withoutCalls,
  withoutTicketCalls,
} from "./feed-log.ts";
import { Observable } from "./observable.ts";
import type { Platform } from "./platform.ts";
import { type EndReason, type Link, ReconnectingSocket } from "./socket.ts";

export interface FeedOptions {
  /** Origin of the server, `http(s)://…`, without a trailing slash. */
  readonly baseUrl: string;
  readonly platform: Platform;
  /** For a refused upgrade: says by HTTP why. */
  readonly probe?: () => Promise<EndReason | undefined>;
  /** The server ended the line with the session, or with what the agent may do: whether the session goes on. */
  readonly renew?: () => Promise<boolean>;
  /** Each frame after the log has taken it in, for lists that are kept elsewhere. */
  readonly heard?: (frame: FeedServerFrame) => void;
  readonly refused?: (code: ErrorCode) => void;
}

export interface FeedSnapshot {
  readonly feed: FeedLog;
  readonly link: Link;
}

export class FeedConnection {
  readonly #options: FeedOptions;
  readonly #socket: ReconnectingSocket;
  readonly #state: Observable<FeedSnapshot>;
  #feed: FeedLog = EMPTY_FEED;
  #views: readonly SharedView[] = [];
  /** What the agent asked for and the server has not said yet; asked again after a reconnect. */
  #wanted: Presence | undefined;

  constructor(options: FeedOptions) {
    this.#options = options;
    this.#socket = new ReconnectingSocket({
      url: `${options.baseUrl.replace(/^http/, "ws")}/api/v1/agent/socket`,
      platform: options.platform,
      ...(options.probe && { probe: options.probe }),
      ...(options.renew && { renew: options.renew }),
      opened: () => this.#opened(),
      text: (data) => this.#text(data),
      broken: () => undefined,
      changed: () => this.#publish(),
    });
    this.#state = new Observable(this.#snapshot());
  }

  /** The current state: a new object after each change, the same one between changes. */
  readonly get = (): FeedSnapshot => this.#state.get();
  /** @returns what ends it */
  readonly subscribe = (listener: () => void): (() => void) => this.#state.subscribe(listener);

  start(): void {
    this.#socket.start();
  }

  stop(): void {
    this.#socket.stop();
  }

  retryNow(): void {
    this.#socket.retryNow();
  }

  /** Names the shared views whose changes should come, now and after each reconnect. */
  watch(views: readonly SharedView[]): void {
    this.#views = views;
    this.#send({ type: "subscribe", views: [...views] });
  }

  /** Goes online, busy or offline; kept until the server says the same. */
  setPresence(presence: Presence): void {
    this.#wanted = presence;
    this.#send({ type: "presence.set", ...presence });
  }

  /** Ready for new work before the time after the last conversation is over. */
  endWrapUp(): void {
    this.#send({ type: "wrapup.end" });
  }

  /** The conversation is on the screen: what called for the agent in it is seen. */
  sawCalls(conversationId: string): void {
    this.#feed = withoutCalls(this.#feed, conversationId);
    this.#publish();
  }

  /** What the agent does with a ticket that is on the screen; lost while there is no line, and said again. */
  viewing(ticketId: string, doing: TicketDoing): void {
    this.#send({ type: "ticket.viewing", ticketId, doing });
  }

  /** As {@link sawCalls}, of a ticket. */
  sawTicket(ticketId: string): void {
    this.#feed = withoutTicketCalls(this.#feed, ticketId);
    this.#publish();
  }

  #opened(): void {
    if (this.#views.length > 0) this.#send({ type: "subscribe", views: [...this.#views] });
    if (this.#wanted) this.#send({ type: "presence.set", ...this.#wanted });
  }

  #text(data: string): void {
    const frame = decodeFeedFrame(data);
    if (!frame) return;
    this.#feed = applyFeedFrame(this.#feed, frame);
    if (frame.type === "feed.snapshot") this.#socket.settled();
    // A snapshot may have been on its way when the agent asked; only `presence` can answer it, unless they agree.
    if (frame.type === "presence" || this.#feed.status === this.#wanted?.status) this.#wanted = undefined;
    this.#publish();
    this.#options.heard?.(frame);
    if (frame.type === "error") this.#failed(frame.code);
  }

  #failed(code: ErrorCode): void {
    this.#wanted = undefined;
    this.#options.refused?.(code);
    if (code === "unauthenticated") this.#socket.endSession();
  }

  #send(frame: FeedClientFrame): void {
    this.#socket.send(frame);
  }

  #snapshot(): FeedSnapshot {
    return { feed: this.#feed, link: this.#socket.link };
  }

  #publish(): void {
    this.#state.set(this.#snapshot());
  }
}
