/** Blocks in D1: who may not write, until when, by whom. Each has its audit row and its effect in its own batch. */
import { and, desc, eq, exists, gt, inArray, isNotNull, isNull, lt, lte, notExists, or, sql } from "drizzle-orm";
import type { AuditActor, AuditEntry } from "#domain/audit/actions";
import { auditStatement } from "#domain/audit/store";
import { type Block, openBlock, sealReason } from "#domain/customers/block-record";
import { blocks } from "#domain/customers/schema";
import { isSomebody } from "#domain/customers/store";
import type { Database } from "#domain/database";
import { type D1Effect, insertD1EffectIf } from "#domain/delivery/d1-outbox";
import { isUnopenable, type KeyRing, type WrappedKey } from "#domain/privacy/key-ring";
import type { NetworkTag } from "#domain/privacy/network-tags";
import { dataKeys } from "#domain/privacy/schema";
import { insertDataKeyIf } from "#domain/privacy/store";
import { newId } from "#protocol/ids";

/** Whom a block is for. */
export type BlockTarget =
  | { readonly kind: "contact"; readonly contactId: string; readonly inboxId: string }
  | {
      readonly kind: "network";
      /** Its tags, by every key; the first is written. */
      readonly network: readonly [NetworkTag, ...NetworkTag[]];
      /** Whose network it is, if it was found by them. */
      readonly contactId?: string | undefined;
      readonly inboxId?: string | undefined;
    };

export interface NewBlock {
  readonly target: BlockTarget;
  readonly reason: string | undefined;
  /** Unix milliseconds; absent: until somebody lifts it. */
  readonly expiresAtMs: number | undefined;
}

/** Neither lifted nor expired. */
export function isStanding(nowMs: number) {
  return and(isNull(blocks.liftedAtMs), or(isNull(blocks.expiresAtMs), gt(blocks.expiresAtMs, nowMs)));
}

/** What the request path has to know: ids, tags and times, nothing opened. */
export interface StandingBlock {
  readonly kind: "contact" | "network";
  /** The blocked contact's id or the blocked network's tag. */
  readonly of: string;
  readonly expiresAtMs: number | null;
}

export async function listStandingBlocks(db: Database, nowMs: number): Promise<StandingBlock[]> {
  return db
    .select({
      kind: blocks.kind,
      of: sql<string>`CASE ${blocks.kind} WHEN 'contact' THEN ${blocks.contactId} ELSE ${blocks.tag} END`,
      expiresAtMs: blocks.expiresAtMs,
    })
    .from(blocks)
    .where(isStanding(nowMs));
}

/**
 * Blocks, unless the same target is blocked already, or the contact that it names joined another or is being erased.
 * @returns the id it gave, or undefined if there was nothing to do
 */
export async function createBlock(
  db: Database,
  keyRing: KeyRing,
  { target, reason, expiresAtMs }: NewBlock,
  by: AuditActor,
  nowMs: number,
): Promise<string | undefined> {
  const id = newId(nowMs);
  const sealed = reason === undefined ? undefined : sealReason(keyRing, id, reason);
  const [network] = target.kind === "network" ? target.network : [];
  const isSame =
    target.kind === "contact"
      ? and(eq(blocks.kind, "contact"), eq(blocks.contactId, target.contactId))
      : and(
          eq(blocks.kind, "network"),
          inArray(
            blocks.tag,
            target.network.map(({ tag }) => tag),
          ),
        );
  const same = db
    .select({ one: sql`1` })
    .from(blocks)
    .where(and(isSame, isStanding(nowMs)));
  const row = db
    .select({
      id: sql`${id}`.as("id"),
      kind: sql`${target.kind}`.as("kind"),
      contactId: sql`${target.contactId ?? null}`.as("contact_id"),
      inboxId: sql`${target.inboxId ?? null}`.as("inbox_id"),
      family: sql`${network?.family ?? null}`.as("family"),
      prefix: sql`${network?.prefix ?? null}`.as("prefix"),
      tag: sql`${network?.tag ?? null}`.as("tag"),
      sealedReason: sql`${sealed === undefined ? null : Buffer.from(sealed.value)}`.as("sealed_reason"),
      expiresAtMs: sql`${expiresAtMs ?? null}`.as("expires_at_ms"),
      createdBy: sql`${by.id}`.as("created_by"),
      createdAtMs: sql`${nowMs}`.as("created_at_ms"),
      liftedBy: sql`NULL`.as("lifted_by"),
      liftedAtMs: sql`NULL`.as("lifted_at_ms"),
    })
    .from(sql`(SELECT 1)`)
    .where(and(notExists(same), target.contactId === undefined ? undefined : exists(isSomebody(db, target.contactId))));
  const isMade = db.select({ one: sql`1` }).from(blocks).where(eq(blocks.id, id));
  const keys = sealed === undefined ? [] : [insertDataKeyIf(db, isMade, { kind: "block", id }, sealed.key, nowMs)];
  const [, , , made] = await db.batch([
    db.insert(blocks).select(row),
    auditStatement(db, auditOf(id, { target, expiresAtMs }, by), nowMs, isMade),
    insertD1EffectIf(db, isMade, effectOf(target), nowMs),
    isMade,
    ...keys,
  ]);
  return made.length > 0 ? id : undefined;
}

