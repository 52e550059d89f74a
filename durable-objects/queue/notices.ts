/**
 * What a queue tells without being asked: rows to the feeds that show its lists, and positions to those who wait.
 * Both are hints that are true again at the next look (a page of the index, a sync), so they are held in memory,
 * gathered for a second, and not retried.
 */

import type { AgentRpc, ConversationRpc, QueuePlace } from "#actors/contracts";
import type { QueueStore } from "#actors/queue/store";
import type { ConversationSummary } from "#domain/conversations/summary";

const GATHER_MS = 1_000;
/** Further back the position is told when somebody asks for it, at their next sync. */
const MAX_TOLD_POSITIONS = 100;

export interface NoticePorts {
  readonly agent: (agentId: string) => Pick<AgentRpc, "listChanged" | "conversationErased">;
  readonly places: (nowMs: number) => (position: number) => QueuePlace;
  readonly conversation: (conversationId: string) => Pick<ConversationRpc, "queuePosition">;
}

export class Notices {
  readonly #store: QueueStore;
  readonly #ports: NoticePorts;
  readonly #rows = new Map<string, ConversationSummary>();
  readonly #erased = new Set<string>();
  /** By conversation: epoch and place, as last told. */
  #told = new Map<string, string>();
  #lastMs = 0;
  #handle: ReturnType<typeof setTimeout> | undefined;

  constructor(store: QueueStore, ports: NoticePorts) {
    this.#store = store;
    this.#ports = ports;
  }

  rowChanged(summary: ConversationSummary, nowMs: number): void {
    this.#rows.set(summary.conversation.id, summary);
    this.soon(nowMs);
  }

  /** The conversation is no more: what was to be told of it is not, but that it is gone. */
  erased(conversationId: string, nowMs: number): void {
    this.#rows.delete(conversationId);
    this.#erased.add(conversationId);
    this.soon(nowMs);
  }

  /** Tells within a second, and at once after a quiet time. */
  soon(nowMs: number): void {
    this.#handle ??= setTimeout(() => void this.#tell(Date.now()), Math.max(0, this.#lastMs + GATHER_MS - nowMs));
  }

  async #tell(nowMs: number): Promise<void> {
    this.#handle = undefined;
    this.#lastMs = nowMs;
    const rows = [...this.#rows.values()];
    this.#rows.clear();
    const erased = [...this.#erased];
    this.#erased.clear();
    const told = new Map<string, string>();
    const calls: Promise<void>[] = [];
    for (const agentId of rows.length + erased.length > 0 ? this.#store.watchers(nowMs) : []) {
      const agent = this.#ports.agent(agentId);
      if (rows.length > 0) calls.push(agent.listChanged(rows));
      for (const conversationId of erased) calls.push(agent.conversationErased(conversationId));
    }
    const placeOf = this.#ports.places(nowMs);
    this.#store.first(MAX_TOLD_POSITIONS).forEach(({ conversationId, epoch }, index) => {
      const place = placeOf(index + 1);
      const news = JSON.stringify([epoch, place]);
      told.set(conversationId, news);
      if (this.#told.get(conversationId) === news) return;
      calls.push(this.#ports.conversation(conversationId).queuePosition(epoch, place));
    });
    this.#told = told;
    await Promise.allSettled(calls);
  }
}
