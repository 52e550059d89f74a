/** Who the shop says that its customer is, as a request for a session proves it: by a signed token, by a hash, or by both. */
import type { z } from "zod";
import type { SaidDetails } from "#domain/customers/details";
import { database } from "#domain/database";
import { ok, type Result, refuse } from "#domain/failures";
import { isIdentifierHash } from "#domain/identity/identifier-hash";
import { verifyIdentityToken } from "#domain/identity/identity-token";
import { readIdentitySecret } from "#domain/organisation/store";
import type { widgetSessionBody } from "#protocol/http";
import { type Environment, secretsOf } from "#worker/environment";

export interface ProvenIdentity {
  readonly identifier: string;
  /** What the shop signed besides; nothing if only the identifier is proven. */
  readonly said: SaidDetails;
}

type Proof = Pick<z.output<typeof widgetSessionBody>, "inboxId" | "identifier" | "identifierHash" | "identityToken">;

/** @returns undefined if nobody vouches for them; refuses a proof that does not hold, or two that do not agree */
export async function identityOf(
  env: Environment,
  { inboxId, identifier, identifierHash, identityToken }: Proof,
  nowMs: number,
): Promise<Result<ProvenIdentity | undefined>> {
  if (identifier === undefined && identifierHash === undefined && identityToken === undefined) return ok(undefined);
  const secret = await readIdentitySecret(database(env.DB), secretsOf(env).keyRing, inboxId);
  if (secret === undefined) return refuse("identity_not_verified");
  if (identifierHash !== undefined || identityToken === undefined) {
    const isProven =
      identifier !== undefined && identifierHash !== undefined && isIdentifierHash(secret, identifier, identifierHash);
    if (!isProven) return refuse("identity_not_verified");
    if (identityToken === undefined) return ok({ identifier, said: {} });
  }
  const vouched = await verifyIdentityToken(new Uint8Array(secret), inboxId, identityToken, nowMs);
  if (!vouched.ok) return vouched;
  const { identifier: signed, ...said } = vouched.value;
  if (identifier !== undefined && identifier !== signed) return refuse("identity_not_verified");
  return ok({ identifier: signed, said });
}
