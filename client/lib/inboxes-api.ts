/** Inboxes and their identity secrets, for those who may see them. */
import type { IdentitySecret, InboxSummary } from "#protocol/http-inboxes";
import { type ApiOptions, call } from "./api.ts";
import { identitySecret, inboxList } from "./inboxes-answers.ts";
import type { Proof } from "./security-api.ts";

/** @throws ApiError */
export async function inboxes(api: ApiOptions): Promise<InboxSummary[]> {
  return (await call(api, { method: "GET", path: "/api/v1/admin/inboxes", answer: inboxList })).items;
}

/** Each look is noted. @throws ApiError */
export function revealIdentitySecret(api: ApiOptions, inboxId: string, proof: Proof): Promise<IdentitySecret> {
  return call(api, { method: "POST", path: secretPath(inboxId, "reveal"), body: proof, answer: identitySecret });
}

/** @param endsPrevious the secret so far is no longer taken from now on. @throws ApiError */
export function rotateIdentitySecret(
  api: ApiOptions,
  inboxId: string,
  endsPrevious: boolean,
  proof: Proof,
): Promise<IdentitySecret> {
  const body = { ...proof, endsPrevious };
  return call(api, { method: "POST", path: secretPath(inboxId, "rotate"), body, answer: identitySecret });
}

function secretPath(inboxId: string, what: "reveal" | "rotate"): string {
  return `/api/v1/admin/inboxes/${encodeURIComponent(inboxId)}/identity-secret/${what}`;
}
