/**
 * The closed loop that every server is measured with. A lane is one conversation with one customer and one agent. Its customer
 * has exactly one message under way and sends the next one when both sides have the last: the customer its own, which is the
 * acknowledgement that it is durable, and the agent theirs. Latency is from the customer's send to the agent's receipt, by
 * one monotonic clock; the rate counts receipts by agents.
 */

/** Sends one text as the lane's customer. */
export type Send = (content: string) => void;

export interface LoopResult {
  /** Messages that agents received within the window, divided by its length. */
  readonly ratePerSecond: number;
  readonly latenciesMs: readonly number[];
  /** How many messages each lane sent in all, warm-up included: bodies 0 to n − 1. */
  readonly sentByLane: readonly number[];
}

interface Lane {
  readonly send: Send;
  count: number;
  content: string;
  sentAtMs: number;
  awaitsCustomer: boolean;
  awaitsAgent: boolean;
}

export class ClosedLoop {
  readonly #lanes: Lane[] = [];
  readonly #latenciesMs: number[] = [];
  #windowFromMs = Number.POSITIVE_INFINITY;
  #windowToMs = Number.POSITIVE_INFINITY;
  #stopping = false;
  #busy = 0;
  readonly #idle = Promise.withResolvers<void>();
  readonly #nowMs: () => number;
  readonly #bodyOf: (lane: number, index: number) => string;

  /** @param nowMs a monotonic clock @param bodyOf the text of a lane's message, each one different */
  constructor(nowMs: () => number, bodyOf: (lane: number, index: number) => string) {
    this.#nowMs = nowMs;
    this.#bodyOf = bodyOf;
    this.#idle.promise.catch(() => undefined);
  }

  /** Adds a lane whose first `already` messages were sent before the loop. @returns its number, from 0 */
  add(send: Send, already = 0): number {
    this.#lanes.push({ send, count: already, content: "", sentAtMs: 0, awaitsCustomer: false, awaitsAgent: false });
    return this.#lanes.length - 1;
  }

  start(): void {
    this.#busy = this.#lanes.length;
    for (const [number, lane] of this.#lanes.entries()) this.#next(number, lane);
  }

  openWindow(): void {
    this.#windowFromMs = this.#nowMs();
  }

  closeWindow(): void {
    this.#windowToMs = this.#nowMs();
  }

  /** The lane's customer received a text. Anything but the one under way, once, fails the run. */
  customerGot(number: number, content: string): void {
    const lane = this.#expect(number, content, "customer", (it) => it.awaitsCustomer);
    if (lane === undefined) return;
    lane.awaitsCustomer = false;
    if (!lane.awaitsAgent) this.#next(number, lane);
  }

  /** The lane's agent received a text. Anything but the one under way, once, fails the run. */
  agentGot(number: number, content: string): void {
    const atMs = this.#nowMs();
    const lane = this.#expect(number, content, "agent", (it) => it.awaitsAgent);
    if (lane === undefined) return;
    if (atMs >= this.#windowFromMs && atMs < this.#windowToMs) this.#latenciesMs.push(atMs - lane.sentAtMs);
    lane.awaitsAgent = false;
    if (!lane.awaitsCustomer) this.#next(number, lane);
  }

  fail(reason: string): void {
    this.#idle.reject(new Error(reason));
  }

  /** Sends nothing more and waits until every lane has its last message on both sides. */
  async stop(): Promise<LoopResult> {
    this.#stopping = true;
    await this.#idle.promise;
    const windowSeconds = (this.#windowToMs - this.#windowFromMs) / 1_000;
    return {
      ratePerSecond: this.#latenciesMs.length / windowSeconds,
      latenciesMs: this.#latenciesMs,
      sentByLane: this.#lanes.map((lane) => lane.count),
    };
  }

  #expect(number: number, content: string, side: string, awaited: (lane: Lane) => boolean): Lane | undefined {
    const lane = this.#lanes[number];
    if (lane !== undefined && awaited(lane) && lane.content === content) return lane;
    this.fail(`lane ${number}: its ${side} received what was not under way: ${content.slice(0, 80)}`);
    return undefined;
  }

  #next(number: number, lane: Lane): void {
    if (this.#stopping) {
      this.#busy--;
      if (this.#busy === 0) this.#idle.resolve();
      return;
    }
    lane.content = this.#bodyOf(number, lane.count++);
    lane.awaitsCustomer = true;
    lane.awaitsAgent = true;
    lane.sentAtMs = this.#nowMs();
    lane.send(lane.content);
  }
}
