/** What the platform hands the worker: bindings and variables of wrangler.toml, and the secrets, parsed once an isolate. */
import type { Context } from "hono";
import { type BlindIndexKeys, parseBlindIndexKeys } from "#domain/privacy/blind-index";
import { type KeyRing, parseKeyRing } from "#domain/privacy/key-ring";

/** Made by `wrangler types` from wrangler.toml. */
export type Environment = Cloudflare.Env;

export interface AppBindings {
  Bindings: Environment;
  /** `who` is asking, once it is known: `agent:<id>` or `contact:<id>`. */
  Variables: { requestId: string; who?: string };
}
export type AppContext = Context<AppBindings>;

export interface Secrets {
  readonly keyRing: KeyRing;
  readonly blindIndexKeys: BlindIndexKeys;
}

const parsed = new WeakMap<object, Secrets>();

/** @throws KeyRingBroken if a secret is missing or malformed; the message never holds key material */
export function secretsOf(env: Pick<Environment, "KEY_RING" | "BLIND_INDEX_KEYS">): Secrets {
  const known = parsed.get(env);
  if (known !== undefined) return known;
  const secrets = { keyRing: parseKeyRing(env.KEY_RING), blindIndexKeys: parseBlindIndexKeys(env.BLIND_INDEX_KEYS) };
  parsed.set(env, secrets);
  return secrets;
}
