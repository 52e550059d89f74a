/** How the shop closes conversations, as it rests in D1. */
import { and, eq, notExists, sql } from "drizzle-orm";
import { z } from "zod";
import type { AuditActor } from "#domain/audit/actions";
import { auditStatement } from "#domain/audit/store";
import { type ClosingRules, FIRST_RULES, keptCategories } from "#domain/closing/categories";
import { closingSettings } from "#domain/closing/schema";
import type { Database } from "#domain/database";
import { ok, type Result, refuse } from "#domain/failures";
import { rowIf } from "#domain/insert-select";
import { type ClosingSettings, type ClosingSettingsBody, closingCategory } from "#protocol/http-closing";

const stored = z.object({
  categories: z.array(closingCategory),
  categoryRequired: z.boolean(),
  silenceHours: z.int(),
});
const ONLY = 1;

export async function readClosingRules(db: Database): Promise<ClosingRules & { readonly version: number }> {
  const [row] = await db.select().from(closingSettings).where(eq(closingSettings.id, ONLY));
  return row === undefined ? { ...FIRST_RULES, version: 0 } : { ...stored.parse(row.rules), version: row.version };
}

/** @returns refuses `changed_meanwhile`, and what {@link keptCategories} refuses */
export async function changeClosingRules(
  db: Database,
  { version, categories: wanted, categoryRequired, silenceHours }: ClosingSettingsBody,
  { auditor, nowMs }: { readonly auditor: AuditActor; readonly nowMs: number },
): Promise<Result<ClosingSettings>> {
  const before = await readClosingRules(db);
  if (before.version !== version) return refuse("changed_meanwhile");
  const categories = keptCategories(before.categories, wanted);
  if (!categories.ok) return categories;
  const rules = { categories: [...categories.value], categoryRequired, silenceHours };
  const next = version + 1;
  const ours = db.select({ one: sql`1` }).from(closingSettings);
  const isStill =
    version === 0
      ? sql`(SELECT 1 WHERE ${notExists(ours)})`
      : ours.where(and(eq(closingSettings.id, ONLY), eq(closingSettings.version, version)));
  const subject = { type: "closing", id: "shop" } as const;
  const detail = { categories: categories.value.length, categoryRequired, silenceHours };
  const [changing] = await db.batch([
    db.select({ one: sql`1` }).from(sql`(${isStill}) AS changing`),
    auditStatement(db, { actor: auditor, action: "closing.changed", subject, detail }, nowMs, isStill),
    db
      .insert(closingSettings)
      .select(rowIf(closingSettings, { id: ONLY, version: next, rules }, isStill))
      .onConflictDoUpdate({
        target: closingSettings.id,
        set: { version: next, rules },
        setWhere: eq(closingSettings.version, version),
      }),
  ]);
  return changing.length > 0 ? ok({ ...rules, version: next }) : refuse("changed_meanwhile");
}
