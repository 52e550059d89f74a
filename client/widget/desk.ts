/** Everything of one visitor's widget but its looks: session, conversations, their lines, and which one is shown. */
import { ConversationConnection } from "#client/lib/conversation-connection.ts";
import { beginConversation, ownConversations } from "#client/lib/customer-api.ts";
import { messagesBefore, probeConversation } from "#client/lib/messages-api.ts";
import { Observable } from "#client/lib/observable.ts";
import { isTransient } from "#client/lib/outbox.ts";
import { type OutboxStorage, outboxStorage } from "#client/lib/outbox-storage.ts";
import type { Platform } from "#client/lib/platform.ts";
import type { KeyValueStore } from "#client/lib/storage.ts";
import type { ErrorCode, Locale } from "#protocol/constants";
import type { Message } from "#protocol/vocabulary";
import { Beginning, beginningOf, isBeginning } from "./beginning.ts";
import { CustomerCalls } from "./customer-calls.ts";
import { CustomerSession, type SessionOptions } from "./session.ts";
import { type Summary, summaryOfRow, summaryOfSnapshot } from "./summary.ts";
import type { Editing, ThreadSource } from "./thread-source.ts";

export interface DeskOptions {
  readonly baseUrl: string;
  readonly inboxId: string;
  readonly platform: Platform;
  readonly store: KeyValueStore;
  readonly fetch: typeof fetch;
  readonly lock: SessionOptions["lock"];
}

export interface DeskState {
  readonly open: boolean;
  /** The thread that is shown; absent for the home. */
  readonly shown?: { readonly key: string; readonly source: ThreadSource };
  /** The latest first. */
  readonly summaries: readonly Summary[];
  readonly unread: number;
  readonly list: "unknown" | "loading" | "known" | "failed";
  /** The last refusal of an edit or anything else that has no message to stand under; cleared by the next action. */
  readonly refusal?: ErrorCode;
}

type Look = Pick<DeskState, "open" | "shown" | "list" | "refusal">;

/** How many conversations are kept live for their badge while nobody looks at them. */
const LIVE_CONVERSATIONS = 3;

export class Desk {
  /** The reader's; a view of another language may take the desk over. */
  locale: Locale = "en";
  /** What stands in the fields and is not sent, by thread or by the message that is changed. */
  readonly texts = new Map<string, string>();
  /** The message that is changed in a thread. */
  readonly edits = new Map<string, Editing | undefined>();
  readonly #options: DeskOptions;
  readonly #session: CustomerSession;
  readonly #calls: CustomerCalls;
  readonly #storage: OutboxStorage;
  readonly #sources = new Map<string, ThreadSource>();
  readonly #state: Observable<DeskState>;
  #rows: readonly Summary[] = [];
  #view: Look = { open: false, list: "unknown" };

