/**
 * A conversation that the server does not know yet: its first message is posted until there is an answer, what is written
 * meanwhile waits behind it. All of it is kept, so that a reload or a lost network loses nothing; the first message's
 * client id makes the same conversation however often it is posted.
 */

import { ApiError } from "#client/lib/api.ts";
import { backoffMs } from "#client/lib/backoff.ts";
import { newClientId } from "#client/lib/client-id.ts";
import type { ConversationSnapshot } from "#client/lib/conversation-connection.ts";
import { type ConversationLog, emptyLog } from "#client/lib/conversation-log.ts";
import { Observable } from "#client/lib/observable.ts";
import {
  compose,
  discard,
  enqueue,
  isTransient,
  nextToSend,
  type OutboxItem,
  refuse,
  retry,
} from "#client/lib/outbox.ts";
import type { OutboxStorage } from "#client/lib/outbox-storage.ts";
import type { Platform } from "#client/lib/platform.ts";
import type { Link } from "#client/lib/socket.ts";
import type { CreatedConversation } from "#protocol/http";
import type { ThreadSource } from "./thread-source.ts";

const PREFIX = "new-";

/** Where messages begin a conversation of their own that could not go where they were meant for. */
export function beginningOf(items: readonly OutboxItem[]): string {
  return PREFIX + (items[0]?.clientId ?? "");
}

/** Is this the name under which a beginning keeps its messages? */
export function isBeginning(key: string): boolean {
  return key.startsWith(PREFIX);
}

export interface BeginningOptions {
  readonly storage: OutboxStorage;
  readonly platform: Platform;
  readonly post: (first: OutboxItem) => Promise<CreatedConversation>;
  /** The server knows it now; what is still to be sent waits under the conversation's own id. */
  readonly begun: (created: CreatedConversation) => void;
  /** Nothing is left of it. */
  readonly emptied: () => void;
}

export class Beginning implements ThreadSource {
  /** Names it until the server does; also the key of its messages in storage. */
  readonly key: string;
  readonly #options: BeginningOptions;
  readonly #state: Observable<ConversationSnapshot>;
  #log: ConversationLog;
  #failures = 0;
  #phase: "idle" | "posting" | "waiting" | "done" = "idle";
  #retryAtMs = 0;
  #cancelWait: () => void = () => undefined;
  #stopListening: () => void = () => undefined;

  /** @param key of one that storage has kept; absent for a new one */
  constructor(options: BeginningOptions, key = PREFIX + newClientId(options.platform.nowMs())) {
    this.#options = options;
    this.key = key;
    this.#log = emptyLog({ type: "contact", id: "" }, options.storage.load(key));
    this.#state = new Observable(this.#snapshot());
  }

  get isEmpty(): boolean {
    return this.#log.outbox.length === 0;
  }

  readonly get = (): ConversationSnapshot => this.#state.get();
  readonly subscribe = (listener: () => void): (() => void) => this.#state.subscribe(listener);

  start(): void {
    this.#stopListening = this.#options.platform.onNetwork((event) => {
      if (event === "offline") this.#publish();
      else this.retryNow();
    });
    this.#post();
  }

  stop(): void {
    this.#phase = "done";
    this.#cancelWait();
    this.#stopListening();
  }

  retryNow(): void {
    if (this.#phase !== "waiting") return;
    this.#cancelWait();
    this.#phase = "idle";
    this.#post();
  }

  send(content: string, extra: Pick<OutboxItem, "contentType"> = { contentType: "text" }): void {
    const item = compose(this.#log, content, this.#options.platform.nowMs(), extra);
    this.#options.storage.put(this.key, item);
    this.#change(enqueue(this.#log, item));
    this.#post();
  }

  retry(clientId: string): void {
    this.#change(retry(this.#log, clientId));
    this.#post();
  }

  discard(clientId: string): void {
    this.#options.storage.remove(this.key, clientId);
    this.#change(discard(this.#log, clientId));
    if (this.#log.outbox.length === 0) this.#options.emptied();
  }

  #post(): void {
    const first = nextToSend(this.#log);
    if (this.#phase !== "idle" || !first) return;
    this.#phase = "posting";
    this.#publish();
    this.#options.post(first).then(
      (created) => this.#begun(created, first),
      (error: unknown) => this.#failed(error, first),
    );
  }

  #begun(created: CreatedConversation, first: OutboxItem): void {
    if (this.#phase === "done") return;
    const { storage } = this.#options;
    this.stop();
    // The rest moves first and the first message goes last: whatever this is interrupted at, a reload can do it again.
    const rest = this.#log.outbox.filter(({ clientId }) => clientId !== first.clientId);
    for (const item of rest) storage.put(created.conversationId, item);
    for (const { clientId } of [...rest, first]) storage.remove(this.key, clientId);
    this.#options.begun(created);
  }

  #failed(error: unknown, first: OutboxItem): void {
    if (this.#phase === "done") return;
    const code = error instanceof ApiError ? error.code : "unavailable";
    if (!isTransient(code)) {
      this.#phase = "idle";
      this.#change(refuse(this.#log, code, first.clientId));
      for (const item of this.#log.outbox) this.#options.storage.put(this.key, item);
      return;
    }
    const { platform } = this.#options;
    const delayMs = Math.max(1_000, backoffMs(this.#failures, platform.random()));
    this.#failures += 1;
    this.#phase = "waiting";
    this.#retryAtMs = platform.nowMs() + delayMs;
    this.#cancelWait = platform.after(delayMs, () => this.retryNow());
    this.#publish();
  }

  #change(log: ConversationLog): void {
    this.#log = log;
    this.#publish();
  }

  /** As a line would say it: posting is all right, waiting is a line that was lost. */
  #link(): Link {
    const online = this.#options.platform.isOnline();
    return this.#phase === "waiting"
      ? { phase: "waiting", online, retryAtMs: this.#retryAtMs }
      : { phase: "open", online };
  }

  #snapshot(): ConversationSnapshot {
    return { log: { ...this.#log, caughtUp: this.#phase !== "waiting" }, link: this.#link(), older: "idle" };
  }

  #publish(): void {
    this.#state.set(this.#snapshot());
  }
}
