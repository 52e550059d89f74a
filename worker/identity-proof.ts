/** Who the shop says that its customer is, as a request for a session proves it: by a signed token, by a hash, or by both. */
import type { z } from "zod";
import type { SaidAttributes } from "#domain/customers/attributes";
import type { SaidDetails } from "#domain/customers/details";
import { database } from "#domain/database";
import { ok, type Result, refuse } from "#domain/failures";
import { isIdentifierHash } from "#domain/identity/identifier-hash";
import { verifyIdentityToken } from "#domain/identity/identity-token";
import { goodIdentitySecrets } from "#domain/organisation/identity-secret";
import type { widgetSessionBody } from "#protocol/http";
import { type Environment, secretsOf } from "#worker/environment";

export interface ProvenIdentity {
  readonly identifier: string;
  /** What the shop signed besides; nothing if only the identifier is proven. */
  readonly said: SaidDetails;
  readonly attributes?: SaidAttributes | undefined;
}

type Proof = Pick<z.output<typeof widgetSessionBody>, "inboxId" | "identifier" | "identifierHash" | "identityToken">;

/** @returns undefined if nobody vouches for them; refuses a proof that does not hold, or two that do not agree */
export async function identityOf(
  env: Environment,
  { inboxId, identifier, identifierHash, identityToken }: Proof,
  nowMs: number,
): Promise<Result<ProvenIdentity | undefined>> {
  if (identifier === undefined && identifierHash === undefined && identityToken === undefined) return ok(undefined);
  const secrets = await goodIdentitySecrets(database(env.DB), secretsOf(env).keyRing, inboxId, nowMs);
  if (identifierHash !== undefined || identityToken === undefined) {
    const isProven =
      identifier !== undefined &&
      identifierHash !== undefined &&
      secrets.some((secret) => isIdentifierHash(secret, identifier, identifierHash));
    if (!isProven) return refuse("identity_not_verified");
    if (identityToken === undefined) return ok({ identifier, said: {} });
  }
  const vouched = await vouchedBy(secrets, inboxId, identityToken, nowMs);
  if (!vouched.ok) return vouched;
  const { identifier: signed, attributes, ...said } = vouched.value;
  if (identifier !== undefined && identifier !== signed) return refuse("identity_not_verified");
  return ok({ identifier: signed, said, attributes });
}

/** By whichever of the secrets it was signed with: one of them knows it, in good time or too late, or none does. */
async function vouchedBy(
  secrets: readonly Uint8Array<ArrayBuffer>[],
  inboxId: string,
  token: string,
  nowMs: number,
): ReturnType<typeof verifyIdentityToken> {
  for (const secret of secrets) {
    const vouched = await verifyIdentityToken(secret, inboxId, token, nowMs);
    if (vouched.ok || vouched.failure !== "identity_not_verified") return vouched;
  }
  return refuse("identity_not_verified");
}
