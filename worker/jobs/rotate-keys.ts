/**
 * Rotates keys in the background, one queue job a few steps. Where it stands is in D1 (`domain/privacy/rotation.ts`), and a
 * step can be done twice: after a crash at any point the next minute sends for the step that was lost.
 */
import { z } from "zod";
import { type AuditActor, SYSTEM_AUDITOR } from "#domain/audit/actions";
import { contactEntryKeyIds, countStaleContacts } from "#domain/customers/rehash";
import { type Database, database } from "#domain/database";
import { countActors } from "#domain/delivery/registry";
import { ok, type Result, refuse } from "#domain/failures";
import type { KeyRing } from "#domain/privacy/key-ring";
import {
  advance,
  beginPass,
  end,
  needsRotation,
  ROTATED_KEYS,
  type RotatedKeys,
  type Rotation,
} from "#domain/privacy/rotation";
import { insertRotation, latestRotation, readRotation, saveStep } from "#domain/privacy/rotation-store";
import { countDataKeysNotOf, dataKeyIds } from "#domain/privacy/store";
import { tokenKeyIds } from "#domain/search/store";
import { type Environment, secretsOf } from "#worker/environment";
import { defineJob } from "#worker/jobs/job";
import { ROTATION_STEPS } from "#worker/jobs/rotation-steps";

const rotateKeysJob = z.object({ kind: z.literal("rotate-keys"), rotationId: z.string(), step: z.int() });
type RotateKeysJob = z.infer<typeof rotateKeysJob>;

/** A job takes step after step for so long, then leaves the rest to another. */
const MAX_JOB_MS = 3_000;

export function ringOf(env: Environment, keys: RotatedKeys): KeyRing {
  const { keyRing, blindIndexKeys } = secretsOf(env);
  return keys === "data" ? keyRing : blindIndexKeys;
}

/**
 * Has everything gone through now.
 * @param by absent: it changes no keys and is not told in the audit log
 */
export async function startRotation(
  env: Environment,
  keys: RotatedKeys,
  nowMs: number,
  by?: AuditActor,
): Promise<Result<Rotation>> {
  const { currentKeyId: keyId } = ringOf(env, keys);
  const rotation = await insertRotation(database(env.DB), { keys, keyId }, by, nowMs);
  if (rotation === undefined) return refuse("already_running");
  await sendStep(env, rotation);
  return ok(rotation);
}

/** Each minute: begins what a new key in front of the ring asks for, and picks up what a crash has dropped. */
export async function keepRotating(env: Environment, nowMs: number): Promise<void> {
  const db = database(env.DB);
  for (const keys of ROTATED_KEYS) {
    const latest = await latestRotation(db, keys);
    if (latest !== undefined && latest.endedAtMs === undefined) {
      if (latest.nextStepAtMs <= nowMs) await sendStep(env, latest);
      continue;
    }
    const keyIds = [...ringOf(env, keys).keys.keys()];
    if (!needsRotation(keys, latest, keyIds, await namedKeyIds(db, keys), nowMs)) continue;
    // The first one of a blind index with one key fills it: no key changes.
    await startRotation(env, keys, nowMs, keyIds.length > 1 ? SYSTEM_AUDITOR : undefined);
  }
}

/** Which keys anything in D1 names. */
export async function namedKeyIds(db: Database, keys: RotatedKeys): Promise<string[]> {
  if (keys === "data") return dataKeyIds(db);
  return [...(await contactEntryKeyIds(db)), ...(await tokenKeyIds(db))];
}

function sendStep(env: Environment, { id, step }: Rotation): Promise<unknown> {
  return env.JOBS.send({ kind: "rotate-keys", rotationId: id, step } satisfies RotateKeysJob);
}

/** @throws if a step could not be done; the queue tries it again, and after that the minute does */
async function runSteps(env: Environment, { rotationId, step }: RotateKeysJob): Promise<void> {
  const db = database(env.DB);
  const untilMs = Date.now() + MAX_JOB_MS;
  let rotation = await readRotation(db, rotationId);
  // Somebody else has done it.
  if (rotation === undefined || rotation.step !== step || rotation.endedAtMs !== undefined) return;
  do {
    const after = await next(env, db, rotation);
    const isOurs = await saveStep(db, rotation, after);
    if (!isOurs || after.endedAtMs !== undefined || after.stage === "waiting") return;
    rotation = after;
  } while (Date.now() < untilMs);
  await sendStep(env, rotation);
}

async function next(env: Environment, db: Database, rotation: Rotation): Promise<Rotation> {
  if (ringOf(env, rotation.keys).currentKeyId !== rotation.keyId) return end(rotation, "superseded", Date.now());
  if (rotation.stage === "waiting") return beginPass(rotation, await measure(db, rotation), Date.now());
  return advance(rotation, await ROTATION_STEPS[rotation.stage](env, rotation), Date.now());
}

async function measure(db: Database, { keys, keyId }: Rotation): Promise<number> {
  const conversations = await countActors(db, "conversation");
  if (keys === "blind-index") return (await countStaleContacts(db, keyId)) + conversations;
  return (await countDataKeysNotOf(db, keyId)) + conversations + (await countActors(db, "agent"));
}

export const rotateKeys = defineJob(rotateKeysJob, runSteps);
