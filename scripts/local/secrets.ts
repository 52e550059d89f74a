/** Local secrets: made once, kept in an ignored file with mode 600, never printed. */
import { generateKeyPairSync, randomBytes } from "node:crypto";
import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";

const SECRET_BYTES = 32;

/** The `[secrets]` of wrangler.toml. */
export const SECRET_NAMES = [
  "KEY_RING",
  "BLIND_INDEX_KEYS",
  "AUTH_SECRET",
  "CUSTOMER_TOKEN_SECRET",
  "AUDIT_SIGNING_KEY",
] as const;
export type SecretName = (typeof SECRET_NAMES)[number];
export type Secrets = Readonly<Record<SecretName, string>>;

function newSecret(): string {
  return randomBytes(SECRET_BYTES).toString("base64");
}

/** An Ed25519 key (RFC 8032) as base64 of PKCS #8: whoever has its public half can check what was signed, and sign nothing. */
function newSigningKey(): string {
  return generateKeyPairSync("ed25519").privateKey.export({ format: "der", type: "pkcs8" }).toString("base64");
}

/**
 * Adds the secrets that the file does not hold yet; those that it holds are never changed, as data is sealed with them.
 * @param file in dotenv form, as `wrangler dev --env-file` reads it
 */
export function ensureSecrets(file: string): Secrets {
  const kept = readSecrets(file);
  const secrets = { ...newSecrets(), ...kept };
  if (SECRET_NAMES.some((name) => kept[name] === undefined)) writeSecrets(file, secrets);
  chmodSync(file, 0o600);
  return secrets;
}

/** One of each. */
export function newSecrets(): Secrets {
  return {
    KEY_RING: `k1=${newSecret()}`,
    BLIND_INDEX_KEYS: `k1=${newSecret()}`,
    AUTH_SECRET: newSecret(),
    CUSTOMER_TOKEN_SECRET: newSecret(),
    AUDIT_SIGNING_KEY: newSigningKey(),
  };
}

/** For its owner alone. */
export function writeSecrets(file: string, secrets: Partial<Secrets>): void {
  const text = Object.entries(secrets).map(([name, value]) => `${name}="${value}"\n`);
  writeFileSync(file, text.join(""), { mode: 0o600 });
}

/** Those that the file holds; nothing is made. */
export function readSecrets(file: string): Partial<Record<SecretName, string>> {
  return existsSync(file) ? parse(readFileSync(file, "utf8")) : {};
}

function parse(text: string): Partial<Record<SecretName, string>> {
  const lines = text.split("\n").map((line) => /^([A-Z_]+)="?([^"]*)"?$/.exec(line));
  return Object.fromEntries(
    SECRET_NAMES.flatMap((name) => {
      const value = lines.find((line) => line?.[1] === name)?.[2];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
