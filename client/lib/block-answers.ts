/** Hand decoders of what is told of blocks; held equal to `#protocol/http-blocks` by `answers.test.ts`. */
import type { BlockAnswer, BlockPage } from "#protocol/http-blocks";
import { array, type Decoder, integer, object, oneOf, string } from "./decoder.ts";
import { count, id } from "./nouns.ts";

const staff = object({ id: string, name: string });
export const block: Decoder<BlockAnswer> = object(
  { id, kind: oneOf("contact", "network"), createdBy: staff, createdAtMs: count },
  {
    contactId: id,
    contactName: string,
    network: object({ family: oneOf(4, 6), prefix: integer(Number.MIN_SAFE_INTEGER) }),
    reason: string,
    expiresAtMs: count,
    liftedBy: staff,
    liftedAtMs: count,
  },
);
export const blockPage: Decoder<BlockPage> = object({ items: array(block) }, { nextCursor: string });
export const blockList: Decoder<{ items: BlockAnswer[] }> = object({ items: array(block) });
