/**
 * The demo's rows as SQL: `createSeed({ keyRing, nowMs })` → `{ sql, inboxId, logins }`. Run `sql` in one go against the
 * migrated D1 (`wrangler d1 execute --file`); write `logins` where the person who started it finds them, since passwords
 * rest hashed. Running it again, with the SQL of another `createSeed`, gives the same people the new passwords and changes
 * nothing else, so a start that was cut short between the two steps is simply repeated.
 */
import { createHash } from "node:crypto";
import { hashPassword } from "better-auth/crypto";
import { eq, notExists, type SQL, sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/sqlite-proxy";
import { cannedResponses } from "#domain/canned/schema";
import { contacts } from "#domain/customers/schema";
import { actorRegistry, d1Outbox } from "#domain/delivery/schema";
import { account, user } from "#domain/identity/schema";
import { conversationImports } from "#domain/imports/schema";
import { rowIf } from "#domain/insert-select";
import { labelNameKey } from "#domain/labels/rules";
import { labels } from "#domain/labels/schema";
import { orders } from "#domain/orders/schema";
import { firstIdentitySecret } from "#domain/organisation/identity-secret";
import { businessProfile, inboxes, settings, teams } from "#domain/organisation/schema";
import { SEEDED_AT_SETTING } from "#domain/organisation/store";
import type { BlindIndexKeys } from "#domain/privacy/blind-index";
import type { KeyRing } from "#domain/privacy/key-ring";
import { dataKeys } from "#domain/privacy/schema";
import { refunds } from "#domain/refunds/schema";
import { businessCalendars, slaPolicies } from "#domain/sla/schema";
import { ticketEntries, ticketFollowers, ticketNumbers, tickets } from "#domain/tickets/schema";
import type { Role } from "#protocol/constants";
import { ID_RANDOM_BYTES, uuidV7 } from "#protocol/ids";
import { DEMO_CANNED } from "./demo-canned.ts";
import {
  DEMO_BUSINESS,
  DEMO_INBOX,
  DEMO_LABELS,
  DEMO_PEOPLE,
  DEMO_TEAMS,
  type DemoLabel,
  type DemoPerson,
} from "./demo-shop.ts";
import { DEMO_CALENDAR, DEMO_POLICIES } from "./demo-sla.ts";
import { makeHistory } from "./history/history.ts";
import { seededRandom } from "./history/random.ts";
import { rowsOf } from "./history/rows.ts";
import { statementText } from "./sql.ts";
import { demoTickets } from "./tickets/demo-tickets.ts";
import type { DemoRefunds } from "./tickets/refunds.ts";
import type { DemoTickets } from "./tickets/rows.ts";
import type { Hand } from "./tickets/script.ts";

export interface Login {
  readonly role: Role;
  readonly email: string;
  readonly password: string;
}

export interface Seed {
  /** One statement a line. */
  readonly sql: string;
  readonly inboxId: string;
  /** In the order of the demo's people: three agents, then one login of each other role. */
  readonly logins: readonly Login[];
}

/** With which past the shop begins. */
export interface SeedPast {
  readonly blindIndexKeys: BlindIndexKeys;
  /** Midnight of the day it is, where the shop is. */
  readonly todayMs: number;
}

export interface SeedOptions {
  /** The instance's own, from its `KEY_RING` secret (`parseKeyRing`). */
  readonly keyRing: KeyRing;
  readonly nowMs: number;
  /** Other origins whose pages may embed the demo's widget; the instance's own always may. */
  readonly allowedOrigins?: readonly string[];
  /** Two weeks of orders and conversations; absent: the shop opens today. */
  readonly past?: SeedPast | undefined;
}

/** 18 bytes: 144 bits, 24 characters without padding. */
const PASSWORD_BYTES = 18;

const DEMO_EPOCH_MS = Date.UTC(2026, 0, 1);

/** Only builds statements: its connection is never used. */
const builder = drizzle(async () => {
  throw new Error("the seed runs no statement itself");
});

export async function createSeed(options: SeedOptions): Promise<Seed> {
  const people = await Promise.all(DEMO_PEOPLE.map((person) => createPerson(person, options.nowMs)));
  const statements = [
    ...DEMO_TEAMS.map((team) =>
      builder
        .insert(teams)
        .values({ ...team, createdAtMs: options.nowMs })
        .onConflictDoNothing(),
    ),
    ...inboxStatements(options),
    ...DEMO_LABELS.map((label, index) => labelRow(label, index + 1, options.nowMs)),
    ...people.flatMap((person) => person.statements),
    ...DEMO_TEAMS.map((team) => registryRow("queue", team.id, options.nowMs)),
    ...(options.past === undefined ? [] : pastStatements(options, options.past)),
    // The last row: with it the instance counts as seeded.
    builder
      .insert(settings)
      .values({ key: SEEDED_AT_SETTING, value: String(options.nowMs) })
      .onConflictDoNothing(),
  ];
  return {
    sql: statements.map(statementText).join("\n"),
    inboxId: DEMO_INBOX.id,
    logins: people.map((person) => person.login),
  };
}

/** Of the chance that the past is made of: another number, another past. */
const PAST_SEED = 2_026;

function pastStatements({ keyRing, nowMs }: SeedOptions, { blindIndexKeys, todayMs }: SeedPast) {
  const history = makeHistory({ random: seededRandom(PAST_SEED), nowMs, todayMs, ...demoCast() });
  const rows = rowsOf(history, { keyRing, blindIndexKeys }, DEMO_INBOX.id);
  // Made anew it is another one: a shop that has a past keeps it.
  const seeded = builder.select().from(settings).where(eq(settings.key, SEEDED_AT_SETTING));
  const isFirst = sql`(SELECT 1 WHERE ${notExists(seeded)})`;
  return [
    ...rows.contacts.map((row) => builder.insert(contacts).select(rowIf(contacts, row, isFirst))),
    ...rows.dataKeys.map((row) => builder.insert(dataKeys).select(rowIf(dataKeys, row, isFirst))),
    ...rows.orders.map((row) => builder.insert(orders).select(rowIf(orders, row, isFirst))),
    ...rows.registry.map((row) => builder.insert(actorRegistry).select(rowIf(actorRegistry, row, isFirst))),
    ...DEMO_CANNED.map((canned) =>
      builder.insert(cannedResponses).values(cannedRow(canned, nowMs)).onConflictDoNothing(),
    ),
    builder.insert(businessCalendars).values(calendarRow(nowMs)).onConflictDoNothing(),
    ...DEMO_POLICIES.map((policy, index) =>
      builder
        .insert(slaPolicies)
        .values(policyRow(policy, index, nowMs))
        .onConflictDoNothing(),
    ),
    builder
      .insert(businessProfile)
      .values({ one: 1, ...DEMO_BUSINESS, version: 1 })
      .onConflictDoNothing(),
    ...rows.imports.map((row) => builder.insert(conversationImports).select(rowIf(conversationImports, row, isFirst))),
    ...ticketStatements(demoTickets(history, { keyRing, nowMs, handId }), isFirst),
  ];
}

/** The demo's people by first name. */
function handId(hand: Hand): string {
  const person = DEMO_PEOPLE.find(({ name }) => name.toLowerCase().startsWith(hand));
  if (person === undefined) throw new Error(`the demo has no ${hand}`);
  return demoId(person.email);
}

function ticketStatements(rows: DemoTickets & DemoRefunds, isFirst: SQL) {
  const number = { id: 1, last: rows.lastNumber };
  return [
    builder.insert(ticketNumbers).select(rowIf(ticketNumbers, number, isFirst)),
    ...rows.dataKeys.map((row) => builder.insert(dataKeys).select(rowIf(dataKeys, row, isFirst))),
    ...rows.tickets.map((row) => builder.insert(tickets).select(rowIf(tickets, row, isFirst))),
    ...rows.entries.map((row) => builder.insert(ticketEntries).select(rowIf(ticketEntries, row, isFirst))),
    ...rows.refunds.map((row) => builder.insert(refunds).select(rowIf(refunds, row, isFirst))),
    ...rows.followers.map((row) => builder.insert(ticketFollowers).select(rowIf(ticketFollowers, row, isFirst))),
    ...rows.effects.map((row) => builder.insert(d1Outbox).select(rowIf(d1Outbox, row, isFirst))),
  ];
}

function cannedRow({ code, texts }: (typeof DEMO_CANNED)[number], nowMs: number) {
  const id = demoId(`canned/${code}`);
  return { id, ownerId: null, code, texts: JSON.stringify(texts), version: 1, createdAtMs: nowMs, updatedAtMs: nowMs };
}

function calendarRow(nowMs: number) {
  const { intervals, specialDays, closings, ...calendar } = DEMO_CALENDAR;
  const json = {
    intervals: JSON.stringify(intervals),
    specialDays: JSON.stringify(specialDays),
    closings: JSON.stringify(closings),
  };
  return { ...calendar, ...json, version: 1, createdAtMs: nowMs, updatedAtMs: nowMs };
}

function policyRow(
  { channels, priorities, tiers, ticketTypes, escalation, ...policy }: (typeof DEMO_POLICIES)[number],
  index: number,
  nowMs: number,
) {
  const json = {
    channels: JSON.stringify(channels),
    priorities: JSON.stringify(priorities),
    tiers: JSON.stringify(tiers),
    ticketTypes: JSON.stringify(ticketTypes),
    escalation: JSON.stringify(escalation),
  };
  return { ...policy, ...json, position: index + 1, version: 1, createdAtMs: nowMs, updatedAtMs: nowMs };
}

/** Who of the demo's people is in its past: those who answer, by their team, and their lead. */
function demoCast() {
  const people = DEMO_PEOPLE.map((person) => ({ ...person, id: demoId(person.email) }));
  const agentsOf = (teamId: string) =>
    people.filter(({ role, teamIds }) => role === "agent" && teamIds.includes(teamId));
  const lead = people.find(({ role }) => role === "supervisor");
  if (lead === undefined) throw new Error("the demo has no supervisor");
  const [support, afterSales] = [agentsOf("support"), agentsOf("after-sales")];
  return { inboxId: DEMO_INBOX.id, support: [...support, lead], afterSales, lead };
}

function inboxStatements({ keyRing, nowMs, allowedOrigins }: SeedOptions) {
  const { key, sealed } = firstIdentitySecret(keyRing, DEMO_INBOX.id, randomBytes);
  return [
    builder
      .insert(inboxes)
      .values({
        ...DEMO_INBOX,
        allowedOrigins: [...(allowedOrigins ?? [])],
        sealedIdentitySecret: Buffer.from(sealed),
        createdAtMs: nowMs,
      })
      .onConflictDoNothing(),
    builder
      .insert(dataKeys)
      .values({
        kind: "inbox",
        subjectId: DEMO_INBOX.id,
        keyId: key.keyId,
        wrapped: Buffer.from(key.wrapped),
        createdAtMs: nowMs,
      })
      .onConflictDoNothing(),
  ];
}

/** One that somebody deleted or renamed meanwhile is left to them: a seed that runs again finds its place taken. */
function labelRow(label: DemoLabel, position: number, nowMs: number) {
  const times = { createdAtMs: nowMs, updatedAtMs: nowMs };
  return builder
    .insert(labels)
    .values({ ...label, nameKey: labelNameKey(label.name), position, version: 1, ...times })
    .onConflictDoNothing();
}

async function createPerson(person: DemoPerson, nowMs: number) {
  const id = demoId(person.email);
  const password = toBase64Url(randomBytes(PASSWORD_BYTES));
  const times = { createdAt: new Date(nowMs), updatedAt: new Date(nowMs) };
  const row = { id, name: person.name, email: person.email, role: person.role, emailVerified: true };
  const hash = await hashPassword(password);
  const credential = { accountId: id, providerId: "credential" };
  return {
    login: { role: person.role, email: person.email, password },
    statements: [
      builder
        .insert(user)
        .values({ ...row, teamIds: JSON.stringify(person.teamIds), ...times })
        .onConflictDoNothing(),
      builder
        .insert(account)
        .values({ id: demoId(`${person.email}/password`), userId: id, password: hash, ...credential, ...times })
        .onConflictDoUpdate({ target: account.id, set: { password: hash } }),
      registryRow("agent", id, nowMs),
    ],
  };
}

function registryRow(kind: "agent" | "queue", name: string, nowMs: number) {
  return builder.insert(actorRegistry).values({ kind, name, createdAtMs: nowMs }).onConflictDoNothing();
}

/** The same for the same person in every instance, so that a seed can be run again. */
function demoId(of: string): string {
  return uuidV7(DEMO_EPOCH_MS, createHash("sha256").update(of).digest().subarray(0, ID_RANDOM_BYTES));
}

function randomBytes(count: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(count));
}

function toBase64Url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64url");
}
