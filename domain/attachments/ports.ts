/** Where the sealed files rest. */
import type { AttachmentOwnerKind } from "#protocol/attachment-constants";

export interface AttachmentOwner {
  readonly kind: AttachmentOwnerKind;
  readonly id: string;
}

/** All of one owner under one prefix, so that an erasure misses none. */
export const OBJECTS_PREFIX = "attachments/";

export function objectPrefix({ kind, id }: AttachmentOwner): string {
  return `${OBJECTS_PREFIX}${kind}/${id}/`;
}

export function objectName(owner: AttachmentOwner, attachmentId: string): string {
  return objectPrefix(owner) + attachmentId;
}

/** @returns the attachment that an object is of */
export function attachmentOfObject(name: string): string {
  return name.slice(name.lastIndexOf("/") + 1);
}

export interface FileObjects {
  /** Writes all of it or nothing: what is not read to its end is not kept. */
  readonly write: (name: string, pieces: AsyncIterable<Uint8Array>) => Promise<void>;
  /** @returns undefined if there is none */
  readonly read: (name: string) => Promise<{ sizeBytes: number; body: ReadableStream<Uint8Array> } | undefined>;
  readonly remove: (names: readonly string[]) => Promise<void>;
}
