/** Parts of exports in R2, sealed before they come here. All of a contact stand under one prefix, so that none is missed. */
import type { Environment } from "#worker/environment";

const DELETED_AT_ONCE = 1_000;

type Bucket = Pick<Environment, "FILES">;

export function prefixOfContact(contactId: string): string {
  return `exports/${contactId}/`;
}

export function prefixOfExport(contactId: string, requestId: string): string {
  return `${prefixOfContact(contactId)}${requestId}/`;
}

export async function putPart({ FILES }: Bucket, prefix: string, part: number, sealed: Uint8Array): Promise<void> {
  await FILES.put(prefix + part, sealed);
}

export async function getPart({ FILES }: Bucket, prefix: string, part: number): Promise<Uint8Array | undefined> {
  const found = await FILES.get(prefix + part);
  return found === null ? undefined : new Uint8Array(await found.arrayBuffer());
}

/** @returns how many there were */
export async function deleteFiles({ FILES }: Bucket, prefix: string): Promise<number> {
  let deleted = 0;
  for (;;) {
    const { objects, truncated } = await FILES.list({ prefix, limit: DELETED_AT_ONCE });
    if (objects.length > 0) await FILES.delete(objects.map(({ key }) => key));
    deleted += objects.length;
    if (!truncated) return deleted;
  }
}
