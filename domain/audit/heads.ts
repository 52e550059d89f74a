/**
 * Signed heads of the audit log: "so many rows are sealed, and the last one's hash is this", signed with Ed25519
 * (RFC 8032) and kept apart from the database. With them a chain that was made anew, or cut, is told from the real one by
 * whoever has the public key, and nobody can sign with that.
 */
import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from "node:crypto";
import type { ChainHead } from "#domain/audit/chain";
import type { SignedHead } from "#protocol/http-audit";

const HEAD_FORM = "edgedesk.audit.head.v1";

export interface SigningKey {
  readonly keyId: string;
  readonly privateKey: KeyObject;
  /** Base64 of its SubjectPublicKeyInfo (DER): what an auditor is given. */
  readonly publicKey: string;
}

export interface VerifyingKey {
  readonly keyId: string;
  readonly publicKey: KeyObject;
}

/** The secret is missing or is no Ed25519 key; the message never holds any of it. */
export class SigningKeyBroken extends Error {
  override readonly name = "SigningKeyBroken";
}

/** @param secret base64 of PKCS #8 (DER) */
export function parseSigningKey(secret: string | undefined): SigningKey {
  try {
    const privateKey = createPrivateKey({ key: Buffer.from(secret ?? "", "base64"), format: "der", type: "pkcs8" });
    if (privateKey.asymmetricKeyType !== "ed25519") throw new TypeError();
    const der = createPublicKey(privateKey).export({ format: "der", type: "spki" });
    return { keyId: fingerprintOf(der), privateKey, publicKey: der.toString("base64") };
  } catch {
    throw new SigningKeyBroken("AUDIT_SIGNING_KEY is missing or is not an Ed25519 key as base64 of PKCS #8");
  }
}

/** @param text base64 of SubjectPublicKeyInfo (DER), as `GET /api/v1/admin/audit/heads` gives it */
export function parsePublicKey(text: string): VerifyingKey {
  try {
    const der = Buffer.from(text, "base64");
    const publicKey = createPublicKey({ key: der, format: "der", type: "spki" });
    if (publicKey.asymmetricKeyType !== "ed25519") throw new TypeError();
    return { keyId: fingerprintOf(der), publicKey };
  } catch {
    throw new SigningKeyBroken("the public key is not an Ed25519 key as base64 of SubjectPublicKeyInfo");
  }
}

export function signHead(key: SigningKey, head: ChainHead, atMs: number): SignedHead {
  const statement = { version: 1, seq: head.seq, hash: head.hash, atMs, keyId: key.keyId } as const;
  return { ...statement, signature: sign(null, signedBytes(statement), key.privateKey).toString("base64") };
}

/** Whether one of these keys signed it. */
export function isSignedBy(keys: readonly VerifyingKey[], head: SignedHead): boolean {
  const key = keys.find(({ keyId }) => keyId === head.keyId);
  return key !== undefined && verify(null, signedBytes(head), key.publicKey, Buffer.from(head.signature, "base64"));
}

function signedBytes({ seq, hash, atMs, keyId }: Omit<SignedHead, "signature">): Buffer {
  return Buffer.from(`${HEAD_FORM}\n${JSON.stringify([seq, hash, atMs, keyId])}`);
}

function fingerprintOf(der: Uint8Array): string {
  return createHash("sha256").update(der).digest("hex");
}
