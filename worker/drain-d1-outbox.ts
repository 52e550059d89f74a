/** Hands effects that D1's own changes owe to their actors: after the change's response, and again by cron. */
import { agentAddress, conversationAddress, queueAddress } from "#actors/addresses";
import { deliverTicketNews } from "#actors/agent/tickets/news-delivery";
import { deliverTicketAlert } from "#actors/queue/tickets/alert-delivery";
import { backoffMs } from "#actors/runtime/backoff";
import { database } from "#domain/database";
import { type D1Effect, d1EffectFailed, d1EffectTaken, dueD1Effects } from "#domain/delivery/d1-outbox";
import { closeBlockedContact, closeBlockedNetwork, tellJoined } from "#worker/contact-effects";
import type { Environment } from "#worker/environment";
import { tellOfRefund } from "#worker/refund-news";

const PAGE_ROWS = 50;
/** What is left then the next sweep takes: an invocation may ask only so often. */
const MAX_PAGES = 10;
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 10 * 60 * 1_000;

/**
 * Goes on while there is more. What failed is due later than now, so no row is met twice.
 * At least once: two drains at a time may both deliver a row, and targets take a repeat for what it is.
 */
export async function drainD1Outbox(env: Environment, nowMs: number): Promise<void> {
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const rows = await drainPage(env, nowMs);
    if (rows < PAGE_ROWS) return;
  }
}

/** @returns how many rows were due */
async function drainPage(env: Environment, nowMs: number): Promise<number> {
  const db = database(env.DB);
  const rows = await dueD1Effects(db, nowMs, PAGE_ROWS);
  for (const row of rows) {
    try {
      if (row.effect === undefined) throw new TypeError("unknown effect");
      await deliver(env, row.effect);
      await d1EffectTaken(db, row.id);
    } catch (error) {
      const name = error instanceof Error ? error.name : typeof error;
      console.error(JSON.stringify({ level: "error", event: "effect failed", kind: row.kind, error: name }));
      await d1EffectFailed(db, row.id, nowMs + backoffMs(row.attempts, FIRST_RETRY_MS, LONGEST_RETRY_MS));
    }
  }
  return rows.length;
}

async function deliver(env: Environment, effect: D1Effect): Promise<void> {
  switch (effect.kind) {
    case "session.ended":
      return agentAddress(env, effect.payload.agentId).endSession(effect.payload.sessionId);
    case "access.changed":
      return agentAddress(env, effect.payload.agentId).accessChanged(effect.payload.accessVersion);
    case "preferences.changed":
      return agentAddress(env, effect.payload.agentId).preferencesChanged();
    case "abilities.changed":
      return agentAddress(env, effect.payload.agentId).abilitiesChanged();
    case "followups.changed":
      return agentAddress(env, effect.payload.agentId).followUpsChanged();
    case "routing.changed":
      return queueAddress(env, effect.payload.teamId).policyChanged();
    case "ticket.changed":
      return queueAddress(env, effect.payload.teamId).ticketsChanged([effect.payload.ticketId]);
    case "ticket.alerted":
      return deliverTicketAlert(env, effect.payload);
    case "refund.told":
      return tellOfRefund(env, effect.payload);
    case "ticket.told":
      return deliverTicketNews(env, effect.payload);
    case "ticket.resolved":
      return conversationAddress(env, effect.payload.conversationId).ticketResolved();
    case "contact.joined":
      return tellJoined(env, effect.payload);
    case "contact.blocked":
      return closeBlockedContact(env, effect.payload);
    case "network.blocked":
      return closeBlockedNetwork(env, effect.payload);
  }
}
