/**
 * Holds the database against the ledger of erasures. Once a minute, by itself, so that it cannot be forgotten: the database
 * notes up to where it has done what the ledger says; one that was restored from a backup notes an earlier place, or does
 * not know a request at all, and does again what is behind it. An administrator may have all of it done once more, for a
 * backup in which database and actors are of different moments.
 */
import { z } from "zod";
import { database } from "#domain/database";
import { readSetting, writeSetting } from "#domain/organisation/store";
import { adoptErasure, statusesOf } from "#domain/rights/requests";
import { ledgerOf } from "#worker/adapters/ledger";
import type { Environment } from "#worker/environment";
import { defineJob } from "#worker/jobs/job";
import { sendStep } from "#worker/jobs/privacy-request";

const DONE_UP_TO_SETTING = "erasure_ledger_done_up_to";
/** An entry is there a moment before its request. */
const GRACE_MS = 15_000;
const MAX_ENTRIES = 1_000;
const PAGE_ENTRIES = 25;

export async function applyLedger(env: Environment, nowMs: number): Promise<void> {
  const db = database(env.DB);
  const ledger = ledgerOf(env);
  const ids = await ledger.idsAfter(await readSetting(db, DONE_UP_TO_SETTING), MAX_ENTRIES);
  if (ids.length === 0) return;
  const statuses = await statusesOf(db, ids);
  const firstOpen = ids.findIndex((id) => statuses.get(id) !== "done");
  const doneUpTo = firstOpen === -1 ? ids.at(-1) : ids[firstOpen - 1];
  if (doneUpTo !== undefined) await writeSetting(db, DONE_UP_TO_SETTING, doneUpTo);
  for (const id of ids) {
    // One that is known and not done yet is under way.
    if (statuses.has(id)) continue;
    const entry = await ledger.read(id);
    if (entry === undefined || entry.writtenAtMs > nowMs - GRACE_MS) continue;
    await adoptErasure(db, entry, nowMs);
    await sendStep(env, id);
  }
}

const message = z.object({ kind: z.literal("apply-ledger"), afterId: z.string().optional() });
type Message = z.infer<typeof message>;

/** Has every erasure done again. */
export async function startLedger(env: Environment): Promise<void> {
  await env.JOBS.send({ kind: "apply-ledger" } satisfies Message);
}

/** One page; doing an entry twice comes to the same. */
async function applyPage(env: Environment, { afterId }: Message): Promise<void> {
  const db = database(env.DB);
  const ledger = ledgerOf(env);
  const ids = await ledger.idsAfter(afterId, PAGE_ENTRIES);
  for (const id of ids) {
    const entry = await ledger.read(id);
    if (entry === undefined) continue;
    await adoptErasure(db, entry, Date.now());
    await sendStep(env, id);
  }
  const last = ids.at(-1);
  if (last !== undefined && ids.length === PAGE_ENTRIES) {
    await env.JOBS.send({ kind: "apply-ledger", afterId: last } satisfies Message);
  }
}

export const applyLedgerJob = defineJob(message, applyPage);
