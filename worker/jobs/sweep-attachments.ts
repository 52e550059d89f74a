/** Removes files that no attachment tells of, a page of the bucket a minute, over and over. */
import { OBJECTS_PREFIX } from "#domain/attachments/ports";
import { orphansAmong, sweepPosition, sweptUpTo } from "#domain/attachments/sweep";
import { database } from "#domain/database";
import { attachmentObjects } from "#worker/adapters/attachment-objects";
import type { Environment } from "#worker/environment";

const PAGE_OBJECTS = 500;

export async function sweepAttachments(env: Environment, nowMs: number): Promise<void> {
  const db = database(env.DB);
  const after = await sweepPosition(db);
  const { objects, truncated } = await env.FILES.list({
    prefix: OBJECTS_PREFIX,
    limit: PAGE_OBJECTS,
    ...(after === "" ? {} : { startAfter: after }),
  });
  const seen = objects.map(({ key, uploaded }) => ({ name: key, writtenAtMs: uploaded.getTime() }));
  await attachmentObjects(env).remove(await orphansAmong(db, seen, nowMs));
  const next = truncated ? (seen.at(-1)?.name ?? "") : "";
  if (next !== after) await sweptUpTo(db, next);
}
