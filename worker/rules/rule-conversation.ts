/**
 * What rules say of a conversation that has begun. Tickets are made here, once a conversation and rule, by Edgedesk itself; the
 * rest is for the conversation to do. Idempotent.
 */
import { SYSTEM_AUDITOR } from "#domain/audit/actions";
import { type Database, database } from "#domain/database";
import type { KeyRing } from "#domain/privacy/key-ring";
import { decide, NOTHING } from "#domain/rules/decide";
import { askedBy, ordersMeant, readCustomerFacts } from "#domain/rules/facts";
import type { ConversationToRule, RuledConversation } from "#domain/rules/ruled";
import { calendarsOf, readKnown, readRoutingRules } from "#domain/rules/store";
import type { NewTicket } from "#domain/tickets/create";
import { type StoredTicket, storedTicket } from "#domain/tickets/record";
import { MAX_TEXT_CHARS, MAX_TICKET_SUBJECT_CHARS } from "#protocol/constants";
import type { RuleOutcome } from "#protocol/http-rules";
import { newId } from "#protocol/ids";
import { type Environment, secretsOf } from "#worker/environment";
import { knownOutcome } from "#worker/rules/known-outcome";
import { createAsRuled } from "#worker/rules/rule-ticket";

/** `madeIds`: the tickets, whose clocks are to start. */
type Ruled = RuledConversation & { readonly madeIds: readonly string[] };

export async function ruleConversation(env: Environment, subject: ConversationToRule): Promise<Ruled> {
  const db = database(env.DB);
  const { keyRing } = secretsOf(env);
  const { inboxId, language, labels, text, contactId, createdAtMs } = subject;
  const { rules } = await readRoutingRules(db);
  const [{ orders, ...customer }, calendars] = await Promise.all([
    readCustomerFacts(db, keyRing, contactId, askedBy(rules, "conversation")),
    calendarsOf(db, rules),
  ]);
  const facts = {
    ...{ kind: "conversation" as const, inboxId, channel: "chat", labels, text, ...customer },
    ...(language === undefined ? {} : { language }),
    orders: ordersMeant(orders, [], text, createdAtMs),
  };
  const { outcome, hits } = decide(rules, facts, calendars, createdAtMs);
  if (hits.length === 0) return { outcome: NOTHING, by: [], tickets: [], madeIds: [] };
  const known = knownOutcome(outcome, await readKnown(db));
  const by = hits.filter(({ actions }) => actions.length > 0).map(({ ruleId, name }) => ({ ruleId, name }));
  const made = await makeTickets(db, keyRing, subject, known, by);
  return {
    ...{ outcome: known, by },
    tickets: made.map(({ number }) => number),
    madeIds: made.map(({ id }) => id),
  };
}

async function makeTickets(
  db: Database,
  keyRing: KeyRing,
  { conversationId, inboxId, teamId, contactId, text }: ConversationToRule,
  outcome: RuleOutcome,
  by: RuledConversation["by"],
): Promise<Pick<StoredTicket, "id" | "number">[]> {
  const nowMs = Date.now();
  const tickets: Pick<StoredTicket, "id" | "number">[] = [];
  for (const { type, ruleId } of outcome.tickets) {
    const name = by.find((rule) => rule.ruleId === ruleId)?.name ?? ruleId;
    const wanted = {
      ...{
        id: newId(nowMs),
        clientId: `${conversationId}:${ruleId}:${type}`,
        type,
        inboxId,
        contactId,
        conversationId,
      },
      ...{ source: "rule", channel: "chat", priority: outcome.priority ?? "normal", orderIds: [] },
      ...{ teamId: outcome.teamId ?? teamId, assigneeId: null, parentId: null, dueAtMs: null, ruledBy: [name] },
      content: { subject: subjectOf(text, name), description: cut(text, MAX_TEXT_CHARS), fields: {} },
    } as const satisfies NewTicket;
    const edit = { auditor: SYSTEM_AUDITOR, nowMs };
    const made = await createAsRuled(db, keyRing, wanted, outcome.teamId !== undefined, edit);
    // Its customer is being erased, or the type was deleted a moment ago.
    if (!made.ok) continue;
    const row = made.value.repeated ? (await storedTicket(db, made.value.id))?.row : made.value.row;
    if (row !== undefined) tickets.push(row);
  }
  return tickets;
}

/** What the customer wrote, in one line; of what shows nothing, the rule's name. */
function subjectOf(text: string, name: string): string {
  const line = text.replace(/\s+/gu, " ").trim();
  return line === "" ? name : cut(line, MAX_TICKET_SUBJECT_CHARS);
}

function cut(text: string, chars: number): string {
  return text.length <= chars ? text : `${text.slice(0, chars - 1)}…`.toWellFormed();
}
