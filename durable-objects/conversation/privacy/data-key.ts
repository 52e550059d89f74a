/** The data key that a conversation begins with: made by the worker, and kept as the ring wraps it at this moment. */
import { NONCE_BYTES } from "#domain/privacy/envelope";
import { isUnopenable, type KeyRing, rewrapDataKey, type WrappedKey } from "#domain/privacy/key-ring";

/** The key ring may have been rotated since this key was wrapped, or have lost its key: then undefined. */
export function wrappedNow(keyRing: () => KeyRing, conversationId: string, key: WrappedKey): WrappedKey | undefined {
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  try {
    return rewrapDataKey(keyRing(), { kind: "conversation", id: conversationId }, key, nonce);
  } catch (error) {
    if (isUnopenable(error)) return undefined;
    throw error;
  }
}
