/**
 * WebAuthn (level 3) with @simplewebauthn/server. Every ceremony asks for user verification: a passkey counts as both factors, the
 * thing that one has and the finger, face or PIN that it asks for. A challenge is kept as a hash and good once. The library is
 * large and rarely wanted, so it is loaded by the request that needs it.
 */
import type { z } from "zod";
import { database } from "#domain/database";
import type { Account } from "#domain/identity/accounts";
import { findPasskey, type Passkey, passkeysOf } from "#domain/identity/passkeys";
import { insertTicket, spendTicket } from "#domain/identity/tickets";
import type { assertion, attestation } from "#protocol/http-security";
import type { Environment } from "#worker/environment";
import { publicOrigin } from "#worker/public-origin";

const TIMEOUT_MS = 5 * 60_000;
/** ES256 and RS256 are what authenticators have; Ed25519 where they can. */
const ALGORITHMS = [-8, -7, -257];

/** Where the page is, as browsers sign it. The relying party is the host, so that a passkey is of this desk alone. */
function partyOf(env: Environment, request: Request) {
  const { origin, hostname } = new URL(publicOrigin(env, request));
  return { expectedOrigin: origin, expectedRPID: hostname };
}

function transportsOf({ transports }: Passkey) {
  const known = ["ble", "cable", "hybrid", "internal", "nfc", "smart-card", "usb"] as const;
  return known.filter((each) => transports.includes(each));
}

/** What to ask the browser for, so that it makes a passkey for this account. */
export async function creationOptions(env: Environment, request: Request, account: Account, nowMs: number) {
  const { generateRegistrationOptions } = await import("@simplewebauthn/server");
  const db = database(env.DB);
  const options = await generateRegistrationOptions({
    rpName: "Edgedesk",
    rpID: partyOf(env, request).expectedRPID,
    userID: Uint8Array.from(Buffer.from(account.id)),
    userName: account.email,
    userDisplayName: account.name,
    timeout: TIMEOUT_MS,
    attestationType: "none",
    excludeCredentials: (await passkeysOf(db, account.id)).map((passkey) => ({
      id: passkey.credentialId,
      transports: transportsOf(passkey),
    })),
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
    supportedAlgorithmIDs: ALGORITHMS,
  });
  await insertTicket(db, "passkey-added", options.challenge, account.id, nowMs);
  return { ...options };
}

export interface MadeCredential {
  readonly credentialId: string;
  readonly publicKey: Uint8Array;
  readonly counter: number;
  readonly transports: readonly string[];
}

/** @returns the credential, or undefined if it was not made for this challenge, this person and this desk */
export async function checkCreated(
  env: Environment,
  request: Request,
  userId: string,
  response: z.output<typeof attestation>,
  nowMs: number,
): Promise<MadeCredential | undefined> {
  const { verifyRegistrationResponse } = await import("@simplewebauthn/server");
  const checked = await verifyRegistrationResponse({
    response: { ...response, response: withoutUndefined(response.response) },
    ...partyOf(env, request),
    expectedChallenge: async (challenge) =>
      (await spendTicket(database(env.DB), "passkey-added", challenge, nowMs)) === userId,
    requireUserVerification: true,
    supportedAlgorithmIDs: ALGORITHMS,
  }).catch(unlessOurs);
  if (checked?.verified !== true) return undefined;
  const { credential } = checked.registrationInfo;
  return {
    credentialId: credential.id,
    publicKey: credential.publicKey,
    counter: credential.counter,
    transports: response.response.transports ?? [],
  };
}

/** What to ask the browser for, so that it signs in with whichever passkey of this desk its owner chooses. */
export async function requestOptions(env: Environment, request: Request, nowMs: number) {
  const { generateAuthenticationOptions } = await import("@simplewebauthn/server");
  const options = await generateAuthenticationOptions({
    rpID: partyOf(env, request).expectedRPID,
    timeout: TIMEOUT_MS,
    userVerification: "required",
  });
  await insertTicket(database(env.DB), "passkey-sign-in", options.challenge, "", nowMs);
  return { ...options };
}

/** @returns whose passkey signed the challenge and how often it has signed, or undefined */
export async function checkAssertion(
  env: Environment,
  request: Request,
  response: z.output<typeof assertion>,
  nowMs: number,
): Promise<{ passkey: Passkey; isRight: boolean; counter: number } | undefined> {
  const { verifyAuthenticationResponse } = await import("@simplewebauthn/server");
  const db = database(env.DB);
  const passkey = await findPasskey(db, response.id);
  if (passkey === undefined) return undefined;
  const checked = await verifyAuthenticationResponse({
    response: { ...response, response: withoutUndefined(response.response) },
    ...partyOf(env, request),
    expectedChallenge: async (challenge) => (await spendTicket(db, "passkey-sign-in", challenge, nowMs)) !== undefined,
    credential: {
      id: passkey.credentialId,
      publicKey: Uint8Array.from(passkey.publicKey),
      counter: passkey.counter,
      transports: transportsOf(passkey),
    },
    requireUserVerification: true,
  }).catch(unlessOurs);
  return {
    passkey,
    isRight: checked?.verified === true,
    counter: checked?.authenticationInfo.newCounter ?? passkey.counter,
  };
}

/** The library throws for whatever does not fit; what breaks on our side (the database, say) stays broken. */
function unlessOurs(error: unknown): undefined {
  if (error instanceof Error && (error.name.includes("Drizzle") || error.message.startsWith("D1_"))) throw error;
  return undefined;
}

/** Optional keys as the library's types want them: absent rather than undefined. */
function withoutUndefined<Value extends object>(
  value: Value,
): { [Key in keyof Value]: Exclude<Value[Key], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as {
    [Key in keyof Value]: Exclude<Value[Key], undefined>;
  };
}
