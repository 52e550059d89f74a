/** Hand decoders of what the demo's server tells the store; `answers.test.ts` holds them equal to `#protocol/http-demo`. */
import { array, type Decoder, integer, object, oneOf, string } from "#client/lib/decoder.ts";
import { money } from "#client/lib/order-answers.ts";
import type { DemoProduct, DemoSignedIn } from "#protocol/http-demo";

const words = object({ en: string, "zh-CN": string });

const product: Decoder<DemoProduct> = object({
  id: string,
  category: oneOf("teaware", "tea", "gifts"),
  title: words,
  about: words,
  story: words,
  pictureUrl: string,
  variants: array(
    object(
      { id: string, name: words, stock: integer(0), prices: object({ en: money, "zh-CN": money }) },
      { swatch: string },
    ),
  ),
});

export const catalogue: Decoder<{ products: DemoProduct[] }> = object({ products: array(product) });

export const signedIn: Decoder<DemoSignedIn> = object({
  identifier: oneOf("anna-lindqvist", "marco-rossi", "zhou-yutong"),
  name: string,
  email: string,
  identityToken: string,
});
