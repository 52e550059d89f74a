/** The key ring, parsed once an isolate. */
import { type KeyRing, parseKeyRing } from "#domain/privacy/key-ring";

let parsed: { secret: string; ring: KeyRing } | undefined;

/** @throws KeyRingBroken if the secret is missing or malformed */
export function keyRingOf(env: Cloudflare.Env): KeyRing {
  if (parsed?.secret !== env.KEY_RING) parsed = { secret: env.KEY_RING, ring: parseKeyRing(env.KEY_RING) };
  return parsed.ring;
}
