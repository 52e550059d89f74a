/**
 * One conversation, live: the shell that feeds a {@link ConversationLog} from a socket and sends what waits in its outbox.
 * After every (re)connect it syncs from what it knows, page by page, and only then sends, oldest first, under the same
 * client ids: nothing is lost, repeated or out of order, whichever frame the line broke at.
 */
import { BEARER_SUBPROTOCOL_PREFIX, type ErrorCode, MAX_SYNC_LIMIT, TYPING_TTL_MS } from "#protocol/constants";
import type { ConversationClientFrame, ConversationServerFrame } from "#protocol/frames";
import type { MessagePage } from "#protocol/http";
import type { ClosingAnswer, ConversationClosing, Message } from "#protocol/vocabulary";
import {
  applyFrame,
  type ConversationLog,
  disconnected,
  emptyLog,
  expireTyping,
  hasOlder,
  readByMe,
  type Self,
  withMessage,
  withOlder,
} from "./conversation-log.ts";
import { type Credentials, isRunOut, renewInMs } from "./credentials.ts";
import { decodeConversationFrame } from "./decode.ts";
import { lastSeqOfOthers } from "./entries.ts";
import { Observable } from "./observable.ts";
import { change, compose, discard, enqueue, type MessageExtra, offWire, retry } from "./outbox.ts";
import type { OutboxStorage } from "./outbox-storage.ts";
import type { Platform } from "./platform.ts";
import { Receipt } from "./receipts.ts";
import { Sender } from "./sender.ts";
import { type EndReason, type Link, ReconnectingSocket } from "./socket.ts";

export interface ConversationOptions {
  /** Origin of the server, `http(s)://…`, without a trailing slash. */
  readonly baseUrl: string;
  readonly conversationId: string;
  readonly self: Self;
  readonly storage: OutboxStorage;
  readonly platform: Platform;
  /** A customer's token; without it the browser's cookie has to do. */
  readonly credentials?: Credentials;
  /** Without credentials: the server ended the line; whether the session goes on. */
  readonly renew?: () => Promise<boolean>;
  /** For a refused upgrade: says by HTTP why. */
  readonly probe?: () => Promise<EndReason | undefined>;
  /** For "load older". */
  readonly fetchOlder?: (beforeSeq: number) => Promise<MessagePage>;
  /** Of a customer: says by HTTP whether it is settled. */
  readonly confirm?: (answer: Omit<ClosingAnswer, "clientId">) => Promise<ConversationClosing>;
  /** An error frame came; with a client id it stands at that message already. */
  readonly refused?: (code: ErrorCode, clientId: string | undefined) => void;
  /** What HTTP gave already: the first message of a conversation just begun. */
  readonly messages?: readonly Message[];
}

export interface ConversationSnapshot {
  readonly log: ConversationLog;
  readonly link: Link;
  readonly older: "idle" | "loading" | "failed";
}

/** A sync that takes longer than this has failed. */
const SYNC_TIMEOUT_MS = 15_000;
/** Others see `typing` for TYPING_TTL_MS: saying it twice in that time is enough. */
const TYPING_EVERY_MS = TYPING_TTL_MS / 2;

export class ConversationConnection {
  readonly confirm: ConversationOptions["confirm"];
  readonly #options: ConversationOptions;
  readonly #platform: Platform;
  readonly #socket: ReconnectingSocket;
  readonly #state: Observable<ConversationSnapshot>;
  readonly #sender: Sender;
  readonly #delivered: Receipt;
  readonly #read: Receipt;
  #log: ConversationLog;
  #older: ConversationSnapshot["older"] = "idle";
  #typingSaidAtMs = 0;
  #cancelSync: () => void = () => undefined;
  #cancelRenewal: () => void = () => undefined;

