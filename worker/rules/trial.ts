/**
 * Rules on trial: what they would have given the latest tickets or conversations, each as it came, beside what it got in fact.
 * Nothing changes. Bounded in rows and in time; whoever tries sees only what they see elsewhere.
 */
import { conversationAddress } from "#actors/addresses";
import { type Database, database } from "#domain/database";
import { ok, type Result, refuse } from "#domain/failures";
import { isPermitted } from "#domain/identity/permissions";
import type { AgentPrincipal } from "#domain/identity/principal";
import { decide } from "#domain/rules/decide";
import {
  type Asked,
  askedBy,
  type CustomerFacts,
  ordersMeant,
  readCustomerFacts,
  readLabels,
} from "#domain/rules/facts";
import { flawsOf } from "#domain/rules/flaws";
import { latestConversations, latestTickets, type Past } from "#domain/rules/past";
import { calendarsOf, readKnown } from "#domain/rules/store";
import type { RoutingRule, RuleTrial, RuleTrialItem } from "#protocol/http-rules";
import { plainTextOf } from "#protocol/product-card";
import { MAX_TRIAL_CONVERSATIONS, type RuleKind } from "#protocol/rule-constants";
import { type Environment, secretsOf } from "#worker/environment";

const MAX_TRIAL_MS = 8_000;
/** So many are looked at side by side. */
const CHUNK = 20;
/** The first message is among so many. */
const FIRST_SEQS = 20;
/** Of what a conversation begins with, as its row shows it. */
const MAX_TITLE_CHARS = 120;

/** @returns refuses `no_permission` for those who may not read what they want to try on */
export async function tryRules(
  env: Environment,
  principal: AgentPrincipal,
  { rules, on, last }: { readonly rules: readonly RoutingRule[]; readonly on: RuleKind; readonly last: number },
  nowMs: number,
): Promise<Result<RuleTrial>> {
  if (!isPermitted(principal, on === "ticket" ? "ticket.read" : "conversation.read")) return refuse("no_permission");
  const db = database(env.DB);
  const { keyRing } = secretsOf(env);
  const [known, calendars, past] = await Promise.all([
    readKnown(db),
    calendarsOf(db, rules),
    on === "ticket"
      ? latestTickets(db, keyRing, principal, last)
      : latestConversations(db, principal, Math.min(last, MAX_TRIAL_CONVERSATIONS)),
  ]);
  const look = await lookerFor(env, db, principal, askedBy(rules, on), past);
  const items: RuleTrialItem[] = [];
  const deadlineMs = nowMs + MAX_TRIAL_MS;
  for (let at = 0; at < past.length && Date.now() < deadlineMs; at += CHUNK) {
    const looked = await Promise.all(past.slice(at, at + CHUNK).map(look));
    for (const { item, facts } of looked) {
      const { outcome, hits } = decide(rules, facts, calendars, item.createdAtMs);
      const because = hits.map(({ ruleId, conditions }) => ({ ruleId, conditions: [...conditions] }));
      items.push({ ...item, would: outcome, because });
    }
  }
  const hits = rules.map(({ id: ruleId }) => ({
    ruleId,
    hits: items.filter(({ because }) => because.some((one) => one.ruleId === ruleId)).length,
  }));
  const isPartial = items.length < past.length;
  return ok({ flaws: flawsOf(rules, known), items, hits, looked: items.length, isPartial });
}

/** @returns what tells all that rules ask of one of them; a customer who comes twice is read once */
async function lookerFor(
  env: Environment,
  db: Database,
  principal: AgentPrincipal,
  asked: Asked,
  past: readonly Past[],
) {
  const { keyRing } = secretsOf(env);
  const conversationIds = past.flatMap(({ conversationId }) => (conversationId === null ? [] : [conversationId]));
  const labels = asked.has("label") ? await readLabels(db, conversationIds) : new Map<string, readonly string[]>();
  const customers = new Map<string | null, Promise<CustomerFacts>>();
  return async ({ facts, contactId, conversationId, orderIds, ...item }: Past) => {
    const known = customers.get(contactId) ?? readCustomerFacts(db, keyRing, contactId, asked);
    customers.set(contactId, known);
    const { orders, ...customer } = await known;
    const isSpoken = facts.kind === "conversation";
    const text = isSpoken ? await firstWords(env, principal, item.id, contactId) : facts.text;
    const title = isSpoken ? text.slice(0, MAX_TITLE_CHARS).toWellFormed() : item.title;
    return {
      item: { ...item, ...(title === undefined ? {} : { title }) },
      facts: {
        ...{ ...facts, ...customer, text, labels: labels.get(conversationId ?? "") ?? [] },
        orders: ordersMeant(orders, orderIds, text, item.createdAtMs),
      },
    };
  };
}

/** What a conversation began with, as this person reads it; nothing where they may not. */
async function firstWords(
  env: Environment,
  principal: AgentPrincipal,
  conversationId: string,
  contactId: string | null,
): Promise<string> {
  const page = await conversationAddress(env, conversationId).messages(principal, {
    beforeSeq: FIRST_SEQS,
    limit: FIRST_SEQS,
  });
  const first = page.ok ? page.value.items.find(({ sender }) => sender.id === contactId) : undefined;
  return first === undefined ? "" : plainTextOf(first);
}
