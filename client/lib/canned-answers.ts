/** Hand decoders of canned responses; held equal to `#protocol/http-canned` by `canned-answers.test.ts`. */
import type { CannedResponse } from "#protocol/http-canned";
import { array, boolean, type Decoder, integer, object, string } from "./decoder.ts";
import { id } from "./nouns.ts";

const words = object({ title: string, text: string });
const cannedResponse: Decoder<CannedResponse> = object({
  id,
  version: integer(1),
  shared: boolean,
  code: string,
  texts: object({}, { en: words, "zh-CN": words }),
});
export const cannedAnswer: Decoder<{ canned: CannedResponse }> = object({ canned: cannedResponse });
export const cannedList: Decoder<{ items: CannedResponse[] }> = object({ items: array(cannedResponse) });