  constructor(options: DeskOptions) {
    this.#options = options;
    this.#session = new CustomerSession({
      ...options,
      locale: () => this.locale,
      nowMs: () => options.platform.nowMs(),
      replaced: () => this.#forget(),
    });
    this.#calls = new CustomerCalls(this.#session, options.baseUrl, options.fetch);
    this.#storage = outboxStorage(options.store, `edgedesk:${options.inboxId}`);
    this.#state = new Observable(this.#snapshot());
  }

  readonly get = (): DeskState => this.#state.get();
  readonly subscribe = (listener: () => void): (() => void) => this.#state.subscribe(listener);

  /** Takes up what an earlier page left: what was not sent, and the newest conversations for the badge. */
  start(): void {
    for (const key of this.#storage.conversations()) {
      if (isBeginning(key)) this.#begin(key);
      else if (this.#session.exists) this.#connect(key);
    }
    if (this.#session.exists) void this.reload();
  }

  stop(): void {
    for (const source of this.#sources.values()) source.stop();
    this.#sources.clear();
  }

  toggle(open: boolean): void {
    this.#look({ open });
    if (open && this.#session.exists && this.#view.list !== "known") void this.reload();
  }

  home(): void {
    const { shown, ...rest } = this.#view;
    this.#view = rest;
    if (shown?.source instanceof Beginning && shown.source.isEmpty) this.#drop(shown.source);
    else this.#publish();
    if (this.#session.exists) void this.reload();
  }

  /** Shows a conversation; without a key, the page for a new one. */
  show(key?: string): void {
    const { refusal: _, ...rest } = this.#view;
    const source = (key !== undefined && (this.#sources.get(key) ?? this.#connect(key))) || this.#begin();
    this.#view = { ...rest, shown: { key: source instanceof Beginning ? source.key : (key ?? ""), source } };
    this.#publish();
  }

  /** Asks the server for the visitor's conversations. */
  async reload(): Promise<void> {
    if (this.#view.list === "loading") return;
    this.#look({ list: "loading" });
    try {
      const { items } = await this.#calls.ask((api) => ownConversations(api));
      this.#rows = items.map(summaryOfRow);
      for (const { conversation } of items
        .filter((row) => row.conversation.status !== "resolved" || row.unread > 0)
        .slice(0, LIVE_CONVERSATIONS)) {
        if (!this.#sources.has(conversation.id)) this.#connect(conversation.id);
      }
      this.#look({ list: "known" });
    } catch {
      this.#look({ list: "failed" });
    }
  }

  #begin(key?: string): Beginning {
    const { platform } = this.#options;
    const beginning: Beginning = new Beginning(
      {
        platform,
        storage: this.#storage,
        post: ({ clientId, contentType, content }) =>
          this.#calls.ask((api) => beginConversation(api, { clientId, contentType, content })),
        begun: ({ conversationId, message }) => this.#begun(beginning, conversationId, message),
        emptied: () => this.#drop(beginning),
      },
      key,
    );
    this.#add(beginning.key, beginning);
    return beginning;
  }

  /** The thread goes on as it is, with the server at its other end. */
  #begun(beginning: Beginning, conversationId: string, message: Message): void {
    this.#sources.delete(beginning.key);
    const source = this.#sources.get(conversationId) ?? this.#connect(conversationId, [message]);
    if (this.#view.shown?.source === beginning) this.#look({ shown: { key: beginning.key, source } });
    else this.#publish();
  }

  #drop(beginning: Beginning): void {
    if (this.#view.shown?.source === beginning) return;
    beginning.stop();
    this.#sources.delete(beginning.key);
    this.#publish();
  }

  #connect(conversationId: string, messages: readonly Message[] = []): ConversationConnection {
    const { baseUrl, platform } = this.#options;
    const connection = new ConversationConnection({
      baseUrl,
      conversationId,
      platform,
      messages,
      self: { type: "contact", id: this.#session.current().contactId },
      storage: this.#storage,
      credentials: this.#session,
      probe: () => this.#calls.ask((api) => probeConversation(api, conversationId)),
      fetchOlder: (beforeSeq) => this.#calls.ask((api) => messagesBefore(api, conversationId, beforeSeq)),
      refused: (refusal, clientId) => {
        if (clientId === undefined && !isTransient(refusal)) this.#look({ refusal });
      },
    });
    this.#add(conversationId, connection);
    return connection;
  }

  #add(key: string, source: ThreadSource): void {
    this.#sources.set(key, source);
    source.subscribe(() => this.#publish());
    source.start();
  }

  /** The visitor is somebody else now: old conversations are out of reach, what was not sent there begins one of its own. */
  #forget(): void {
    const { shown, ...rest } = this.#view;
    if (!(shown?.source instanceof Beginning)) this.#view = rest;
    for (const [key, source] of this.#sources) {
      if (source instanceof Beginning) continue;
      source.stop();
      this.#sources.delete(key);
    }
    this.#rows = [];
    for (const lost of this.#storage.conversations().filter((key) => !isBeginning(key))) {
      const items = this.#storage.load(lost);
      const key = beginningOf(items);
      for (const item of items) this.#storage.put(key, item);
      for (const { clientId } of items) this.#storage.remove(lost, clientId);
      const source = this.#begin(key);
      if (shown?.key === lost) this.#view = { ...this.#view, shown: { key, source } };
    }
    // Somebody who is known now has others.
    void this.reload();
  }

  #look(change: Partial<Look>): void {
    this.#view = { ...this.#view, ...change };
    this.#publish();
  }

  #snapshot(): DeskState {
    const rows = new Map(this.#rows.map((row) => [row.key, row]));
    for (const [key, source] of this.#sources) {
      const summary = summaryOfSnapshot(key, source.get(), rows.get(key));
      if (summary) rows.set(key, summary);
    }
    const summaries = [...rows.values()].sort((a, b) => b.atMs - a.atMs);
    return { ...this.#view, summaries, unread: summaries.reduce((sum, { unread }) => sum + unread, 0) };
  }

  #publish(): void {
    this.#state.set(this.#snapshot());
  }
}
