/** A product card without zod, for widget and console; `product-card.test.ts` holds it equal to `#protocol/product-card`. */
import { MAX_PRODUCT_TITLE_CHARS, MAX_PRODUCT_URL_CHARS, MAX_PRODUCT_VARIANT_CHARS } from "#protocol/constants";
import type { ProductCard } from "#protocol/product-card";
import { attempt, attemptJson, checked, type Decoder, object } from "./decoder.ts";

const isLine = (maxChars: number) => (value: string) =>
  value.length <= maxChars && value.trim() !== "" && value.isWellFormed() && !value.includes("\0");

/** @returns undefined unless it is the address of a page, without a name and password in it */
function pageAt(address: string): URL | undefined {
  if (address.length > MAX_PRODUCT_URL_CHARS || !URL.canParse(address)) return undefined;
  const url = new URL(address);
  return /^https?:$/.test(url.protocol) && !url.username && !url.password ? url : undefined;
}

const address = checked((value) => pageAt(value) !== undefined);

const card: Decoder<ProductCard> = object(
  { title: checked(isLine(MAX_PRODUCT_TITLE_CHARS)), url: address },
  {
    imageUrl: address,
    price: object({
      amount: checked((value) => /^\d{1,12}(\.\d{1,4})?$/.test(value)),
      currency: checked((value) => /^[A-Z]{3}$/.test(value)),
    }),
    variant: checked(isLine(MAX_PRODUCT_VARIANT_CHARS)),
  },
);

/** A picture is https, or of the page's own origin: a shop that is tried out on http has its pictures there, too. */
function withProperPicture(known: ProductCard | undefined): ProductCard | undefined {
  const picture = known?.imageUrl === undefined ? undefined : new URL(known.imageUrl);
  const isProper = !picture || picture.protocol === "https:" || picture.origin === new URL(known?.url ?? "").origin;
  return isProper ? known : undefined;
}

/** @param input what a page gave; undefined if it is no card */
export function productCardOf(input: unknown): ProductCard | undefined {
  return withProperPicture(attempt(card, input));
}

/** @param content of a `product` message; undefined if it is no card */
export function decodeProductCard(content: string): ProductCard | undefined {
  return withProperPicture(attemptJson(card, content));
}

/** What a person would say of it; as the server's previews do. */
export function textOfCard({ title, variant }: Pick<ProductCard, "title" | "variant">): string {
  return variant === undefined ? title : `${title} · ${variant}`;
}
