/** Where outboxes drain to: the worker's own entrypoint, reached from actors as `ctx.exports.Effects`. */
import { WorkerEntrypoint } from "cloudflare:workers";
import type { AuditRecord } from "#domain/audit/record";
import { recordAudit } from "#domain/audit/store";
import { type Settlement, settleTickets } from "#domain/closing/settle-tickets";
import { projectConversation } from "#domain/conversations/store";
import type { ConversationSummary } from "#domain/conversations/summary";
import { database } from "#domain/database";
import type { Effects as EffectsPort } from "#domain/delivery/ports";
import type { FoundException } from "#domain/exceptions/rules";
import { type PresenceRecord, recordPresence } from "#domain/presence/store";
import { recordWork, type ToldWork } from "#domain/reports/own-day/store";
import type { ConversationToRule, RuledConversation } from "#domain/rules/ruled";
import { type ConversationTokens, saveTokens } from "#domain/search/store";
import { recordReplies, type ToldReplies } from "#domain/sla/replies/store";
import { customerWrote } from "#domain/tickets/customers/word";
import { findExceptions } from "#worker/adapters/exceptions";
import { drainD1Outbox } from "#worker/drain-d1-outbox";
import { type Environment, secretsOf } from "#worker/environment";
import { ruleConversation } from "#worker/rules/rule-conversation";
import { tellQueues } from "#worker/ticket-timers";

export class Effects extends WorkerEntrypoint<Environment> implements EffectsPort {
  async projectConversation(summary: ConversationSummary): Promise<void> {
    await withoutContent("projection", projectConversation(database(this.env.DB), summary));
  }

  async indexMessages(told: ConversationTokens): Promise<void> {
    await withoutContent("indexing", saveTokens(database(this.env.DB), told));
  }

  async findExceptions(texts: readonly string[]): Promise<readonly FoundException[]> {
    return withoutContent("looking for exceptions", findExceptions(this.env, texts));
  }

  async customerWrote(conversationId: string, wroteAtMs: number): Promise<void> {
    const { keyRing } = secretsOf(this.env);
    const told = customerWrote(database(this.env.DB), keyRing, { conversationId, wroteAtMs }, Date.now());
    this.#hurry(await withoutContent("going on with tickets", told));
  }

  async settleTickets(settlement: Settlement): Promise<void> {
    const { keyRing } = secretsOf(this.env);
    const settled = settleTickets(database(this.env.DB), keyRing, settlement, Date.now());
    this.#hurry(await withoutContent("settling", settled));
  }

  async ruleConversation(subject: ConversationToRule): Promise<RuledConversation> {
    const { madeIds, ...ruled } = await withoutContent("asking rules", ruleConversation(this.env, subject));
    this.#hurry(madeIds);
    return ruled;
  }

  async recordAudit(records: readonly AuditRecord[]): Promise<void> {
    await withoutContent("audit", recordAudit(database(this.env.DB), records));
  }

  async recordPresence(record: PresenceRecord): Promise<void> {
    await withoutContent("presence", recordPresence(database(this.env.DB), record));
  }

  async recordWork(told: ToldWork): Promise<void> {
    await withoutContent("work", recordWork(database(this.env.DB), told));
  }

  async recordReplies(told: ToldReplies): Promise<void> {
    await withoutContent("reply times", recordReplies(database(this.env.DB), told));
  }

  /** Their clocks start now, and whoever is to hear of it does; what fails is swept by cron. */
  #hurry(ticketIds: readonly string[]): void {
    if (ticketIds.length === 0) return;
    this.ctx.waitUntil(withoutContent("hurrying tickets", tellQueues(this.env, ticketIds)));
    this.ctx.waitUntil(withoutContent("telling of tickets", drainD1Outbox(this.env, Date.now())));
  }
}

/** The platform logs what an entrypoint throws, and a database error quotes its query with all that was to be written. */
async function withoutContent<Value>(what: string, work: Promise<Value>): Promise<Value> {
  try {
    return await work;
  } catch (error) {
    throw new Error(`${what} failed: ${error instanceof Error ? error.name : typeof error}`);
  }
}
