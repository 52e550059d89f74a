/**
 * A product as a shop's page shows it, sent into a conversation: the content of a `product` message is this as JSON. The
 * widget has a decoder of its own (`client/lib/product-card.ts`); a property test holds the two equal.
 */
import { z } from "zod";
import {
  MAX_PRODUCT_TITLE_CHARS,
  MAX_PRODUCT_URL_CHARS,
  MAX_PRODUCT_VARIANT_CHARS,
  MAX_TEXT_CHARS,
} from "#protocol/constants";
import { isPageAddress } from "#protocol/page-address";
import { isReadable, type Message } from "#protocol/vocabulary";

function parsed(address: string): URL | undefined {
  return URL.canParse(address) ? new URL(address) : undefined;
}

const line = (maxChars: number) =>
  z.string().min(1).max(maxChars).refine(isReadable, { message: "must be well-formed text with something in it" });
const address = z
  .string()
  .max(MAX_PRODUCT_URL_CHARS)
  .refine(isPageAddress, { message: "must be an http or https address" });

export const productCard = z
  .object({
    title: line(MAX_PRODUCT_TITLE_CHARS),
    url: address.meta({ description: "Of its page." }),
    imageUrl: address.optional(),
    price: z
      .object({
        amount: z
          .string()
          .regex(/^\d{1,12}(\.\d{1,4})?$/)
          .meta({ description: 'In the currency\'s own unit: "68.00".' }),
        currency: z
          .string()
          .regex(/^[A-Z]{3}$/)
          .meta({ description: "ISO 4217." }),
      })
      .optional(),
    variant: line(MAX_PRODUCT_VARIANT_CHARS).optional().meta({ description: "Which of it: a colour, a size." }),
  })
  .refine(({ url, imageUrl }) => imageUrl === undefined || isPicture(imageUrl, url), {
    message: "a picture is https, or of the page's own origin",
  })
  .meta({ id: "ProductCard" });
export type ProductCard = z.infer<typeof productCard>;

/** A shop that is tried out on http has its pictures there, too. */
function isPicture(imageUrl: string, url: string): boolean {
  const picture = parsed(imageUrl);
  return picture?.protocol === "https:" || (picture !== undefined && picture.origin === parsed(url)?.origin);
}

/** @param content of a `product` message; undefined if it is no card */
export function readProductCard(content: string): ProductCard | undefined {
  if (content.length > MAX_TEXT_CHARS) return undefined;
  try {
    return productCard.safeParse(JSON.parse(content)).data;
  } catch {
    return undefined;
  }
}

/** What a person would say of it: for previews, search, notifications and masking. */
export function textOfCard({ title, variant }: Pick<ProductCard, "title" | "variant">): string {
  return variant === undefined ? title : `${title} · ${variant}`;
}

/** A message as words alone; what is no card after all stands as it is. */
export function plainTextOf({ contentType, content }: Pick<Message, "contentType" | "content">): string {
  const card = contentType === "product" ? readProductCard(content) : undefined;
  return card === undefined ? content : textOfCard(card);
}
