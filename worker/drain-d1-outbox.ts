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

const BATCH = 50;
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 10 * 60 * 1_000;

/** At least once: two drains at a time may both deliver a row, and targets take a repeat for what it is. */
export async function drainD1Outbox(env: Environment, nowMs: number): Promise<void> {
  const db = database(env.DB);
  for (const row of await dueD1Effects(db, nowMs, BATCH)) {
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
