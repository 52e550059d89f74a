/** The conversation's side of `edgedesk.v1` in memory, with a line to each client that delivers only when told to. */
import type { ErrorCode } from "#protocol/constants";
import type { ConversationClientFrame, ConversationServerFrame } from "#protocol/frames";
import type { Actor, Message } from "#protocol/vocabulary";
import type { FakeSocket } from "./fake-platform.ts";
import { messageOf } from "./messages.ts";

interface Line {
  readonly socket: FakeSocket;
  readonly toClient: ConversationServerFrame[];
  taken: number;
  synced: boolean;
}

/** Small, so that a sync takes several pages. */
const PAGE = 3;

export class ModelServer {
  readonly messages: Message[] = [];
  /** How many of the next sends get `rate_limited` instead of being done. */
  busy = 0;
  readonly #lines = new Map<FakeSocket, Line>();
  readonly #customer: Actor;
  #seq = 0;

  constructor(customer: Actor) {
    this.#customer = customer;
  }

  /** Something happens that this client may not see: the numbers have a gap for it. */
  note(): void {
    this.#seq += 1;
  }

  write(sender: Actor, content: string, clientId?: string): Message {
    this.#seq += 1;
    const message = messageOf(this.#seq, { sender, content, ...(clientId !== undefined && { clientId }) });
    this.messages.push(message);
    this.#broadcast({ type: "message.created", seq: this.#seq, message });
    return message;
  }

  change(index: number, content: string | undefined): void {
    const message = this.messages[index];
    if (!message) return;
    this.#seq += 1;
    const done = content === undefined ? { recalledAt: message.createdAt } : { editedAt: message.createdAt };
    const changed = { ...message, ...done, content: content ?? "", changedSeq: this.#seq };
    this.messages[index] = changed;
    this.#broadcast({ type: "message.updated", seq: this.#seq, message: changed });
  }

  /** Takes up to `count` frames that the client has sent. */
  serve(socket: FakeSocket, count: number): void {
    const line = this.#lineOf(socket);
    for (let done = 0; done < count && line.taken < socket.sent.length; done += 1) {
      const frame: ConversationClientFrame = JSON.parse(socket.sent[line.taken] ?? "");
      line.taken += 1;
      this.#handle(line, frame);
    }
  }

  /** Lets up to `count` frames reach the client, the first of them `times` times. */
  deliver(socket: FakeSocket, count: number, times = 1): void {
    const frames = this.#lineOf(socket).toClient.splice(0, count);
    for (const [index, frame] of frames.entries()) {
      for (let repeat = index === 0 && frame.type.startsWith("message.") ? times : 1; repeat > 0; repeat -= 1)
        socket.say(frame);
    }
  }

  #lineOf(socket: FakeSocket): Line {
    const line = this.#lines.get(socket) ?? { socket, toClient: [], taken: 0, synced: false };
    this.#lines.set(socket, line);
    return line;
  }

  #broadcast(frame: ConversationServerFrame): void {
    for (const line of this.#lines.values()) if (line.synced) line.toClient.push(frame);
  }

  #handle(line: Line, frame: ConversationClientFrame): void {
    if (frame.type === "sync") this.#sync(line, frame.afterSeq);
    else if (frame.type === "message.send") this.#send(line, frame.clientId, frame.content);
    else if (frame.type === "message.edit") this.change(this.#indexOf(frame.messageId), frame.content);
    else if (frame.type === "message.recall") this.change(this.#indexOf(frame.messageId), undefined);
  }

  #send(line: Line, clientId: string, content: string): void {
    if (this.busy > 0) {
      this.busy -= 1;
      const code: ErrorCode = "rate_limited";
      line.toClient.push({ type: "error", code, message: "", clientId });
      return;
    }
    const known = this.messages.find((message) => message.clientId === clientId);
    if (known) line.toClient.push({ type: "message.created", seq: known.changedSeq, message: known });
    else this.write(this.#customer, content, clientId);
  }

  #sync(line: Line, afterSeq: number | undefined): void {
    const changed = this.messages
      .filter(({ changedSeq }) => changedSeq > (afterSeq ?? 0))
      .sort((a, b) => a.changedSeq - b.changedSeq);
    const hasMore = afterSeq !== undefined && changed.length > PAGE;
    const page = hasMore ? changed.slice(0, PAGE) : changed;
    for (const message of page) {
      const type = message.seq > (afterSeq ?? 0) ? "message.created" : "message.updated";
      line.toClient.push({ type, seq: message.changedSeq, message });
    }
    line.toClient.push({ type: "sync.done", seq: hasMore ? (page.at(-1)?.changedSeq ?? 0) : this.#seq, hasMore });
    line.synced ||= !hasMore;
  }

  #indexOf(messageId: string): number {
    return this.messages.findIndex(({ id }) => id === messageId);
  }
}
