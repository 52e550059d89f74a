/** The visitor's conversations as far as they are live: what was begun, what is connected, and what is still to be sent. */

import { newClientId } from "#client/lib/client-id.ts";
import { ConversationConnection } from "#client/lib/conversation-connection.ts";
import { beginConversation, confirmConversation } from "#client/lib/customer-api.ts";
import { messagesBefore, probeConversation } from "#client/lib/messages-api.ts";
import { isTransient } from "#client/lib/outbox.ts";
import type { OutboxStorage } from "#client/lib/outbox-storage.ts";
import type { Platform } from "#client/lib/platform.ts";
import type { ErrorCode } from "#protocol/constants";
import type { Message } from "#protocol/vocabulary";
import { Beginning, beginningOf, isBeginning } from "./beginning.ts";
import type { CustomerCalls } from "./customer-calls.ts";
import { summaryOfSnapshot } from "./live-summary.ts";
import type { CustomerSession } from "./session.ts";
import type { Summary } from "./summary.ts";
import type { ThreadSource } from "./thread-source.ts";

/** A thread that is shown. */
export interface Shown {
  readonly key: string;
  readonly source: ThreadSource;
}

export interface LinesPorts {
  readonly baseUrl: string;
  readonly platform: Platform;
  readonly storage: OutboxStorage;
  readonly session: CustomerSession;
  readonly calls: CustomerCalls;
  readonly changed: () => void;
  /** An edit or anything else was refused that has no message to stand under. */
  readonly refused: (code: ErrorCode) => void;
  /** The server knows now what was begun; whoever shows it goes on with `source` under the old key. */
  readonly begun: (key: string, conversationId: string, source: ThreadSource) => void;
  readonly isShown: (source: ThreadSource) => boolean;
}

export class Lines {
  readonly #ports: LinesPorts;
  readonly #sources = new Map<string, ThreadSource>();

  constructor(ports: LinesPorts) {
    this.#ports = ports;
  }

  /** Takes up what an earlier page could not send. */
  start(): void {
    const { storage, session } = this.#ports;
    for (const key of storage.conversations()) {
      if (isBeginning(key)) this.#begin(key);
      else if (session.exists) this.#connect(key);
    }
  }

  stop(): void {
    for (const source of this.#sources.values()) source.stop();
    this.#sources.clear();
  }

  /** @param key of a conversation; without it the page for a new one */
  open(key: string | undefined): Shown {
    const source = (key !== undefined && (this.#sources.get(key) ?? this.#connect(key))) || this.#begin();
    return { key: source instanceof Beginning ? source.key : (key ?? ""), source };
  }

  keepLive(conversationIds: readonly string[]): void {
    for (const id of conversationIds) if (!this.#sources.has(id)) this.#connect(id);
  }

  /** Nobody looks at it any more: a beginning that nothing was written in leaves nothing behind. */
  leave(source: ThreadSource): void {
    if (source instanceof Beginning && source.isEmpty) this.#drop(source);
  }

  /**
   * The visitor is somebody else now: old conversations are out of reach, what was not sent there begins one of its own.
   * @returns what is shown from now on
   */
  forget(shown: Shown | undefined): Shown | undefined {
    const { storage } = this.#ports;
    let next = shown?.source instanceof Beginning ? shown : undefined;
    for (const [key, source] of this.#sources) {
      if (source instanceof Beginning) continue;
      source.stop();
      this.#sources.delete(key);
    }
    for (const lost of storage.conversations().filter((key) => !isBeginning(key))) {
      const items = storage.load(lost);
      const key = beginningOf(items);
      for (const item of items) storage.put(key, item);
      for (const { clientId } of items) storage.remove(lost, clientId);
      const source = this.#begin(key);
      if (shown?.key === lost) next = { key, source };
    }
    return next;
  }

  /** @param rows what the server's list says, by key; what is live is newer */
  summaries(rows: Map<string, Summary>): void {
    for (const [key, source] of this.#sources) {
      const summary = summaryOfSnapshot(key, source.get(), rows.get(key));
      if (summary) rows.set(key, summary);
    }
  }

  #begin(key?: string): Beginning {
    const { platform, storage, calls } = this.#ports;
    const beginning: Beginning = new Beginning(
      {
        platform,
        storage,
        post: ({ clientId, contentType, content }) =>
          calls.ask((api) => beginConversation(api, { clientId, contentType, content })),
        begun: ({ conversationId, message }) => this.#begun(beginning, conversationId, message),
        emptied: () => this.#ports.isShown(beginning) || this.#drop(beginning),
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
    this.#ports.begun(beginning.key, conversationId, source);
  }

  #drop(beginning: Beginning): void {
    beginning.stop();
    this.#sources.delete(beginning.key);
    this.#ports.changed();
  }

  #connect(conversationId: string, messages: readonly Message[] = []): ConversationConnection {
    const { baseUrl, platform, storage, session, calls, refused } = this.#ports;
    const connection = new ConversationConnection({
      baseUrl,
      conversationId,
      platform,
      messages,
      self: { type: "contact", id: session.current().contactId },
      storage,
      credentials: session,
      probe: () => calls.ask((api) => probeConversation(api, conversationId)),
      confirm: (answer) => {
        const said = { ...answer, clientId: newClientId(platform.nowMs()) };
        return calls.ask((api) => confirmConversation(api, conversationId, said));
      },
      fetchOlder: (beforeSeq) => calls.ask((api) => messagesBefore(api, conversationId, beforeSeq)),
      refused: (code, clientId) => {
        if (clientId === undefined && !isTransient(code)) refused(code);
      },
    });
    this.#add(conversationId, connection);
    return connection;
  }

  #add(key: string, source: ThreadSource): void {
    this.#sources.set(key, source);
    source.subscribe(this.#ports.changed);
    source.start();
  }
}
