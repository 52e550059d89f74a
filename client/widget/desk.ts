/**
 * Everything of one visitor's widget but its looks: session, what is open, the list of conversations and the shop. The
 * conversations themselves come with the thread's script, see `lines.ts`.
 */
import { ownConversations } from "#client/lib/customer-api.ts";
import { Observable } from "#client/lib/observable.ts";
import { type OutboxStorage, outboxStorage } from "#client/lib/outbox-storage.ts";
import type { Platform } from "#client/lib/platform.ts";
import type { KeyValueStore } from "#client/lib/storage.ts";
import type { ErrorCode, Locale } from "#protocol/constants";
import type { WidgetInbox } from "#protocol/http-widget-inbox";
import type { PageWord } from "./contract.ts";
import { CustomerCalls } from "./customer-calls.ts";
import { readInbox } from "./inbox-look.ts";
import type { Lines, Shown } from "./lines.ts";
import type { RequestPorts } from "./request-desk.ts";
import { CustomerSession, type SessionOptions } from "./session.ts";
import { shopOf } from "./shop.ts";
import { type Summary, summaryOfRow } from "./summary.ts";
import type { Editing } from "./thread-source.ts";

/** The thread's script, in some language. */
export type Talk = typeof import("./talk.ts");

export interface DeskOptions {
  readonly baseUrl: string;
  readonly inboxId: string;
  readonly platform: Platform;
  readonly store: KeyValueStore;
  readonly fetch: typeof fetch;
  readonly lock: SessionOptions["lock"];
  readonly word: PageWord;
  /** Whether what is kept in this browser is still there on the next page. */
  readonly keeps: boolean;
}

export interface DeskState {
  readonly open: boolean;
  /** The thread that is shown; absent for the home. Without a source its script is still on its way. */
  readonly shown?: { readonly key: string | undefined; readonly source?: Shown["source"] };
  /** The latest first. */
  readonly summaries: readonly Summary[];
  readonly unread: number;
  readonly list: "unknown" | "loading" | "known" | "failed";
  readonly talk: "absent" | "loading" | "failed" | "ready";
  readonly shop?: WidgetInbox;
  /** Unread, while the panel is closed and it was not put away: shown above the launcher. */
  readonly peek?: Summary;
  /** The last refusal of an edit or anything else that has no message to stand under; cleared by the next action. */
  readonly refusal?: ErrorCode;
}

type Look = Omit<DeskState, "summaries" | "unread" | "peek">;

/** How many conversations are kept live for their badge while nobody looks at them. */
const LIVE_CONVERSATIONS = 3;
/** Who is there changes; within this it is not asked again. */
const SHOP_FRESH_MS = 30_000;
/** The first opening is drawn before the thread's script is asked for. */
const AFTER_OPENING_MS = 60;

export class Desk {
  /** The reader's; a view of another language may take the desk over. */
  locale: Locale = "en";
  /** What stands in the fields and is not sent, by thread or by the message that is changed. */
  readonly texts = new Map<string, string>();
  /** The message that is changed in a thread. */
  readonly edits = new Map<string, Editing | undefined>();
  /** Addresses of products that the visitor has sent or does not want to. */
  readonly putAside = new Set<string>();
  readonly #options: DeskOptions;
  readonly #session: CustomerSession;
  readonly #calls: CustomerCalls;
  readonly #storage: OutboxStorage;
  readonly #state: Observable<DeskState>;
  #lines: Lines | undefined;
  #rows: readonly Summary[] = [];
  #view: Look = { open: false, list: "unknown", talk: "absent" };
  #shopAskedAtMs: number;
  /** How often the visitor became somebody else. */
  #visitor = 0;
  #isStopped = false;
  /** Fetches the thread's script in the reader's language. */
  #loadTalk: () => Promise<Talk>;