  constructor(options: ConversationOptions) {
    this.#options = options;
    this.confirm = options.confirm;
    this.#platform = options.platform;
    const { credentials, conversationId } = options;
    const empty = emptyLog(options.self, options.storage.load(conversationId));
    this.#log = (options.messages ?? []).reduce(withMessage, empty);
    this.#socket = new ReconnectingSocket({
      url: `${options.baseUrl.replace(/^http/, "ws")}/api/v1/conversations/${conversationId}/socket`,
      platform: options.platform,
      ...(options.renew && { renew: options.renew }),
      ...(credentials && {
        prepare: () => this.#prepare(credentials),
        protocols: () => [BEARER_SUBPROTOCOL_PREFIX + credentials.current().token],
        renew: () => credentials.renew(),
      }),
      ...(options.probe && { probe: options.probe }),
      opened: () => this.#opened(),
      text: (data) => this.#text(data),
      broken: () => this.#broken(),
      changed: () => this.#publish(),
    });
    this.#state = new Observable(this.#snapshot());
    this.#sender = new Sender(this.#platform, {
      log: () => this.#log,
      mark: (log) => {
        this.#log = log;
      },
      send: (frame) => this.#send(frame),
    });
    this.#delivered = new Receipt(this.#platform, (seq) => this.#sendLive({ type: "delivered", seq }));
    this.#read = new Receipt(this.#platform, (seq) => this.#sendLive({ type: "read", seq }));
  }

  /** The current state: a new object after each change, the same one between changes. */
  readonly get = (): ConversationSnapshot => this.#state.get();
  /** @returns what ends it */
  readonly subscribe = (listener: () => void): (() => void) => this.#state.subscribe(listener);

  start(): void {
    this.#socket.start();
  }

  stop(): void {
    this.#socket.stop();
  }

  /** Tries the line now instead of when the wait is over. */
  retryNow(): void {
    this.#socket.retryNow();
  }

  /** Writes a message; it is sent when there is a line, also after a reload. @returns its client id */
  send(content: string, extra: MessageExtra = {}): string {
    const item = compose(this.#log, content, this.#platform.nowMs(), extra);
    this.#change(enqueue(this.#log, item));
    this.#sender.pump();
    return item.clientId;
  }

  /** Sends a refused message once more. */
  retry(clientId: string): void {
    this.#change(retry(this.#log, clientId));
    this.#sender.pump();
  }

  /** Gives a message up that was not sent. */
  discard(clientId: string): void {
    this.#change(discard(this.#log, clientId));
    this.#sender.pump();
  }

  /** Changes the text of an own message; the window for it is the server's to judge. */
  edit(messageId: string, content: string): void {
    this.#change(change(this.#log, { messageId, content }));
    this.#sender.pump();
  }

  recall(messageId: string): void {
    this.#change(change(this.#log, { messageId }));
    this.#sender.pump();
  }

  /** Call it at each keystroke; the line hears of it every few seconds. */
  typing(): void {
    const nowMs = this.#platform.nowMs();
    if (nowMs - this.#typingSaidAtMs < TYPING_EVERY_MS || !this.#sendLive({ type: "typing" })) return;
    this.#typingSaidAtMs = nowMs;
  }

  /** The reader has seen all that is there. */
  markRead(): void {
    const seq = lastSeqOfOthers(this.#log);
    if (seq === 0) return;
    this.#change(readByMe(this.#log, seq));
    this.#read.reach(seq);
  }

  /** Fetches the page before the oldest message, if there may be one. */
  async loadOlder(): Promise<void> {
    const { fetchOlder } = this.#options;
    if (!fetchOlder || this.#older === "loading" || !hasOlder(this.#log)) return;
    this.#older = "loading";
    this.#publish();
    try {
      const page = await fetchOlder(this.#log.floorSeq);
      this.#log = withOlder(this.#log, page.items, page.hasMore);
      this.#older = "idle";
    } catch {
      this.#older = "failed";
    }
    this.#publish();
  }

  async #prepare(credentials: Credentials): Promise<boolean> {
    return isRunOut(credentials.current().expiresAtMs, this.#platform.nowMs()) ? credentials.renew() : true;
  }

  #opened(): void {
    this.#renewLater();
    this.#sync();
  }

  #sync(): void {
    const { syncedSeq } = this.#log;
    this.#send({ type: "sync", ...(syncedSeq === undefined ? {} : { afterSeq: syncedSeq, limit: MAX_SYNC_LIMIT }) });
    this.#cancelSync();
    this.#cancelSync = this.#platform.after(SYNC_TIMEOUT_MS, () => this.#socket.drop());
  }

  #text(data: string): void {
    const frame = decodeConversationFrame(data);
    // A frame of a newer server that this client does not know is no reason to drop the line.
    if (!frame) return;
    const wasCaughtUp = this.#log.caughtUp;
    this.#log = this.#kept(applyFrame(this.#log, frame, this.#platform.nowMs()));
    if (frame.type === "error") this.#refused(frame, wasCaughtUp);
    if (this.#log.caughtUp) this.#live(frame, wasCaughtUp);
    // While a sync runs, one redraw at its end is enough.
    else if (frame.type === "sync.done") this.#sync();
  }

  #live(frame: ConversationServerFrame, wasCaughtUp: boolean): void {
    if (frame.type === "typing") this.#expireTypingLater();
    this.#publish();
    this.#delivered.reach(lastSeqOfOthers(this.#log));
    if (!wasCaughtUp) {
      this.#cancelSync();
      this.#socket.settled();
      this.#delivered.flush();
      this.#read.flush();
    }
    this.#sender.heard();
  }

  #refused({ code, clientId }: Extract<ConversationServerFrame, { type: "error" }>, live: boolean): void {
    this.#options.refused?.(code, clientId);
    if (code === "unauthenticated") this.#socket.endSession();
    else if (live) this.#sender.refused(code, clientId);
    // It can only mean the sync itself.
    else this.#socket.drop();
  }

  #expireTypingLater(): void {
    this.#platform.after(TYPING_TTL_MS, () => this.#change(expireTyping(this.#log, this.#platform.nowMs())));
  }

  #broken(): void {
    this.#cancelRenewal();
    this.#cancelSync();
    this.#sender.broken();
    this.#typingSaidAtMs = 0;
    this.#delivered.broken();
    this.#read.broken();
    this.#change(offWire(disconnected(this.#log)));
  }

  #renewLater(): void {
    const { credentials } = this.#options;
    if (!credentials) return;
    const delayMs = renewInMs(credentials.current().expiresAtMs, this.#platform.nowMs());
    this.#cancelRenewal();
    this.#cancelRenewal = this.#platform.after(delayMs, () => {
      // A renewal that fails leaves the line as it is: the server will end it with 4401, and then it is asked for again.
      credentials.renew().then(
        (renewed) => {
          if (renewed && this.#send({ type: "auth.renew", token: credentials.current().token })) this.#renewLater();
        },
        () => undefined,
      );
    });
  }

  #sendLive(frame: ConversationClientFrame): boolean {
    return this.#log.caughtUp && this.#send(frame);
  }

  #send(frame: ConversationClientFrame): boolean {
    return this.#socket.send(frame);
  }

  /** Writes down what of the outbox has changed. */
  #kept(next: ConversationLog): ConversationLog {
    const { storage, conversationId } = this.#options;
    if (next.outbox === this.#log.outbox) return next;
    const before = new Map(this.#log.outbox.map((item) => [item.clientId, item]));
    for (const item of next.outbox) {
      if (before.get(item.clientId)?.failedCode !== item.failedCode || !before.has(item.clientId)) {
        storage.put(conversationId, item);
      }
      before.delete(item.clientId);
    }
    for (const gone of before.keys()) storage.remove(conversationId, gone);
    return next;
  }

  #change(next: ConversationLog): void {
    if (next === this.#log) return;
    this.#log = this.#kept(next);
    this.#publish();
  }

  #snapshot(): ConversationSnapshot {
    return { log: this.#log, link: this.#socket.link, older: this.#older };
  }

  #publish(): void {
    this.#state.set(this.#snapshot());
  }
}
