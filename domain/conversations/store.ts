/** The index of conversations in D1: projected rows in, pages of lists out. */
import { and, eq, getTableColumns, inArray, lte, or, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import {
  conditionsOf,
  isActive,
  isIn,
  isOneOf,
  type ListOrder,
  latestFirst,
  longestWaitFirst,
  mostPressingFirst,
  nextDueFirst,
} from "#domain/conversations/list-filters";
import { seesPersonal } from "#domain/conversations/masked";
import { priorityOf, rankOf } from "#domain/conversations/priority";
import { conversations } from "#domain/conversations/schema";
import {
  type ConversationSummary,
  contactActivityAtMs,
  openDetails,
  type RowDetails,
  type RowReader,
  rowFor,
} from "#domain/conversations/summary";
import type { Database } from "#domain/database";
import { bitsOf, flagsOf } from "#domain/exceptions/rules";
import { ok, type Result, refuse } from "#domain/failures";
import type { AgentPrincipal } from "#domain/identity/principal";
import { teamsInSight } from "#domain/identity/scope";
import { labelStatements } from "#domain/labels/projection";
import { conversationLabels } from "#domain/labels/schema";
import { isUnopenable, type KeyRing, unwrapDataKey, type WrappedKey } from "#domain/privacy/key-ring";
import { dataKeys } from "#domain/privacy/schema";
import { type ConversationView, MAX_LIST_COUNT } from "#protocol/constants";
import type { ConversationPage } from "#protocol/http";
import type { ListCounts, ListFilters } from "#protocol/http-views";
import { type Conversation, conversationClosing, conversationSla } from "#protocol/vocabulary";

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
    flags: bitsOf(conversation.flags),
    slaDueAtMs: conversation.sla?.next?.dueAtMs ?? null,
    sla: conversation.sla === undefined ? null : JSON.stringify(conversation.sla),
    closing: conversation.closing === undefined ? null : JSON.stringify(conversation.closing),
    rating: conversation.closing?.rating ?? null,
    closingCategory: conversation.closing?.category ?? null,
    reopenings: conversation.closing?.reopenings ?? 0,
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
      /** Teams that the agent works in, whatever others they see. */
      readonly ownTeamIds: readonly string[];
      /** Of this customer alone. */
      readonly contactId?: string | undefined;
      readonly filters?: ListFilters | undefined;
      /** When it is asked for: what is overdue then. */
      readonly nowMs?: number | undefined;
    } & InSightOf);

type AgentList = Extract<ListOf, { reader: "agent" }>;

/** What a view of the inbox lists for this agent. @param narrowed to one customer, or to what the filters leave */
export function listOf(
  principal: AgentPrincipal,
  view: ConversationView,
  narrowed: { readonly contactId?: string; readonly filters?: ListFilters; readonly nowMs?: number } = {},
): AgentList {
  const { id: agentId, inboxIds, teamIds: ownTeamIds } = principal;
  const sight = { agentId, inboxIds, teamIds: teamsInSight(principal), seesPersonal: seesPersonal(principal) };
  return { reader: "agent", view, ownTeamIds, ...sight, ...narrowed };
}

/** Keyset cursor: the last row's place in the order, so that a page costs the same however far down it is. */
const cursorShape = z.tuple([z.int().min(0), z.uuid()]);
type Place = z.infer<typeof cursorShape>;

/** @returns a page, the latest first; refuses a cursor that is not one of ours */
export function listConversations(
  db: Database,
  keyRing: KeyRing,
  list: ListOf,
  page: PageWanted,
): Promise<Result<ConversationPage>> {
  const reader = list.reader === "contact" ? "contact" : list;
  return readPage(db, keyRing, reader, { conditions: filtersOf(list), order: orderOf(list) }, page);
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
  const filters = filtersOf({ reader: "agent", view: "all", ownTeamIds: [], ...sight });
  const order = latestFirst(conversations.lastActivityAtMs, isRare);
  return readPage(db, keyRing, sight, { conditions: [condition, ...filters], order }, page);
}

interface Listed {
  readonly conditions: readonly (SQL | undefined)[];
  readonly order: ListOrder;
}

function orderOf(list: ListOf): ListOrder {
  if (list.reader === "contact") return latestFirst(conversations.contactActivityAtMs);
  const sort = list.filters?.sort;
  if (sort === "priority") return mostPressingFirst;
  if (sort === "due") return nextDueFirst;
  return sort === "waiting" ? longestWaitFirst : latestFirst(conversations.lastActivityAtMs);
}

/** For whoever wants to know how SQLite goes about it. */
export function explainedList(db: Database, list: ListOf, page: PageWanted) {
  const after = page.cursor === undefined ? undefined : readCursor(page.cursor);
  return pageQuery(db, { conditions: filtersOf(list), order: orderOf(list) }, after, page.limit).toSQL();
}

