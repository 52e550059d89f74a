/** Rotations in D1: begun once, carried on by whoever has the next step, ended once. */
import { and, desc, eq, exists, isNull, not, sql } from "drizzle-orm";
import { z } from "zod";
import { type AuditAction, type AuditActor, type AuditEntry, SYSTEM_AUDITOR } from "#domain/audit/actions";
import { auditLog } from "#domain/audit/schema";
import { auditStatement } from "#domain/audit/store";
import type { Database } from "#domain/database";
import type { RotatedKeys, Rotation } from "#domain/privacy/rotation";
import { keyRotations } from "#domain/privacy/schema";
import { newId } from "#protocol/ids";

const counts = z.record(z.string(), z.number());

/** The latest of these keys, running or not. */
export async function latestRotation(db: Database, keys: RotatedKeys): Promise<Rotation | undefined> {
  const [row] = await db
    .select()
    .from(keyRotations)
    .where(eq(keyRotations.keys, keys))
    .orderBy(desc(keyRotations.startedAtMs), desc(keyRotations.id))
    .limit(1);
  return row === undefined ? undefined : toRotation(row);
}

export async function readRotation(db: Database, id: string): Promise<Rotation | undefined> {
  const [row] = await db.select().from(keyRotations).where(eq(keyRotations.id, id));
  return row === undefined ? undefined : toRotation(row);
}

/**
 * Begins a rotation, unless one of these keys is running.
 * @param by who is told of in the audit log; absent: it is no change of keys and not told there
 * @returns undefined if one was running
 */
export async function insertRotation(
  db: Database,
  of: { keys: RotatedKeys; keyId: string },
  by: AuditActor | undefined,
  nowMs: number,
): Promise<Rotation | undefined> {
  const rotation: Rotation = {
    id: newId(nowMs),
    ...of,
    stage: "waiting",
    cursor: "",
    step: 0,
    passes: 0,
    total: 0,
    done: 0,
    failed: 0,
    unopenable: {},
    startedAtMs: nowMs,
    nextStepAtMs: nowMs,
    endedAtMs: undefined,
    outcome: undefined,
  };
  const insert = db.insert(keyRotations).values(toRow(rotation)).onConflictDoNothing();
  if (by === undefined) await insert;
  else {
    const isThere = db.select({ one: sql`1` }).from(keyRotations).where(eq(keyRotations.id, rotation.id));
    await db.batch([insert, auditStatement(db, started(rotation, by), nowMs, isThere)]);
  }
  return (await readRotation(db, rotation.id)) === undefined ? undefined : rotation;
}

/**
 * Writes that a step was done, unless somebody else did it.
 * @param before as it was read when the step began
 * @returns whether it was this one
 */
export async function saveStep(db: Database, before: Rotation, after: Rotation): Promise<boolean> {
  const { id, ...changed } = toRow(after);
  const update = db
    .update(keyRotations)
    .set(changed)
    .where(and(eq(keyRotations.id, id), eq(keyRotations.step, before.step), isNull(keyRotations.endedAtMs)));
  if (after.endedAtMs === undefined) return (await update).meta.changes > 0;
  // Of two that end it at once the second changes nothing, and tells nothing.
  const hasEnded = and(
    eq(keyRotations.id, id),
    eq(keyRotations.step, after.step),
    eq(keyRotations.endedAtMs, after.endedAtMs),
  );
  const isTold = and(
    exists(toldOf(db, after, "key.rotationStarted")),
    not(exists(toldOf(db, after, "key.rotationFinished"))),
  );
  const isThis = db.select({ one: sql`1` }).from(keyRotations).where(and(hasEnded, isTold));
  const [{ meta }] = await db.batch([update, auditStatement(db, finished(after), after.endedAtMs, isThis)]);
  return meta.changes > 0;
}

function toldOf(db: Database, { keys, keyId, id }: Rotation, action: AuditAction) {
  return db
    .select({ one: sql`1` })
    .from(auditLog)
    .where(
      and(
        eq(auditLog.subjectType, "key"),
        eq(auditLog.subjectId, subjectId(keys, keyId)),
        eq(auditLog.action, action),
        eq(sql`${auditLog.detail} ->> 'rotationId'`, id),
      ),
    );
}

function subjectId(keys: RotatedKeys, keyId: string): string {
  return `${keys}:${keyId}`;
}

function started({ keys, keyId, id }: Rotation, actor: AuditActor): AuditEntry {
  return {
    actor,
    action: "key.rotationStarted",
    subject: { type: "key", id: subjectId(keys, keyId) },
    detail: { rotationId: id },
  };
}

function finished({ keys, keyId, id, outcome, done, unopenable }: Rotation): AuditEntry {
  const unopened = Object.values(unopenable).reduce((sum, count) => sum + count, 0);
  return {
    actor: SYSTEM_AUDITOR,
    action: "key.rotationFinished",
    subject: { type: "key", id: subjectId(keys, keyId) },
    detail: { rotationId: id, outcome: outcome ?? "finished", done, unopened },
  };
}

function toRow(rotation: Rotation): typeof keyRotations.$inferSelect {
  const { unopenable, endedAtMs, outcome, ...rest } = rotation;
  return {
    ...rest,
    unopenable: JSON.stringify(unopenable),
    endedAtMs: endedAtMs ?? null,
    outcome: outcome ?? null,
  };
}

function toRotation(row: typeof keyRotations.$inferSelect): Rotation {
  return {
    ...row,
    unopenable: counts.parse(JSON.parse(row.unopenable)),
    endedAtMs: row.endedAtMs ?? undefined,
    outcome: row.outcome ?? undefined,
  };
}
