/** Hand decoders of what the keys' page is told; held equal to `#protocol/http-keys` by `search-answers.test.ts`. */
import { KEY_RINGS } from "#protocol/constants";
import type { KeyRingStatus } from "#protocol/http-keys";
import { array, boolean, type Decoder, object, oneOf, string } from "./decoder.ts";
import { count, instant } from "./nouns.ts";

export const keyRingStatus: Decoder<KeyRingStatus> = object(
  {
    ring: oneOf(...KEY_RINGS),
    keys: array(
      object({
        id: string,
        state: oneOf("current", "old", "missing"),
        rows: count,
        copies: count,
        mayRemove: boolean,
      }),
    ),
  },
  {
    rotation: object(
      { keyId: string, stage: string, startedAt: instant, total: count, done: count, failed: count },
      { endedAt: instant },
    ),
  },
);

export const keysAnswer: Decoder<{ items: KeyRingStatus[] }> = object({ items: array(keyRingStatus) });