async function readPage(
  db: Database,
  keyRing: KeyRing,
  reader: RowReader,
  listed: Listed,
  page: PageWanted,
): Promise<Result<ConversationPage>> {
  const after = page.cursor === undefined ? undefined : readCursor(page.cursor);
  if (page.cursor !== undefined && after === undefined) return refuse("malformed");
  const rows = await pageQuery(db, listed, after, page.limit);
  const shown = rows.slice(0, page.limit);
  const last = rows.length > page.limit ? shown.at(-1) : undefined;
  return ok({
    items: shown.map(({ row, key, labels }) => toRow(reader, { ...row, labels }, key, keyRing)),
    ...(last === undefined ? {} : { nextCursor: writeCursor([last.placeMs, last.row.id]) }),
  });
}

/** As a JSON array of their ids. */
const labelsOfRow = sql<string>`(SELECT json_group_array(${conversationLabels.labelId}) FROM ${conversationLabels}
  WHERE ${conversationLabels.conversationId} = ${conversations.id})`;
const storedLabels = z.array(z.string());

function pageQuery(db: Database, { conditions, order }: Listed, after: Place | undefined, limit: number) {
  const isKeyOf = and(eq(dataKeys.kind, "conversation"), eq(dataKeys.subjectId, conversations.id));
  return (
    db
      .select({
        row: conversations,
        key: { keyId: dataKeys.keyId, wrapped: dataKeys.wrapped },
        labels: labelsOfRow,
        placeMs: sql<number>`${order.column}`,
      })
      .from(conversations)
      // SQLite keeps the order of a CROSS JOIN: from the conversations to their keys, not the other way round.
      .crossJoin(dataKeys)
      .where(and(isKeyOf, ...conditions, after === undefined ? undefined : order.isAfter(after)))
      .orderBy(...order.by)
      .limit(limit + 1)
  );
}

function filtersOf(list: ListOf): (SQL | undefined)[] {
  if (list.reader === "contact") return [eq(conversations.contactId, list.contactId)];
  const inInboxes = isOneOf(conversations.inboxId, list.inboxIds);
  const inTeams = isOneOf(conversations.teamId, list.teamIds);
  const isMine = isIn(conversations.assigneeId, list.agentId, list.filters?.sort);
  const ofContact = list.contactId === undefined ? undefined : eq(conversations.contactId, list.contactId);
  const narrowed = [ofContact, inInboxes, ...conditionsOf(list.filters ?? {}, list.nowMs ?? 0)];
  switch (list.view) {
    case "mine":
      return [...narrowed, isMine, isActive];
    case "unassigned":
      return [...narrowed, inTeams, isActive, isUnassigned];
    case "team":
      return [...narrowed, inTeams, isOneOf(conversations.teamId, list.ownTeamIds), isActive];
    case "all":
      return [...narrowed, inTeams === undefined ? undefined : or(inTeams, isMine)];
  }
}

/** Those that nobody has are most of what was resolved: the index of what is active leads to them. */
const isUnassigned = sql`(+${conversations.assigneeId} IS NULL AND +${conversations.status} = 'open')`;

/** How many each list holds, up to {@link MAX_LIST_COUNT}. */
export async function countLists(db: Database, principal: AgentPrincipal): Promise<ListCounts> {
  const count = (view: ConversationView) => {
    const some = db
      .select({ one: sql`1`.as("one") })
      .from(conversations)
      .where(and(...filtersOf(listOf(principal, view))))
      .limit(MAX_LIST_COUNT)
      .as("some");
    return db.select({ count: sql<number>`count(*)` }).from(some);
  };
  const [mine, unassigned, team] = await db.batch([count("mine"), count("unassigned"), count("team")]);
  const of = ([row]: { count: number }[]) => row?.count ?? 0;
  return { mine: of(mine), unassigned: of(unassigned), team: of(team) };
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

type IndexRow = typeof conversations.$inferSelect & { readonly labels: string };

function toRow(reader: RowReader, row: IndexRow, key: WrappedKey, keyRing: KeyRing) {
  const labels = storedLabels.parse(JSON.parse(row.labels));
  const priority = priorityOf(row.priority);
  const flags = flagsOf(row.flags);
  const sla = row.sla === null ? undefined : conversationSla.parse(JSON.parse(row.sla));
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
    ...(flags.length === 0 ? {} : { flags }),
    ...(sla === undefined ? {} : { sla }),
    ...(row.closing === null ? {} : { closing: conversationClosing.parse(JSON.parse(row.closing)) }),
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

function writeCursor(place: Place): string {
  return btoa(JSON.stringify(place));
}

function readCursor(cursor: string): Place | undefined {
  try {
    return cursorShape.safeParse(JSON.parse(atob(cursor))).data;
  } catch {
    return undefined;
  }
}
