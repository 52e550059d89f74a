/**
 * Exports and erasures: some steps a job, each sending the next. A job that is lost is missed by nobody for long: what no
 * step has touched for a while is taken up again once a minute.
 */
import { z } from "zod";
import { backoffMs } from "#actors/runtime/backoff";
import { logFailure } from "#actors/runtime/log";
import { database } from "#domain/database";
import type { Failure } from "#domain/failures";
import { KeyRingBroken } from "#domain/privacy/key-ring";
import {
  changeRequest,
  exportsExpired,
  type RequestRow,
  readRequest,
  requestsLeftLying,
  stepFailed,
} from "#domain/rights/requests";
import { deleteFiles, prefixOfExport } from "#worker/adapters/files";
import type { Environment } from "#worker/environment";
import { defineJob } from "#worker/jobs/job";
import { eraseStep } from "#worker/rights/erasure";
import { ExportErased, exportStep } from "#worker/rights/export";

const FIRST_RETRY_MS = 2_000;
const LONGEST_RETRY_MS = 10 * 60_000;
/** After so many failures in a row a person is told; an erasure goes on being tried all the same. */
const FAILED_AFTER = 5;
const SWEPT_AT_ONCE = 50;
/** An invocation may make a thousand calls. */
const JOB_STEPS = 20;
const JOB_MS = 5_000;

const message = z.object({ kind: z.literal("privacy-request"), requestId: z.uuid() });
type Message = z.infer<typeof message>;

export async function sendStep(env: Environment, requestId: string, delaySeconds = 0): Promise<void> {
  await env.JOBS.send({ kind: "privacy-request", requestId } satisfies Message, { delaySeconds });
}

/** Does the next steps of a request that is under way, and leaves the rest to another job. */
async function work(env: Environment, { requestId }: Message): Promise<void> {
  const untilMs = Date.now() + JOB_MS;
  for (let steps = 0; steps < JOB_STEPS && Date.now() < untilMs; steps += 1) {
    const row = await readRequest(database(env.DB), requestId);
    if (row === undefined || row.status === "done" || row.status === "expired") return;
    if (row.status === "failed" && row.kind === "export") return;
    const nowMs = Date.now();
    try {
      if (await (row.kind === "export" ? exportStep : eraseStep)(env, row, nowMs)) return;
    } catch (error) {
      return failed(env, row, error, nowMs);
    }
  }
  await sendStep(env, requestId);
}

export const privacyRequestJob = defineJob(message, work);

async function failed(env: Environment, row: RequestRow, error: unknown, nowMs: number): Promise<void> {
  const isErased = error instanceof ExportErased;
  if (!isErased) logFailure("privacy_request_failed", error, { kind: row.kind, attempts: row.attempts });
  // What was gathered of somebody who is erased by now is no good to anybody.
  if (isErased) await deleteFiles(env, prefixOfExport(row.contactId ?? "", row.id));
  const isFailed = isErased || row.attempts + 1 >= FAILED_AFTER;
  const waitMs = backoffMs(row.attempts, FIRST_RETRY_MS, LONGEST_RETRY_MS);
  await stepFailed(database(env.DB), row, tagOf(error), { nextAttemptAtMs: nowMs + waitMs, isFailed });
  if (!isFailed) await sendStep(env, row.id, Math.ceil(waitMs / 1_000));
}

function tagOf(error: unknown): Failure {
  if (error instanceof ExportErased) return "erased";
  return error instanceof KeyRingBroken ? "key_missing" : "broken";
}

/** Once a minute: takes up what lies, and deletes exports whose time is over. */
export async function sweepRequests(env: Environment, nowMs: number): Promise<void> {
  const db = database(env.DB);
  for (const id of await requestsLeftLying(db, nowMs, SWEPT_AT_ONCE)) await sendStep(env, id);
  for (const row of await exportsExpired(db, nowMs, SWEPT_AT_ONCE)) {
    await deleteFiles(env, prefixOfExport(row.contactId ?? "", row.id));
    await changeRequest(db, row, { status: "expired" });
  }
}
