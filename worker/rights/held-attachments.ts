/** Files that are attached to a customer's tickets, for their export: all are listed, and as many are in it as there is room for. */
import { attachmentsHeldOf } from "#domain/attachments/rights";
import type { Database } from "#domain/database";
import type { KeyRing } from "#domain/privacy/key-ring";
import type { ExportRecord } from "#domain/rights/export-records";
import { attachmentObjects } from "#worker/adapters/attachment-objects";
import { openFile } from "#worker/attachments/hand-out";
import type { Environment } from "#worker/environment";

/** Together, in plain: they stand in one part of the export, which is sealed as a whole. */
const MAX_CONTAINED_BYTES = 8 * 1024 * 1024;

type Holding = Extract<ExportRecord, { type: "holding" }>;

export async function attachmentHoldings(
  env: Environment,
  db: Database,
  keyRing: KeyRing,
  contactIds: readonly string[],
): Promise<Holding[]> {
  const holdings: Holding[] = [];
  let room = MAX_CONTAINED_BYTES;
  for (const contactId of contactIds) {
    for (const held of await attachmentsHeldOf(db, keyRing, contactId)) {
      const { row, name, ticketNumber } = held;
      const bytes = row.sizeBytes <= room ? await bytesOf(env, held) : undefined;
      if (bytes !== undefined) room -= row.sizeBytes;
      holdings.push({
        type: "holding",
        holding: "attachment",
        fields: {
          ticket: ticketNumber,
          name,
          contentType: row.type,
          sizeBytes: row.sizeBytes,
          attachedAt: new Date(row.atMs).toISOString(),
          ...(bytes === undefined
            ? { contained: false }
            : { file: `data:${row.type};base64,${bytes.toString("base64")}` }),
        },
      });
    }
  }
  return holdings;
}

/** @returns undefined for what is missing or damaged: the rest of the export goes on */
async function bytesOf(env: Environment, held: Parameters<typeof openFile>[1]): Promise<Buffer | undefined> {
  const pieces = await openFile(attachmentObjects(env), held);
  if (!pieces.ok) return undefined;
  const parts: Uint8Array[] = [];
  try {
    for await (const piece of pieces.value) parts.push(piece);
  } catch {
    return undefined;
  }
  return Buffer.concat(parts);
}
