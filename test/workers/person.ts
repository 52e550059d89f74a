/**
 * One side of a conversation as a plain client has it: what it was told, in order, what it still has to send, and a line
 * that may drop at any moment. It knows the protocol's promises only, so that it can catch a server that breaks them.
 */
import type { Message } from "#protocol/vocabulary";
import { type ConversationLine, until } from "#test/workers/line";

export class Person {
  readonly #connect: () => Promise<ConversationLine>;
  readonly #messages = new Map<string, Message>();
  /** Sent and not acknowledged yet, in order: sent again after each reconnect. */
  readonly #unsent = new Map<string, string>();
  readonly acknowledged: string[] = [];
  #line: ConversationLine | undefined;
  #read = 0;
  #afterSeq = 0;

  constructor(connect: () => Promise<ConversationLine>) {
    this.#connect = connect;
  }

  /** Connects if it is not, catches up, and sends again what nobody acknowledged. */
  async connect(): Promise<void> {
    if (this.#line !== undefined && this.#line.closedWith === undefined) return;
    this.#line = await this.#connect();
    this.#read = 0;
    for (let hasMore = true; hasMore; ) {
      const from = this.#line.frames.length;
      this.#line.send({ type: "sync", afterSeq: this.#afterSeq, limit: 3 });
      ({ hasMore } = await this.#line.next("sync.done", () => true, from));
      this.#take();
    }
    for (const [clientId, content] of this.#unsent) this.#transmit(clientId, content);
  }

  /** The network goes: nothing is said to the other end first. */
  drop(): void {
    this.#take();
    this.#line?.close();
    this.#line = undefined;
  }

  say(clientId: string, content: string): void {
    this.#unsent.set(clientId, content);
    this.#transmit(clientId, content);
  }

  /** Sends something once more that was acknowledged already. */
  repeat(nth: number): void {
    const clientId = this.acknowledged[nth % Math.max(1, this.acknowledged.length)];
    if (clientId !== undefined) this.#transmit(clientId, "said again, and not to be shown");
  }

  receipt(kind: "delivered" | "read"): void {
    this.#take();
    if (this.#line?.closedWith === undefined) this.#line?.send({ type: kind, seq: this.#afterSeq });
  }

  async everythingAcknowledged(): Promise<void> {
    const isDone = () => {
      this.#take();
      return this.#unsent.size === 0 ? true : undefined;
    };
    await until(isDone, () => `the acknowledgement of ${[...this.#unsent.keys()].join()}`);
  }

  /** What this side shows of what people wrote, in its order. */
  shown(): string[] {
    this.#take();
    return [...this.#messages.values()]
      .filter((message) => message.contentType === "text" && message.private !== true)
      .sort((a, b) => a.seq - b.seq)
      .map((message) => `${message.seq} ${message.clientId} ${message.content}`);
  }

  #transmit(clientId: string, content: string): void {
    if (this.#line?.closedWith === undefined) {
      this.#line?.send({ type: "message.send", clientId, contentType: "text", content });
    }
  }

  #take(): void {
    for (const frame of this.#line?.frames.slice(this.#read) ?? []) {
      if (frame.type === "sync.done") this.#afterSeq = Math.max(this.#afterSeq, frame.seq);
      if (frame.type !== "message.created" && frame.type !== "message.updated") continue;
      const { message } = frame;
      const known = this.#messages.get(message.id);
      if (known === undefined || known.changedSeq < message.changedSeq) this.#messages.set(message.id, message);
      // An answer to a repeat may be old; nothing that is new may be.
      this.#afterSeq = Math.max(this.#afterSeq, frame.seq);
      if (message.clientId === undefined || !this.#unsent.delete(message.clientId)) continue;
      this.acknowledged.push(message.clientId);
    }
    this.#read = this.#line?.frames.length ?? 0;
  }
}
