/** Routing rules in D1. A change has its audit row in its own batch, on the version that whoever changes them saw. */
import { sql } from "drizzle-orm";
import { auditStatement } from "#domain/audit/store";
import type { Database } from "#domain/database";
import { ok, type Result, refuse } from "#domain/failures";
import { listAccounts } from "#domain/identity/store";
import { rowIf } from "#domain/insert-select";
import { listLabels } from "#domain/labels/store";
import type { ChangeBy } from "#domain/organisation/inbox-changes";
import { listInboxes, listTeams } from "#domain/organisation/store";
import { listSkills } from "#domain/routing/store";
import type { Calendars } from "#domain/rules/conditions";
import { flawsOf, type Known } from "#domain/rules/flaws";
import { routingRules } from "#domain/rules/schema";
import { listCalendars, readCalendars } from "#domain/sla/calendar-store";
import { listSlaPolicies } from "#domain/sla/policy-store";
import { listTicketTypes } from "#domain/tickets/types";
import { TICKET_TYPES } from "#protocol/constants";
import { type RoutingRule, type RoutingRules, type RuleChoices, routingRuleList } from "#protocol/http-rules";

const ONLY = 1;

/** None where nothing was ever set, and where a later release kept what this one does not know: then nothing is decided. */
export async function readRoutingRules(db: Database): Promise<RoutingRules> {
  const [row] = await db.select().from(routingRules);
  return rulesOfRow(row);
}

export function rulesOfRow(row: typeof routingRules.$inferSelect | undefined): RoutingRules {
  if (row === undefined) return { rules: [], version: 0 };
  return { rules: routingRuleList.safeParse(JSON.parse(row.rules)).data ?? [], version: row.version };
}

/** Whether a conversation that begins has a rule to ask. */
export async function hasConversationRules(db: Database): Promise<boolean> {
  const [row] = await db.select({ forConversations: routingRules.forConversations }).from(routingRules);
  return row?.forConversations === true;
}

/** @returns refuses `changed_meanwhile`, `rules_unsound` */
export async function changeRoutingRules(
  db: Database,
  { rules, version }: RoutingRules,
  { auditor, nowMs }: ChangeBy,
): Promise<Result<RoutingRules>> {
  if (flawsOf(rules, await readKnown(db)).length > 0) return refuse("rules_unsound");
  const isUnchanged = sql`(SELECT 1 WHERE coalesce((SELECT version FROM ${routingRules} WHERE id = ${ONLY}), 0) = ${version})`;
  const on = rules.filter(({ enabled }) => enabled);
  const forConversations = on.some(({ appliesTo }) => appliesTo === "conversation");
  const row = { id: ONLY, rules: JSON.stringify(rules), forConversations, version: version + 1 };
  const detail = { rules: rules.length, on: on.length };
  const subject = { type: "routing", id: "rules" } as const;
  const [changed] = await db.batch([
    db.select({ one: sql`1` }).from(isUnchanged),
    auditStatement(db, { actor: auditor, action: "routing.rulesChanged", subject, detail }, nowMs, isUnchanged),
    db
      .insert(routingRules)
      .select(rowIf(routingRules, row, isUnchanged))
      .onConflictDoUpdate({ target: routingRules.id, set: row }),
  ]);
  return changed.length > 0 ? ok({ rules, version: version + 1 }) : refuse("changed_meanwhile");
}

/** All that a rule may name at this moment. */
export async function readChoices(db: Database): Promise<RuleChoices> {
  const [teams, skills, labels, policies, calendars, people, types, inboxes] = await Promise.all([
    listTeams(db),
    listSkills(db),
    listLabels(db),
    listSlaPolicies(db),
    listCalendars(db),
    listAccounts(db),
    listTicketTypes(db),
    listInboxes(db),
  ]);
  return {
    skills: skills.map(({ id, names }) => ({ id, names })),
    ...{ teams: namesOf(teams), labels: namesOf(labels), policies: namesOf(policies), calendars: namesOf(calendars) },
    ...{ types: namesOf(types), inboxes: namesOf(inboxes) },
    people: namesOf(people.filter(({ suspendedAtMs }) => suspendedAtMs === undefined)),
  };
}

/** The ids of all of it. */
export async function readKnown(db: Database): Promise<Known> {
  const choices = await readChoices(db);
  const { teams, skills, labels, policies, calendars, people, types, inboxes } = choices;
  return {
    ...{ teams: idsOf(teams), skills: idsOf(skills), labels: idsOf(labels), policies: idsOf(policies) },
    ...{ calendars: idsOf(calendars), inboxes: idsOf(inboxes), people: idsOf(people) },
    types: new Set([...TICKET_TYPES, ...idsOf(types)]),
  };
}

/** The calendars that rules go by. */
export async function calendarsOf(db: Database, rules: readonly RoutingRule[]): Promise<Calendars> {
  const conditions = rules.flatMap((rule) => rule.conditions);
  const ids = new Set(conditions.flatMap((each) => (each.field === "time" ? [each.calendarId] : [])));
  return new Map((await readCalendars(db, [...ids])).map((calendar) => [calendar.id, calendar]));
}

function idsOf(items: readonly { readonly id: string }[]): ReadonlySet<string> {
  return new Set(items.map(({ id }) => id));
}

function namesOf(items: readonly { readonly id: string; readonly name: string }[]) {
  return items.map(({ id, name }) => ({ id, name }));
}