  /** @param loadTalk fetches the thread's script */
  constructor(options: DeskOptions, loadTalk: () => Promise<Talk>) {
    this.#options = options;
    this.#loadTalk = loadTalk;
    this.#session = new CustomerSession({
      ...options,
      locale: () => this.locale,
      nowMs: () => options.platform.nowMs(),
      replaced: () => this.#forget(),
    });
    this.#calls = new CustomerCalls(this.#session, options.baseUrl, options.fetch);
    this.#storage = outboxStorage(options.store, this.#key());
    this.#shopAskedAtMs = options.platform.nowMs();
    this.#state = new Observable(this.#snapshot());
  }

  readonly get = (): DeskState => this.#state.get();
  readonly subscribe = (listener: () => void): (() => void) => this.#state.subscribe(listener);

  get word(): PageWord {
    return this.#options.word;
  }

  get keeps(): boolean {
    return this.#options.keeps;
  }

  /** The reader has changed the language. @param loadTalk fetches the thread's script in it */
  speak(locale: Locale, loadTalk: () => Promise<Talk>): void {
    this.locale = locale;
    this.#loadTalk = loadTalk;
    if (this.#view.talk !== "ready") return;
    this.#look({ talk: "absent" });
    void this.fetchTalk();
  }

  /** Takes up what an earlier page left: what was not sent, and the newest conversations for the badge. */
  start(): void {
    this.word.changed = () => this.#publish();
    void this.#takeShop(this.word.inbox);
    if (this.#session.exists || this.#storage.conversations().length > 0) void this.fetchTalk();
    if (this.#session.exists) void this.reload();
  }

  stop(): void {
    this.#isStopped = true;
    this.#lines?.stop();
  }

  toggle(open: boolean): void {
    const { refusal: _, ...rest } = this.#view;
    if (open === this.#view.open) return;
    this.#view = { ...rest, open };
    if (open) {
      this.putPeekAway();
      this.#askShop();
      this.#options.platform.after(AFTER_OPENING_MS, () => void this.fetchTalk());
    }
    this.#publish();
    if (open && this.#session.exists && this.#view.list !== "known") void this.reload();
  }

  home(): void {
    const { shown, refusal: _, ...rest } = this.#view;
    this.#view = rest;
    if (shown?.source) this.#lines?.leave(shown.source);
    this.#publish();
    this.#askShop();
    if (this.#session.exists) void this.reload();
  }

  /** Shows a conversation; without a key, the page for a new one. */
  show(key?: string): void {
    const { refusal: _, ...rest } = this.#view;
    this.#view = { ...rest, shown: this.#lines?.open(key) ?? { key } };
    this.#publish();
    if (!this.#lines) void this.fetchTalk();
  }

  /** The newest unread message was seen, or is not wanted, above the launcher. */
  putPeekAway(): void {
    const newest = Math.max(0, ...this.get().summaries.map(({ atMs }) => atMs));
    if (newest > 0) this.#options.store.set(this.#key("peek"), String(newest));
    this.#publish();
  }

  /** Fetches what conversations need; once it is there it stays. */
  async fetchTalk(): Promise<void> {
    if (this.#view.talk === "loading" || this.#view.talk === "ready" || this.#isStopped) return;
    this.#look({ talk: "loading" });
    try {
      const { Lines: Made } = await this.#loadTalk();
      if (this.#isStopped) return;
      if (!this.#lines) this.#take(Made);
      const { shown } = this.#view;
      const live = shown && !shown.source ? this.#lines?.open(shown.key) : undefined;
      this.#look({ talk: "ready", ...(live && { shown: live }) });
    } catch {
      this.#look({ talk: "failed" });
    }
  }

  /** What a visitor's requests need of the desk. */
  requestPorts(changed: () => void): RequestPorts {
    const { baseUrl, fetch } = this.#options;
    return {
      isKnown: () => this.#session.exists,
      texts: this.texts,
      ask: (call) => this.#calls.ask(call),
      anonymously: { baseUrl, fetch, token: async () => "" },
      newId: () => crypto.randomUUID(),
      changed,
    };
  }

  /** Asks the server for the visitor's conversations. */
  async reload(): Promise<void> {
    if (this.#view.list === "loading") return;
    this.#look({ list: "loading" });
    const visitor = this.#visitor;
    try {
      const { items } = await this.#calls.ask((api) => ownConversations(api));
      // It may be the list of whoever was here before; that of whoever is here now is on its way.
      if (visitor !== this.#visitor) return;
      this.#rows = items.map(summaryOfRow);
      this.#keepLive();
      this.#look({ list: "known" });
    } catch {
      if (visitor === this.#visitor) this.#look({ list: "failed" });
    }
  }

  /** The visitor is back on this page: another may have begun or read something meanwhile. */
  lookAgain(): void {
    if (!this.#session.exists) return;
    void this.fetchTalk();
    void this.reload();
  }

  #take(Made: typeof Lines): void {
    const { baseUrl, platform } = this.#options;
    const lines = new Made({
      baseUrl,
      platform,
      storage: this.#storage,
      session: this.#session,
      calls: this.#calls,
      changed: () => this.#publish(),
      refused: (refusal) => this.#look({ refusal }),
      begun: (key, conversationId, source) => {
        this.word.begun(conversationId);
        if (this.#view.shown?.key === key) this.#look({ shown: { key, source } });
        else this.#publish();
      },
      isShown: (source) => this.#view.shown?.source === source,
    });
    this.#lines = lines;
    lines.start();
    this.#keepLive();
  }

  #keepLive(): void {
    const wanted = this.#rows.filter(({ resolved, unread }) => !resolved || unread > 0);
    this.#lines?.keepLive(wanted.slice(0, LIVE_CONVERSATIONS).map(({ key }) => key));
  }

  #askShop(): void {
    const { baseUrl, inboxId, platform, fetch } = this.#options;
    if (platform.nowMs() - this.#shopAskedAtMs < SHOP_FRESH_MS) return;
    this.#shopAskedAtMs = platform.nowMs();
    void this.#takeShop(readInbox(baseUrl, inboxId, fetch));
  }

  async #takeShop(asked: Promise<unknown> | undefined): Promise<void> {
    const shop = shopOf(await asked);
    if (shop) this.#look({ shop });
  }

  /** The visitor is somebody else now. */
  #forget(): void {
    const { shown, ...rest } = this.#view;
    this.#visitor += 1;
    this.#rows = [];
    const { key, source } = shown ?? {};
    const next = this.#lines?.forget(key !== undefined && source ? { key, source } : undefined);
    this.#view = { ...rest, list: "unknown", ...(next && { shown: next }) };
    // Somebody who is known now has others.
    void this.reload();
  }

  #key(part?: string): string {
    return `edgedesk:${this.#options.inboxId}${part === undefined ? "" : `:${part}`}`;
  }

  #look(change: Partial<Look>): void {
    this.#view = { ...this.#view, ...change };
    this.#publish();
  }

  #snapshot(): DeskState {
    const rows = new Map(this.#rows.map((row) => [row.key, row]));
    this.#lines?.summaries(rows);
    const summaries = [...rows.values()].sort((a, b) => b.atMs - a.atMs);
    const seenAtMs = Number(this.#options.store.get(this.#key("peek")) ?? 0);
    const peek = summaries.find(({ unread, own, atMs }) => unread > 0 && !own && atMs > seenAtMs);
    return {
      ...this.#view,
      summaries,
      unread: summaries.reduce((sum, { unread }) => sum + unread, 0),
      ...(peek && !this.#view.open && { peek }),
    };
  }

  #publish(): void {
    if (!this.#isStopped) this.#state.set(this.#snapshot());
  }
}
