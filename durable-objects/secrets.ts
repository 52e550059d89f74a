/** The secrets that actors use, parsed once an isolate. */
import { type BlindIndexKeys, parseBlindIndexKeys } from "#domain/privacy/blind-index";
import { type KeyRing, parseKeyRing } from "#domain/privacy/key-ring";

/** @param parse gives the same for the same secret */
function parsedOnce<Keys>(parse: (secret: string) => Keys): (secret: string) => Keys {
  let parsed: { secret: string; keys: Keys } | undefined;
  return (secret) => {
    if (parsed?.secret !== secret) parsed = { secret, keys: parse(secret) };
    return parsed.keys;
  };
}

const keyRing = parsedOnce(parseKeyRing);
const blindIndexKeys = parsedOnce(parseBlindIndexKeys);

/** @throws KeyRingBroken if the secret is missing or malformed */
export function keyRingOf(env: Cloudflare.Env): KeyRing {
  return keyRing(env.KEY_RING);
}

/** @throws KeyRingBroken if the secret is missing or malformed */
export function blindIndexKeysOf(env: Cloudflare.Env): BlindIndexKeys {
  return blindIndexKeys(env.BLIND_INDEX_KEYS);
}
