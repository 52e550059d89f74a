/** Secrets of authenticator apps, sealed with the account's data key. */
import { database } from "#domain/database";
import { totpSecretPlace } from "#domain/identity/second-factors";
import { NONCE_BYTES, openBytes, sealBytes } from "#domain/privacy/envelope";
import { dataKeyOf } from "#domain/privacy/store";
import { type Environment, secretsOf } from "#worker/environment";
import { random } from "#worker/sign-in/begin";

/** The key that seals what an account has of its own, made with its first use. */
export function accountKey(env: Environment, userId: string): Promise<Uint8Array> {
  const { keyRing } = secretsOf(env);
  return dataKeyOf(database(env.DB), keyRing, { kind: "account", id: userId }, Date.now(), random);
}

export async function sealTotpSecret(env: Environment, userId: string, secret: Uint8Array): Promise<Uint8Array> {
  return sealBytes(await accountKey(env, userId), totpSecretPlace(userId), secret, random(NONCE_BYTES));
}

export async function openTotpSecret(env: Environment, userId: string, sealed: Uint8Array): Promise<Uint8Array> {
  return openBytes(await accountKey(env, userId), totpSecretPlace(userId), sealed);
}
