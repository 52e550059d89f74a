/** A file that somebody attaches: looked at, sealed and stored while it comes, and only then told of in D1. */
import { Intake, type TakenIn } from "#domain/attachments/intake";
import { cleanName, extensionOf, isKnownExtension } from "#domain/attachments/names";
import { type FileObjects, objectName } from "#domain/attachments/ports";
import { newFileKey } from "#domain/attachments/sealed";
import { attachToTicket, beforeAttaching } from "#domain/attachments/store";
import type { Database } from "#domain/database";
import { type Failure, ok, type Result, refuse } from "#domain/failures";
import type { OpenedTicket, TicketEdit } from "#domain/tickets/record";
import { MAX_ATTACHMENT_BYTES } from "#protocol/attachment-constants";
import type { Attachment } from "#protocol/http-attachments";
import { newId } from "#protocol/ids";

export interface SentFile {
  readonly clientId: string;
  /** Percent-encoded. */
  readonly encodedName: string;
  /** As it was said; NaN if it was not. */
  readonly announcedBytes: number;
  readonly body: ReadableStream<Uint8Array> | null;
}

/** Ends a file that is on its way to the store, which then keeps none of it. */
class Refused extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super("a file is refused");
    this.name = "Refused";
    this.failure = failure;
  }
}

/** @returns refuses what cannot be taken before any of it is read, where that can be told */
export async function takeIn(
  db: Database,
  objects: FileObjects,
  ticket: OpenedTicket,
  file: SentFile,
  edit: TicketEdit,
): Promise<Result<{ attachment: Attachment; repeated: boolean }>> {
  if (file.announcedBytes > MAX_ATTACHMENT_BYTES) return refuse("file_too_large");
  if (file.announcedBytes === 0 || file.body === null) return refuse("file_empty");
  const name = nameOf(file.encodedName);
  if (name === undefined) return refuse("file_name_unfit");
  if (!isKnownExtension(extensionOf(name))) return refuse("type_not_taken");
  const before = await beforeAttaching(db, ticket, edit.auditor.id, file.clientId);
  if (!before.ok) return before;
  if (before.value !== undefined) return ok({ attachment: before.value, repeated: true });

  const id = newId(edit.nowMs);
  const fileKey = newFileKey();
  const object = objectName({ kind: "ticket", id: ticket.row.id }, id);
  const stored = await storeSealed(objects, object, file.body, file.announcedBytes, new Intake(name, fileKey));
  if (!stored.ok) return stored;
  const { clientId } = file;
  const made = await attachToTicket(db, ticket, { id, clientId, name, fileKey, ...stored.value }, edit);
  // Somebody else's was faster, or the ticket is gone. Should this not come to its end, the sweep finds it.
  if (!made.ok || made.value.repeated) await objects.remove([object]);
  return made;
}

function nameOf(encoded: string): string | undefined {
  try {
    return cleanName(decodeURIComponent(encoded)) || undefined;
  } catch {
    return undefined;
  }
}

async function storeSealed(
  objects: FileObjects,
  object: string,
  body: ReadableStream<Uint8Array>,
  announcedBytes: number,
  intake: Intake,
): Promise<Result<TakenIn>> {
  let taken: TakenIn | undefined;
  async function* pieces(): AsyncGenerator<Uint8Array> {
    let gotBytes = 0;
    for await (const bytes of readable(body)) {
      gotBytes += bytes.length;
      yield* unlessRefused(intake.push(bytes));
    }
    // Cut off on its way, where nobody told of it.
    if (!Number.isNaN(announcedBytes) && gotBytes !== announcedBytes) throw new Refused("malformed");
    const { last, ...facts } = unlessRefused(intake.finish());
    yield* last;
    taken = facts;
  }
  try {
    await objects.write(object, pieces());
  } catch (error) {
    if (error instanceof Refused) return refuse(error.failure);
    throw error;
  }
  return taken === undefined ? refuse("malformed") : ok(taken);
}

function unlessRefused<Value>(result: Result<Value>): Value {
  if (result.ok) return result.value;
  throw new Refused(result.failure);
}

/** Whoever sends may go away, which is no fault of ours. */
async function* readable(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read().catch(() => {
        throw new Refused("malformed");
      });
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
