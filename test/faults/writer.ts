/**
 * One side of a conversation under load, as a client is asked to behave: it keeps what it has not seen acknowledged; after a
 * broken line it syncs from the last change it knows, then sends again, in order and under the same ids, all that was
 * unacknowledged when the line broke, without regard to what the sync told of it: the hardest case for the server.
 */
import { isDeepStrictEqual } from "node:util";
import type { ConversationServerFrame } from "#protocol/frames";
import type { Message } from "#protocol/vocabulary";
import type { Credential, Site } from "#test/harness/people";
import { type ConversationClient, connectConversation } from "#test/harness/wire-client";

/** Messages under way at a time. */
const WINDOW = 3;

interface Draft {
  readonly clientId: string;
  readonly content: string;
}

export class Writer {
  readonly name: string;
  readonly conversationId: string;
  readonly #credential: Credential;
  #client: ConversationClient | undefined;
  #unacknowledged: Draft[] = [];
  #sentAgain = new Set<string>();
  #isLive = false;
  #isWriting = false;
  #lastSeq = 0;
  /** What it has sent, in order, acknowledged or not. */
  readonly sent: string[] = [];
  /** The message that acknowledged each text. */
  readonly acknowledged = new Map<string, Message>();
  /** Every message heard as new, its own and the other side's, by id in the order heard; answers to repeated sends apart. */
  readonly heard = new Map<string, Message>();
  /** What the server should never have said. */
  readonly violations: string[] = [];

  constructor(name: string, conversationId: string, credential: Credential) {
    this.name = name;
    this.conversationId = conversationId;
    this.#credential = credential;
  }

  get unacknowledgedCount(): number {
    return this.#unacknowledged.length;
  }

  /** Connects, catches up, sends what was unacknowledged, and goes on writing if it did. */
  async connect(site: Site): Promise<void> {
    const again = [...this.#unacknowledged];
    const client = await connectConversation(site, this.conversationId, this.#credential);
    this.#client = client;
    client.listen((frame) => this.#hear(frame));
    void client.closed.then(() => {
      this.#isLive = false;
    });
    client.send({ type: "sync", afterSeq: this.#lastSeq });
    await client.hear("sync.done", (frame) => !frame.hasMore);
    this.#sentAgain = new Set(again.map((draft) => draft.clientId));
    for (const draft of again) client.send({ type: "message.send", contentType: "text", ...draft });
    this.#isLive = true;
    this.#fill();
  }

  /** Takes the conversation, as an agent. */
  accept(): void {
    this.#client?.send({ type: "conversation.accept" });
  }

  /** The last change that it has heard of. */
  get lastSeq(): number {
    return this.#lastSeq;
  }

  write(): void {
    this.#isWriting = true;
    this.#fill();
  }

  /** Sends nothing new; what is under way still comes to its end. */
  pause(): void {
    this.#isWriting = false;
  }

  async close(): Promise<void> {
    await this.#client?.close();
  }

  #fill(): void {
    while (this.#isWriting && this.#isLive && this.#unacknowledged.length < WINDOW) {
      const number = this.sent.length;
      const draft = { clientId: `${this.name}-${number}`, content: `${this.name} ${number}: 第 ${number} 条` };
      this.sent.push(draft.content);
      this.#unacknowledged.push(draft);
      this.#client?.send({ type: "message.send", contentType: "text", ...draft });
    }
  }

  #hear(frame: ConversationServerFrame): void {
    switch (frame.type) {
      case "message.created":
        this.#hearMessage(frame.message);
        return;
      case "sync.done":
        if (frame.hasMore) this.#client?.send({ type: "sync", afterSeq: frame.seq });
        return;
      case "error":
        this.violations.push(`refused: ${frame.code} ${frame.message}`);
        return;
      default:
        if ("seq" in frame) this.#lastSeq = Math.max(this.#lastSeq, frame.seq);
    }
  }

  #hearMessage(message: Message): void {
    const { clientId, content, seq } = message;
    const known = this.heard.get(message.id);
    if (known === undefined) {
      if (seq <= this.#lastSeq) this.violations.push(`${content} came with ${seq} after ${this.#lastSeq}`);
      this.#lastSeq = Math.max(this.#lastSeq, seq);
      this.heard.set(message.id, message);
    } else if (clientId === undefined || !this.#sentAgain.delete(clientId) || !isDeepStrictEqual(known, message)) {
      this.violations.push(`${content} was heard twice`);
    }
    const place = this.#unacknowledged.findIndex((draft) => draft.clientId === clientId);
    if (place === -1) return;
    if (place > 0) this.violations.push(`${content} was acknowledged before what was sent earlier`);
    this.#unacknowledged.splice(place, 1);
    this.acknowledged.set(content, message);
    this.#fill();
  }
}
