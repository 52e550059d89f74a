/** The browser's half of passkeys; loaded only by who uses one. */
import { ApiError, type ApiOptions } from "#client/lib/api.ts";
import {
  addPasskey,
  type Proof,
  passkeyCreationOptions,
  passkeyRequestOptions,
  signInWithPasskey,
} from "#client/lib/security-api.ts";
import type { RecoveryCodes } from "#protocol/http-security";

/** Nobody's fault: its owner closed the browser's dialog, or there was nothing to choose. */
export class PasskeyCancelled extends Error {
  override readonly name = "PasskeyCancelled";
}
/** The device that was offered has a passkey for this account. */
export class PasskeyKnown extends Error {
  override readonly name = "PasskeyKnown";
}

export function hasPasskeys(): boolean {
  return "PublicKeyCredential" in globalThis;
}

/** Signs in and leaves the session cookie in the browser. @throws PasskeyCancelled, ApiError */
export async function signInByPasskey(api: ApiOptions): Promise<void> {
  const { startAuthentication } = await import("@simplewebauthn/browser");
  const optionsJSON = await passkeyRequestOptions(api);
  const response = await startAuthentication({ optionsJSON }).catch(named);
  await signInWithPasskey(api, response);
}

/** Shows a passkey, to prove that it is still they. @throws PasskeyCancelled, ApiError */
export async function provePasskey(api: ApiOptions): Promise<object> {
  const { startAuthentication } = await import("@simplewebauthn/browser");
  const optionsJSON = await passkeyRequestOptions(api);
  return startAuthentication({ optionsJSON }).catch(named);
}

/** Makes a passkey. @throws PasskeyCancelled, PasskeyKnown, ApiError */
export async function makePasskey(api: ApiOptions, name: string, proof: Proof): Promise<RecoveryCodes> {
  const { startRegistration } = await import("@simplewebauthn/browser");
  const optionsJSON = await passkeyCreationOptions(api, proof);
  const response = await startRegistration({ optionsJSON }).catch(named);
  return addPasskey(api, name, response);
}

function named(error: unknown): never {
  if (error instanceof ApiError) throw error;
  if (error instanceof Error && error.name === "InvalidStateError") throw new PasskeyKnown();
  throw new PasskeyCancelled();
}
