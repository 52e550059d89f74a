/** The key rings, for those who manage them. */
import type { KeyRingName } from "#protocol/constants";
import type { KeyRingStatus } from "#protocol/http-keys";
import { type ApiOptions, call } from "./api.ts";
import { keyRingStatus, keysAnswer } from "./keys-answers.ts";

/** @throws ApiError */
export async function keyRings(api: ApiOptions): Promise<KeyRingStatus[]> {
  return (await call(api, { method: "GET", path: "/api/v1/admin/keys", answer: keysAnswer })).items;
}

/** Has everything moved to the first key now. @throws ApiError `conflict` while that is under way */
export function startRotation(api: ApiOptions, ring: KeyRingName): Promise<KeyRingStatus> {
  return call(api, { method: "POST", path: "/api/v1/admin/keys/rotation", body: { ring }, answer: keyRingStatus });
}
