/** Up to how much of a currency a refund is approved at once, as it rests in D1. */
import { and, eq, notExists, sql } from "drizzle-orm";
import { z } from "zod";
import { auditStatement } from "#domain/audit/store";
import type { Database } from "#domain/database";
import { ok, type Result, refuse } from "#domain/failures";
import { rowIf } from "#domain/insert-select";
import { minorOf, moneyOf } from "#domain/refunds/amount";
import { refundSettings } from "#domain/refunds/schema";
import type { TicketEdit } from "#domain/tickets/record";
import type { RefundSettings, RefundSettingsBody } from "#protocol/http-refunds";

const stored = z.array(z.object({ currency: z.string(), amountMinor: z.int() }));
const ONLY = 1;

export type RefundLimits = z.infer<typeof stored>;

async function readLimits(db: Database): Promise<{ version: number; limits: RefundLimits }> {
  const [row] = await db.select().from(refundSettings).where(eq(refundSettings.id, ONLY));
  return row === undefined ? { version: 0, limits: [] } : { version: row.version, limits: stored.parse(row.limits) };
}

/** @returns undefined where none was set: then everything waits for a decision */
export async function limitOf(db: Database, currency: string): Promise<number | undefined> {
  return (await readLimits(db)).limits.find((limit) => limit.currency === currency)?.amountMinor;
}

export async function readRefundSettings(db: Database): Promise<RefundSettings> {
  const { version, limits } = await readLimits(db);
  return toWire(version, limits);
}

function toWire(version: number, limits: RefundLimits): RefundSettings {
  return { version, limits: limits.map(({ amountMinor, currency }) => moneyOf(amountMinor, currency)) };
}

/** @returns refuses `changed_meanwhile`, `name_taken` for a currency that is named twice, and what amounts are refused for */
export async function changeRefundSettings(
  db: Database,
  { version, limits: wanted }: RefundSettingsBody,
  { auditor, nowMs }: TicketEdit,
): Promise<Result<RefundSettings>> {
  const limits: RefundLimits = [];
  for (const money of wanted) {
    const minor = minorOf(money);
    if (!minor.ok) return minor;
    if (limits.some(({ currency }) => currency === money.currency)) return refuse("name_taken");
    limits.push({ currency: money.currency, amountMinor: minor.value });
  }
  const next = version + 1;
  const any = db.select({ one: sql`1` }).from(refundSettings);
  const isStill =
    version === 0
      ? sql`(SELECT 1 WHERE ${notExists(any)})`
      : any.where(and(eq(refundSettings.id, ONLY), eq(refundSettings.version, version)));
  const subject = { type: "refund", id: "shop" } as const;
  const detail = { limits: limits.map(({ currency, amountMinor }) => `${currency} ${amountMinor}`) };
  const [changing] = await db.batch([
    db.select({ one: sql`1` }).from(sql`(${isStill}) AS changing`),
    auditStatement(db, { actor: auditor, action: "refund.limitsChanged", subject, detail }, nowMs, isStill),
    db
      .insert(refundSettings)
      .select(rowIf(refundSettings, { id: ONLY, version: next, limits }, isStill))
      .onConflictDoUpdate({
        target: refundSettings.id,
        set: { version: next, limits },
        setWhere: eq(refundSettings.version, version),
      }),
  ]);
  return changing.length > 0 ? ok(toWire(next, limits)) : refuse("changed_meanwhile");
}