function auditOf(id: string, { target, expiresAtMs }: Omit<NewBlock, "reason">, actor: AuditActor): AuditEntry {
  const network = target.kind === "network" ? target.network[0] : undefined;
  return {
    actor,
    action: "block.created",
    subject: { type: "block", id },
    detail: {
      kind: target.kind,
      ...(target.contactId === undefined ? {} : { contactId: target.contactId }),
      ...(network === undefined ? {} : { family: network.family, prefix: network.prefix }),
      ...(expiresAtMs === undefined ? {} : { expiresAtMs }),
    },
  };
}

function effectOf(target: BlockTarget): D1Effect {
  return target.kind === "contact"
    ? { kind: "contact.blocked", payload: { contactId: target.contactId } }
    : { kind: "network.blocked", payload: { tags: target.network.map(({ tag }) => tag) } };
}

/** Of which inboxes the reader may see blocks; those of networks are everybody's. Absent: all. */
export type InboxScope = readonly string[] | undefined;

function inScope(inboxIds: InboxScope) {
  return inboxIds === undefined ? undefined : or(isNull(blocks.inboxId), inArray(blocks.inboxId, [...inboxIds]));
}

/** Lifts a block that stands. @returns whether there was one */
export async function liftBlock(
  db: Database,
  id: string,
  inboxIds: InboxScope,
  by: AuditActor,
  nowMs: number,
): Promise<boolean> {
  const isIt = and(eq(blocks.id, id), isStanding(nowMs), inScope(inboxIds));
  const standing = db.select({ one: sql`1` }).from(blocks).where(isIt);
  const entry = { actor: by, action: "block.lifted", subject: { type: "block", id } } as const;
  const [, lifted] = await db.batch([
    // While it still stands: afterwards nothing would tell this lifting from an earlier one.
    auditStatement(db, entry, nowMs, standing),
    db.update(blocks).set({ liftedBy: by.id, liftedAtMs: nowMs }).where(isIt).returning({ id: blocks.id }),
  ]);
  return lifted.length > 0;
}

export interface BlockList {
  readonly state: "standing" | "over";
  readonly inboxIds: InboxScope;
  /** Only those that name this contact. */
  readonly contactId?: string | undefined;
  /** Only these. */
  readonly ids?: readonly string[] | undefined;
}

/** @returns one page, the newest first; `cursor` is the id of the last one before it */
export async function listBlocks(
  db: Database,
  keyRing: KeyRing,
  list: BlockList,
  page: { cursor?: string | undefined; limit: number },
  nowMs: number,
): Promise<{ items: Block[]; nextCursor: string | undefined }> {
  const isOver = or(isNotNull(blocks.liftedAtMs), lte(blocks.expiresAtMs, nowMs));
  const rows = await db
    .select({ block: blocks, key: { keyId: dataKeys.keyId, wrapped: dataKeys.wrapped } })
    .from(blocks)
    .leftJoin(dataKeys, and(eq(dataKeys.kind, "block"), eq(dataKeys.subjectId, blocks.id)))
    .where(
      and(
        list.state === "standing" ? isStanding(nowMs) : isOver,
        inScope(list.inboxIds),
        list.contactId === undefined ? undefined : eq(blocks.contactId, list.contactId),
        list.ids === undefined ? undefined : inArray(blocks.id, [...list.ids]),
        page.cursor === undefined ? undefined : lt(blocks.id, page.cursor),
      ),
    )
    .orderBy(desc(blocks.id))
    .limit(page.limit + 1);
  const shown = rows.slice(0, page.limit);
  return {
    items: shown.map(({ block, key }) => openForList(keyRing, block, key ?? undefined)),
    nextCursor: rows.length > page.limit ? shown.at(-1)?.block.id : undefined,
  };
}

/** One whose key is missing is listed without its reason, and can be lifted, rather than the list not at all. */
function openForList(keyRing: KeyRing, row: typeof blocks.$inferSelect, key: WrappedKey | undefined): Block {
  try {
    return openBlock(keyRing, row, key);
  } catch (error) {
    if (isUnopenable(error)) return openBlock(keyRing, row, undefined);
    throw error;
  }
}
