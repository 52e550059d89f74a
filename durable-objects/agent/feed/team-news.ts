/**
 * What a team's lists show of its agents' conversations: these tell their agent's actor, which tells the queues, gathered
 * for a second. A hint that is true again at the next look (a page of the index), so it is held in memory and not retried.
 */
import type { QueueRpc } from "#actors/contracts";
import type { ConversationSummary } from "#domain/conversations/summary";

const GATHER_MS = 1_000;

export class TeamNews {
  readonly #queue: (teamId: string) => Pick<QueueRpc, "rowsChanged">;
  /** By conversation, the newest. */
  readonly #rows = new Map<string, ConversationSummary>();
  #handle: ReturnType<typeof setTimeout> | undefined;

  constructor(queue: (teamId: string) => Pick<QueueRpc, "rowsChanged">) {
    this.#queue = queue;
  }

  add(summary: ConversationSummary): void {
    this.#rows.set(summary.conversation.id, summary);
    this.#handle ??= setTimeout(() => void this.#tell(), GATHER_MS);
  }

  /** The conversation is no more: what was to be told of it is not. */
  drop(conversationId: string): void {
    this.#rows.delete(conversationId);
  }

  async #tell(): Promise<void> {
    this.#handle = undefined;
    const byTeam = Map.groupBy(this.#rows.values(), ({ conversation }) => conversation.teamId);
    this.#rows.clear();
    await Promise.allSettled([...byTeam].map(([teamId, rows]) => this.#queue(teamId).rowsChanged(rows)));
  }
}
