/**
 * A ticket as rules say before it is made. Who makes it goes before them: a team or a person that they named, a priority other
 * than normal and a time that they set stay. A service level sets when it is due; who is to be told follows it.
 */
import type { Database } from "#domain/database";
import { ok, type Result } from "#domain/failures";
import { listAccounts } from "#domain/identity/store";
import type { KeyRing } from "#domain/privacy/key-ring";
import { maySee } from "#domain/routing/rules";
import { decide } from "#domain/rules/decide";
import { askedBy, ordersMeant, readCustomerFacts, readLabels } from "#domain/rules/facts";
import { calendarsOf, readKnown } from "#domain/rules/store";
import { addOpenMs } from "#domain/sla/calendar";
import { readCalendars } from "#domain/sla/calendar-store";
import { toldAt } from "#domain/sla/escalation";
import { listSlaPolicies } from "#domain/sla/policy-store";
import { createTicket, type MadeTicket, type NewTicket } from "#domain/tickets/create";
import { followTicket } from "#domain/tickets/notes";
import type { TicketEdit } from "#domain/tickets/record";
import type { RuleOutcome } from "#protocol/http-rules";
import { beginningsNow } from "#worker/beginnings";
import { knownOutcome } from "#worker/rules/known-outcome";

type Creates = (db: Database, keyRing: KeyRing, ticket: NewTicket, edit: TicketEdit) => Promise<Result<MadeTicket>>;

interface RuledTicket {
  readonly ticket: NewTicket;
  readonly followerIds: readonly string[];
}

/**
 * Makes a ticket as rules say.
 * @param isTeamSaid by whoever makes it
 * @param create what writes it
 * @returns as `create` does, and who follows it by rules
 */
export async function createAsRuled(
  db: Database,
  keyRing: KeyRing,
  ticket: NewTicket,
  isTeamSaid: boolean,
  edit: TicketEdit,
  create: Creates = createTicket,
): Promise<Result<MadeTicket & Pick<RuledTicket, "followerIds">>> {
  const ruled = await ruledTicket(db, keyRing, ticket, isTeamSaid, edit.nowMs);
  const made = await create(db, keyRing, ruled.ticket, edit);
  if (!made.ok) return made;
  const { followerIds } = ruled;
  for (const followerId of followerIds) await followTicket(db, made.value.id, followerId);
  return ok({ ...made.value, followerIds });
}

async function ruledTicket(
  db: Database,
  keyRing: KeyRing,
  ticket: NewTicket,
  isTeamSaid: boolean,
  nowMs: number,
): Promise<RuledTicket> {
  const { rules } = await beginningsNow(db, nowMs);
  const hasAny = rules.some(({ enabled, appliesTo }) => enabled && appliesTo === "ticket");
  if (!hasAny) return { ticket, followerIds: [] };
  const asked = askedBy(rules, "ticket");
  const { conversationId, inboxId, channel, source, type, content } = ticket;
  const text = `${content.subject}\n${content.description ?? ""}`;
  const [{ orders, ...customer }, calendars, labels] = await Promise.all([
    readCustomerFacts(db, keyRing, ticket.contactId, asked),
    calendarsOf(db, rules),
    asked.has("label") && conversationId !== null ? readLabels(db, [conversationId]) : undefined,
  ]);
  const facts = {
    ...{ kind: "ticket" as const, inboxId, channel, source, type, productLine: content.productLine, text, ...customer },
    labels: labels?.get(conversationId ?? "") ?? [],
    orders: ordersMeant(orders, ticket.orderIds, text, nowMs),
  };
  const { outcome, hits } = decide(rules, facts, calendars, nowMs);
  if (hits.length === 0) return { ticket, followerIds: [] };
  const known = knownOutcome(outcome, await readKnown(db));
  const ruled = { ...ticket, ...(await changesOf(db, ticket, known, isTeamSaid, nowMs)) };
  const by = hits.filter(({ actions }) => actions.length > 0).map(({ name }) => name);
  return { ticket: { ...ruled, ruledBy: by }, followerIds: await followersBy(db, ruled, known) };
}

async function changesOf(
  db: Database,
  { assigneeId, priority, dueAtMs }: NewTicket,
  outcome: RuleOutcome,
  isTeamSaid: boolean,
  nowMs: number,
) {
  const isTeamFree = !isTeamSaid && assigneeId === null;
  const due = dueAtMs === null && outcome.policyId !== undefined ? await dueBy(db, outcome.policyId, nowMs) : undefined;
  return {
    ...(outcome.teamId !== undefined && isTeamFree && { teamId: outcome.teamId }),
    ...(outcome.priority !== undefined && priority === "normal" && { priority: outcome.priority }),
    ...(due !== undefined && { dueAtMs: due }),
  };
}

/** When the policy's time to resolution is over, in open time. */
async function dueBy(db: Database, policyId: string, nowMs: number): Promise<number | undefined> {
  const policy = (await listSlaPolicies(db)).find(({ id }) => id === policyId);
  if (policy?.resolutionMs === undefined) return undefined;
  const [calendar] = policy.calendarId === undefined ? [] : await readCalendars(db, [policy.calendarId]);
  return addOpenMs(calendar, nowMs, policy.resolutionMs);
}

async function followersBy(
  db: Database,
  { inboxId, teamId, assigneeId }: NewTicket,
  { notify, notifySupervisors }: RuleOutcome,
): Promise<string[]> {
  if (notify.length === 0 && !notifySupervisors) return [];
  const staff = await listAccounts(db);
  const at = { inboxId, teamId, assigneeId: assigneeId ?? undefined };
  const named = staff.filter(({ id }) => notify.includes(id));
  const leads = notifySupervisors ? toldAt("supervisor", at, staff) : [];
  const seeing = named.filter((person) => maySee(person, inboxId)).map(({ id }) => id);
  return [...new Set([...seeing, ...leads])];
}
