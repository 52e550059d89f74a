/** What of an attachment rests in D1 sealed with the data key of its owner: its name, and the key of its file. */
import {
  DATA_KEY_BYTES,
  NONCE_BYTES,
  openBytes,
  openText,
  type Place,
  sealBytes,
  sealText,
} from "#domain/privacy/envelope";

function placeOf(id: string, field: "name" | "key"): Place {
  return { table: "attachments", record: id, field, revision: 1 };
}

export function newFileKey(): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(DATA_KEY_BYTES));
}

export function sealName(key: Uint8Array, id: string, name: string): Buffer {
  return Buffer.from(sealText(key, placeOf(id, "name"), name, newNonce()));
}

export function openName(key: Uint8Array, id: string, sealed: Uint8Array): string {
  return openText(key, placeOf(id, "name"), sealed);
}

export function sealFileKey(key: Uint8Array, id: string, fileKey: Uint8Array): Buffer {
  return Buffer.from(sealBytes(key, placeOf(id, "key"), fileKey, newNonce()));
}

export function openFileKey(key: Uint8Array, id: string, sealed: Uint8Array): Uint8Array {
  return openBytes(key, placeOf(id, "key"), sealed);
}

function newNonce(): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
}
