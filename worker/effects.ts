/** Where outboxes drain to: the worker's own entrypoint, reached from actors as `ctx.exports.Effects`. */
import { WorkerEntrypoint } from "cloudflare:workers";
import { projectConversation } from "#domain/conversations/store";
import type { ConversationSummary } from "#domain/conversations/summary";
import { database } from "#domain/database";
import type { Effects as EffectsPort } from "#domain/delivery/ports";
import type { Environment } from "#worker/environment";

export class Effects extends WorkerEntrypoint<Environment> implements EffectsPort {
  async projectConversation(summary: ConversationSummary): Promise<void> {
    try {
      await projectConversation(database(this.env.DB), summary);
    } catch (error) {
      // The platform logs what an entrypoint throws, and a database error quotes its query with all that was to be written.
      throw new Error(`projection failed: ${error instanceof Error ? error.name : typeof error}`);
    }
  }
}
