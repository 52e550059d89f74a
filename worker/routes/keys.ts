/** Routes: the key rings and their rotation. */
import { countContactEntries } from "#domain/customers/rehash";
import { type Database, database } from "#domain/database";
import { ok } from "#domain/failures";
import { countRecoveryCodes } from "#domain/identity/second-factors";
import { keyUses } from "#domain/privacy/ring-status";
import { ROTATED_KEYS, type RotatedKeys, type Rotation } from "#domain/privacy/rotation";
import { latestRotation } from "#domain/privacy/rotation-store";
import { countDataKeys } from "#domain/privacy/store";
import { operations } from "#protocol/http";
import type { KeyRingStatus, KeyRotation } from "#protocol/http-keys";
import { auditorOf } from "#worker/auditor";
import { defineRoute } from "#worker/define-route";
import type { Environment } from "#worker/environment";
import { namedKeyIds, ringOf, startRotation } from "#worker/jobs/rotate-keys";

export const keysRoutes = [
  defineRoute(operations.listKeys, { permission: "key.manage" }, async ({ env }) =>
    ok({ items: await Promise.all(ROTATED_KEYS.map((keys) => statusOf(env, keys))) }),
  ),
  defineRoute(operations.startKeyRotation, { permission: "key.manage" }, async (call) => {
    const { c, env, principal, body, nowMs } = call;
    const started = await startRotation(env, body.ring, nowMs, auditorOf(env, c.req.raw, principal));
    return started.ok ? ok(await statusOf(env, body.ring)) : started;
  }),
];

async function statusOf(env: Environment, keys: RotatedKeys): Promise<KeyRingStatus> {
  const db = database(env.DB);
  const [rows, named, latest] = await Promise.all([
    keys === "data" ? countDataKeys(db) : countBlindEntries(db),
    namedKeyIds(db, keys),
    latestRotation(db, keys),
  ]);
  return {
    ring: keys,
    keys: keyUses([...ringOf(env, keys).keys.keys()], rows, named, latest),
    ...(latest === undefined ? {} : { rotation: toWire(latest) }),
  };
}

async function countBlindEntries(db: Database): Promise<Record<string, number>> {
  const [contacts, codes] = await Promise.all([countContactEntries(db), countRecoveryCodes(db)]);
  const sums = Object.keys({ ...contacts, ...codes }).map(
    (id) => [id, (contacts[id] ?? 0) + (codes[id] ?? 0)] as const,
  );
  return Object.fromEntries(sums);
}

function toWire({ keyId, stage, startedAtMs, endedAtMs, total, done, failed }: Rotation): KeyRotation {
  return {
    keyId,
    stage,
    startedAt: new Date(startedAtMs).toISOString(),
    total,
    // Some come while it goes on, and some it meets twice after a crash.
    done: Math.min(done, total),
    failed,
    ...(endedAtMs === undefined ? {} : { endedAt: new Date(endedAtMs).toISOString() }),
  };
}
