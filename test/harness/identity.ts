/** A shop that vouches for its customers: an identity secret that the test knows, sealed as the product keeps it. */
import { randomBytes } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { identitySecretPlace } from "#domain/organisation/identity-secret";
import { DATA_KEY_BYTES, NONCE_BYTES, sealText } from "#domain/privacy/envelope";
import { parseKeyRing, wrapDataKey } from "#domain/privacy/key-ring";
import { runSqlFile } from "#scripts/local/database";
import { readInstance } from "#scripts/local/instance";
import type { ServerOptions } from "#test/harness/server";

/** Gives the inbox a new secret. @returns it */
export async function newIdentitySecret(options: ServerOptions, inboxId: string): Promise<string> {
  const instance = readInstance({ PORT: String(options.port), STATE_DIR: options.stateDir });
  const [, ring = ""] = /^KEY_RING="(.*)"$/m.exec(readFileSync(instance.secretsFile, "utf8")) ?? [];
  const secret = randomBytes(DATA_KEY_BYTES).toString("base64url");
  const key = randomBytes(DATA_KEY_BYTES);
  const wrapped = wrapDataKey(parseKeyRing(ring), { kind: "inbox", id: inboxId }, key, randomBytes(NONCE_BYTES));
  const sealed = sealText(key, identitySecretPlace(inboxId), secret, randomBytes(NONCE_BYTES));
  const hex = (bytes: Uint8Array) => `X'${Buffer.from(bytes).toString("hex")}'`;
  const file = join(instance.stateDir, "identity.sql");
  writeFileSync(
    file,
    `UPDATE inboxes SET sealed_identity_secret = ${hex(sealed)}, identity_secret_revision = 1, sealed_previous_identity_secret = NULL WHERE id = '${inboxId}';
UPDATE data_keys SET key_id = '${wrapped.keyId}', wrapped = ${hex(wrapped.wrapped)} WHERE kind = 'inbox' AND subject_id = '${inboxId}';`,
  );
  await runSqlFile(instance, file);
  rmSync(file);
  return secret;
}
