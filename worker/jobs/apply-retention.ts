/**
 * Once a minute: erases what is over for as long as its inbox's rules say, some at a time. The index only proposes; each
 * conversation decides for itself, and from that moment takes nothing more, so that none is erased that has come back to
 * life. What is lost in the midst of it is found again the next minute.
 */
import { conversationAddress } from "#actors/addresses";
import { projectConversation } from "#domain/conversations/store";
import { type Database, database } from "#domain/database";
import type { LedgerEntry } from "#domain/rights/ledger";
import { beginRetention } from "#domain/rights/requests";
import {
  type ActiveRule,
  activeRules,
  claimIdleGuests,
  conversationsOver,
  cutoffMs,
  isRetentionQueued,
} from "#domain/rights/retention";
import { newId } from "#protocol/ids";
import { ledgerOf } from "#worker/adapters/ledger";
import type { Environment } from "#worker/environment";
import { sendStep } from "#worker/jobs/privacy-request";

/** Of each rule a run. */
const MAX_ROWS = 100;

export async function applyRetention(env: Environment, nowMs: number): Promise<void> {
  const db = database(env.DB);
  for (const rule of await activeRules(db)) {
    if (await isRetentionQueued(db, rule.inboxId)) continue;
    if (rule.kind === "resolvedConversations") await eraseConversations(env, db, rule, nowMs);
    else await eraseGuests(env, db, rule, nowMs);
  }
}

async function eraseConversations(env: Environment, db: Database, { inboxId, days }: ActiveRule, nowMs: number) {
  const beforeMs = cutoffMs(days, nowMs);
  const conversationIds: string[] = [];
  for (const id of await conversationsOver(db, inboxId, beforeMs, MAX_ROWS)) {
    if (await conversationAddress(env, id).claimErasure(id, beforeMs)) conversationIds.push(id);
    else await correctIndex(env, db, id);
  }
  if (conversationIds.length === 0) return;
  const entry = entryOf(inboxId, nowMs, { conversationIds });
  await ledgerOf(env).write(entry);
  await beginRetention(db, entry, nowMs);
  await sendStep(env, entry.id);
}

/** The index was wrong about it, and would propose it again each minute. */
async function correctIndex(env: Environment, db: Database, conversationId: string): Promise<void> {
  // One whose key is missing at the moment cannot tell, and holds up nobody else.
  const summary = await conversationAddress(env, conversationId)
    .summary()
    .catch(() => undefined);
  if (summary !== undefined) await projectConversation(db, summary);
}

async function eraseGuests(env: Environment, db: Database, { inboxId, days }: ActiveRule, nowMs: number) {
  const requestId = newId(nowMs);
  const guests = { requestId, inboxId, beforeMs: cutoffMs(days, nowMs), limit: MAX_ROWS };
  const contactIds = await claimIdleGuests(db, guests, nowMs);
  if (contactIds.length === 0) return;
  await ledgerOf(env).write({ ...entryOf(inboxId, nowMs, { contactIds }), id: requestId });
  await sendStep(env, requestId);
}

function entryOf(
  inboxId: string,
  nowMs: number,
  what: Partial<Pick<LedgerEntry, "contactIds" | "conversationIds">>,
): LedgerEntry {
  const { contactIds = [], conversationIds = [] } = what;
  return {
    version: 1,
    id: newId(nowMs),
    reason: "retention",
    inboxId,
    contactIds,
    conversationIds,
    writtenAtMs: nowMs,
  };
}
