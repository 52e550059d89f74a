/** Where outboxes drain to: the worker's own entrypoint, reached from actors as `ctx.exports.Effects`. */
import { WorkerEntrypoint } from "cloudflare:workers";
import { projectConversation } from "#domain/conversations/store";
import type { ConversationSummary } from "#domain/conversations/summary";
import { database } from "#domain/database";
import type { Effects as EffectsPort } from "#domain/delivery/ports";
import { type ConversationTokens, saveTokens } from "#domain/search/store";
import type { Environment } from "#worker/environment";

export class Effects extends WorkerEntrypoint<Environment> implements EffectsPort {
  projectConversation(summary: ConversationSummary): Promise<void> {
    return quietly("projection", projectConversation(database(this.env.DB), summary));
  }

  indexMessages(told: ConversationTokens): Promise<void> {
    return quietly("indexing", saveTokens(database(this.env.DB), told));
  }
}

/** The platform logs what an entrypoint throws, and a database error quotes its query with all that was to be written. */
async function quietly(what: string, done: Promise<void>): Promise<void> {
  try {
    await done;
  } catch (error) {
    throw new Error(`${what} failed: ${error instanceof Error ? error.name : typeof error}`);
  }
}
