/** The index of conversations in D1: projected rows in, pages of lists out. */
import { and, desc, eq, getTableColumns, inArray, isNull, lt, lte, or, type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import { z } from "zod";
import { seesPersonal } from "#domain/conversations/masked";
import { priorityOf, rankOf } from "#domain/conversations/priority";
import { conversations } from "#domain/conversations/schema";
import { hasLabel, hasPriority } from "#domain/conversations/sought";
import {
  type ConversationSummary,
  contactActivityAtMs,
  openDetails,
  type RowDetails,
  type RowReader,
  rowFor,
} from "#domain/conversations/summary";
import type { Database } from "#domain/database";
import { ok, type Result, refuse } from "#domain/failures";
import type { AgentPrincipal } from "#domain/identity/principal";
import { teamsInSight } from "#domain/identity/scope";
import { labelStatements } from "#domain/labels/projection";
import { conversationLabels } from "#domain/labels/schema";
import { isUnopenable, type KeyRing, unwrapDataKey, type WrappedKey } from "#domain/privacy/key-ring";
import { dataKeys } from "#domain/privacy/schema";
import type { ConversationView, Priority } from "#protocol/constants";
import type { ConversationPage } from "#protocol/http";
import type { Conversation } from "#protocol/vocabulary";

/** Made once a database: building the statement takes longer than running it, and every busy conversation runs it. */
const projections = new WeakMap<Database, ReturnType<typeof prepareProjection>>();

function prepareProjection(db: Database) {
  // In the table's order, which is that of the insert.
  const columns = getTableColumns(conversations);
  const { id: _id, inboxId: _inbox, createdAtMs: _created, ...changing } = columns;
  const values = mapValues(columns, (column, name) => sql`${sql.placeholder(name)}`.as(column.name));
  const set = mapValues(changing, (column) => sql.raw(`excluded.${column.name}`));
  // No key, no row: of a conversation that was erased late news would bring back what it was about.
  const isThere = and(eq(dataKeys.kind, "conversation"), eq(dataKeys.subjectId, sql.placeholder("id")));
  return (
    db
      .insert(conversations)
      .select(db.select(values).from(dataKeys).where(isThere))
      // Not only smaller: reading changes the unread counts without a new seq.
      .onConflictDoUpdate({
        target: conversations.id,
        set,
        setWhere: lte(conversations.projectedSeq, sql.raw("excluded.projected_seq")),
      })
      .prepare()
  );
}

function mapValues<Key extends string, From, To>(
  record: Record<Key, From>,
  map: (value: From, key: string) => To,
): Record<Key, To> {
  const entries = Object.entries<From>(record).map(([key, value]) => [key, map(value, key)]);
  return Object.fromEntries(entries);
}

/** Writes the row unless a newer one is there: projections come at least once, and a late one must not win. */
export async function projectConversation(db: Database, summary: ConversationSummary): Promise<void> {
  const { conversation } = summary;
  const row: typeof conversations.$inferInsert = {
    id: conversation.id,
    inboxId: conversation.inboxId,
    contactId: conversation.contactId,
    createdAtMs: summary.createdAtMs,
    teamId: conversation.teamId,
    status: conversation.status,
    assigneeId: conversation.assigneeId ?? null,
    epoch: conversation.epoch,
    lastSeq: conversation.lastSeq,
    projectedSeq: conversation.lastSeq,
    sealedDetails: Buffer.from(summary.sealedDetails),
    lastActivityAtMs: summary.lastActivityAtMs,
    contactActivityAtMs: contactActivityAtMs(summary),
    waitingSinceMs: summary.waitingSinceMs ?? null,
    firstReplyAtMs: summary.firstReplyAtMs ?? null,
    unread: summary.unread,
    contactUnread: summary.contactUnread,
    priority: rankOf(conversation.priority),
  };
  let statement = projections.get(db);
  if (statement === undefined) {
    statement = prepareProjection(db);
    projections.set(db, statement);
  }
  await statement.run(row);
  // Most conversations never had a label; those that had come with a list, empty or not.
  const { id, lastSeq, labels } = conversation;
  if (labels !== undefined) await db.batch(labelStatements(db, id, lastSeq, labels));
}

/** Whose list, of what. */
export type ListOf =
  | { readonly reader: "contact"; readonly contactId: string }
  | ({
      readonly reader: "agent";
      readonly view: ConversationView;
      /** Of this customer alone. */
      readonly contactId?: string | undefined;
    } & Narrowing &
      InSightOf);

/** What an agent's list is narrowed down to, and how it is sorted. */
export interface Narrowing {
  /** By its id. */
  readonly label?: string | undefined;
  readonly priority?: Priority | undefined;
  /** `priority`: the most pressing first; else the latest. */
  readonly sort?: "latest" | "priority" | undefined;
}

/** What a view of the inbox lists for this agent. @param contactId of one customer alone */
export function listOf(
  principal: AgentPrincipal,
  view: ConversationView,
  { contactId, ...narrowing }: Narrowing & { readonly contactId?: string | undefined } = {},
): ListOf {
  const { id: agentId, inboxIds } = principal;
  const teamIds = teamsInSight(principal);
  return {
    reader: "agent",
    view,
    agentId,
    seesPersonal: seesPersonal(principal),
    contactId,
    teamIds,
    inboxIds,
    ...narrowing,
  };
}

/**
 * Keyset cursor: the last row's place in the order, so that a page costs the same however far down it is. The priority's
 * rank stands in it where the list is sorted by it.
 */
const cursorShape = z.tuple([z.int().min(0), z.uuid()]).or(z.tuple([z.int().min(0), z.uuid(), z.int().min(0)]));

/** @returns a page, the latest first; refuses a cursor that is not one of ours */
export function listConversations(
  db: Database,
  keyRing: KeyRing,
  list: ListOf,
  page: PageWanted,
): Promise<Result<ConversationPage>> {
  if (list.reader === "contact") return readPage(db, keyRing, "contact", filtersOf(list), page);
  const { label, priority, sort } = list;
  const narrowed = [
    ...filtersOf(list),
    label === undefined ? undefined : hasLabel(db, label),
    priority === undefined ? undefined : hasPriority(priority),
  ];
  return readPage(db, keyRing, list, narrowed, page, { isByPriority: sort === "priority" });
}

/** Which page of a list. */
export interface PageWanted {
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** Conversations that an agent may come across: those of a search as those of the list `all`. */
export interface InSightOf {
  readonly agentId: string;
  readonly seesPersonal: boolean;
  /** Absent: no limit. */
  readonly teamIds: readonly string[] | undefined;
  readonly inboxIds: readonly string[] | undefined;
}

export interface Sought {
  /** Holds for those that may have what is looked for. */
  readonly condition: SQL | undefined;
  /** Few are expected: they are sought out and then sorted, where many are met on the way down the list. */
  readonly isRare: boolean;
}

/** Those of the conversations in sight that are sought. */
export function findConversations(
  db: Database,
  keyRing: KeyRing,
  sight: InSightOf,
  { condition, isRare }: Sought,
  page: PageWanted,
): Promise<Result<ConversationPage>> {
  const filters = filtersOf({ reader: "agent", view: "all", ...sight });
  return readPage(db, keyRing, sight, [condition, ...filters], page, { isRare });
}

async function readPage(
  db: Database,
  keyRing: KeyRing,
  reader: RowReader,
  conditions: readonly (SQL | undefined)[],
  page: PageWanted,
  { isRare = false, isByPriority = false }: { isRare?: boolean; isByPriority?: boolean } = {},
): Promise<Result<ConversationPage>> {
  const after = page.cursor === undefined ? undefined : readCursor(page.cursor, isByPriority);
  if (page.cursor !== undefined && after === undefined) return refuse("malformed");
  const latest = reader === "contact" ? conversations.contactActivityAtMs : conversations.lastActivityAtMs;
  const isKeyOf = and(eq(dataKeys.kind, "conversation"), eq(dataKeys.subjectId, conversations.id));
  const rows = await db
    .select({
      row: conversations,
      key: { keyId: dataKeys.keyId, wrapped: dataKeys.wrapped },
      labels: labelsOfRow(db, reader),
    })
    .from(conversations)
    // SQLite keeps the order of a CROSS JOIN: from the conversations to their keys, not the other way round.
    .crossJoin(dataKeys)
    .where(and(isKeyOf, ...conditions, after === undefined ? undefined : isAfter(latest, after)))
    // A "+" keeps SQLite from walking the index of this order.
    .orderBy(
      ...(isByPriority ? [desc(conversations.priority)] : []),
      isRare ? sql`+${latest} DESC` : desc(latest),
      desc(conversations.id),
    )
    .limit(page.limit + 1);
  const shown = rows.slice(0, page.limit);
  const last = rows.length > page.limit ? shown.at(-1)?.row : undefined;
  const lastAtMs = reader === "contact" ? last?.contactActivityAtMs : last?.lastActivityAtMs;
  return ok({
    items: shown.map(({ row, key, labels }) => toRow(reader, { ...row, labels }, key, keyRing)),
    ...(last === undefined || lastAtMs === undefined
      ? {}
      : { nextCursor: writeCursor(isByPriority ? [lastAtMs, last.id, last.priority] : [lastAtMs, last.id]) }),
  });
}

/** As a JSON array; a customer's list has none. */
function labelsOfRow(db: Database, reader: RowReader) {
  if (reader === "contact") return sql<string>`'[]'`;
  const ofRow = eq(conversationLabels.conversationId, conversations.id);
  const ids = db
    .select({ ids: sql`json_group_array(${conversationLabels.labelId})` })
    .from(conversationLabels)
    .where(ofRow);
  return sql<string>`(${ids})`;
}

const storedLabels = z.array(z.string());

function filtersOf(list: ListOf): (SQL | undefined)[] {
  if (list.reader === "contact") return [eq(conversations.contactId, list.contactId)];
  const inInboxes = list.inboxIds === undefined ? undefined : inArray(conversations.inboxId, [...list.inboxIds]);
  const inTeams = list.teamIds === undefined ? undefined : inArray(conversations.teamId, [...list.teamIds]);
  const isMine = eq(conversations.assigneeId, list.agentId);
  const ofContact = list.contactId === undefined ? undefined : eq(conversations.contactId, list.contactId);
  switch (list.view) {
    case "mine":
      return [ofContact, inInboxes, isMine, inArray(conversations.status, ["open", "pending", "snoozed"])];
    case "unassigned":
      return [ofContact, inInboxes, inTeams, isNull(conversations.assigneeId), eq(conversations.status, "open")];
    case "all":
      return [ofContact, inInboxes, inTeams === undefined ? undefined : or(inTeams, isMine)];
  }
}

/** Whether there is a conversation of this customer that somebody with these inboxes may see. */
export async function hasConversationInScope(
  db: Database,
  contactId: string,
  inboxIds: readonly string[] | undefined,
): Promise<boolean> {
  const inInboxes = inboxIds === undefined ? undefined : inArray(conversations.inboxId, [...inboxIds]);
  const [row] = await db
    .select({ id: conversations.id })
    .from(conversations)
    .where(and(eq(conversations.contactId, contactId), inInboxes))
    .limit(1);
  return row !== undefined;
}

function isAfter(latest: SQLiteColumn, [atMs, id, rank]: z.infer<typeof cursorShape>): SQL | undefined {
  const isLater = or(lt(latest, atMs), and(eq(latest, atMs), lt(conversations.id, id)));
  if (rank === undefined) return isLater;
  return or(lt(conversations.priority, rank), and(eq(conversations.priority, rank), isLater));
}

type IndexRow = typeof conversations.$inferSelect & { readonly labels: string };

function toRow(reader: RowReader, row: IndexRow, key: WrappedKey, keyRing: KeyRing) {
  const labels = storedLabels.parse(JSON.parse(row.labels));
  const priority = priorityOf(row.priority);
  const conversation = {
    id: row.id,
    inboxId: row.inboxId,
    teamId: row.teamId,
    contactId: row.contactId,
    status: row.status,
    ...(row.assigneeId === null ? {} : { assigneeId: row.assigneeId }),
    epoch: row.epoch,
    lastSeq: row.lastSeq,
    ...(labels.length === 0 ? {} : { labels }),
    ...(priority === undefined ? {} : { priority }),
  };
  const facts = {
    conversation,
    createdAtMs: row.createdAtMs,
    lastActivityAtMs: row.lastActivityAtMs,
    contactActivityAtMs: row.contactActivityAtMs,
    waitingSinceMs: row.waitingSinceMs ?? undefined,
    unread: row.unread,
    contactUnread: row.contactUnread,
  };
  return rowFor(reader, facts, detailsOf(conversation, row.sealedDetails, key, keyRing));
}

/** One whose key is missing is listed without name and preview, rather than the list not at all. */
function detailsOf(conversation: Conversation, sealed: Uint8Array, key: WrappedKey, keyRing: KeyRing): RowDetails {
  try {
    const dataKey = unwrapDataKey(keyRing, { kind: "conversation", id: conversation.id }, key);
    return openDetails(dataKey, conversation, sealed);
  } catch (error) {
    if (isUnopenable(error)) return {};
    throw error;
  }
}

function writeCursor(place: z.infer<typeof cursorShape>): string {
  return btoa(JSON.stringify(place));
}

/** @returns undefined for one that is none of ours, or of a list in another order */
function readCursor(cursor: string, isByPriority: boolean): z.infer<typeof cursorShape> | undefined {
  try {
    const place = cursorShape.safeParse(JSON.parse(atob(cursor))).data;
    return (place?.length === 3) === isByPriority ? place : undefined;
  } catch {
    return undefined;
  }
}
