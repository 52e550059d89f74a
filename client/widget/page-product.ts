/** The product that a shop's page is about: as the page said by `setProduct`, else as it says to search engines (schema.org). */
import { productCardOf } from "#client/lib/product-card.ts";
import type { ProductCard } from "#protocol/product-card";

/** As much of a page as this looks at. */
export interface DescribedPage {
  querySelectorAll(selector: string): Iterable<{ readonly textContent: string | null }>;
}

/** @param said what the page gave to `setProduct` @param address of the page */
export function productOfPage(said: unknown, page: DescribedPage, address: string): ProductCard | undefined {
  return said === undefined ? describedProduct(page, address) : productCardOf(said);
}

function describedProduct(page: DescribedPage, address: string): ProductCard | undefined {
  for (const { textContent } of page.querySelectorAll('script[type="application/ld+json"]')) {
    const product = productIn(parsed(textContent ?? ""));
    if (product) return productCardOf(cardOf(product, address));
  }
  return undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

type Described = Readonly<Record<string, unknown>>;

function fieldsOf(value: unknown): Described {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === "object" && first !== null ? Object.fromEntries(Object.entries(first)) : {};
}

/** The first product of a description, which may be one thing, a list, or a graph. */
function productIn(described: unknown): Described | undefined {
  const things: unknown[] = Array.isArray(described) ? described : [described];
  for (const thing of things) {
    const fields = fieldsOf(thing);
    const types: unknown[] = Array.isArray(fields["@type"]) ? fields["@type"] : [fields["@type"]];
    if (types.some((type) => /(^|\/)Product$/.test(String(type)))) return fields;
    const found = "@graph" in fields ? productIn(fields["@graph"]) : undefined;
    if (found) return found;
  }
  return undefined;
}

/** Addresses may be relative; what is missing or unfit stays out, and only the title has to be there. */
function cardOf(product: Described, address: string): Described {
  const offer = fieldsOf(product.offers);
  const amount = offer.price ?? offer.lowPrice;
  const price = { amount: String(amount), currency: offer.priceCurrency };
  const image: unknown = Array.isArray(product.image) ? product.image[0] : product.image;
  const imageUrl = absolute(typeof image === "object" ? fieldsOf(image).url : image, address);
  const card = {
    title: product.name,
    url: absolute(product.url ?? offer.url, address) ?? address,
    variant: typeof product.color === "string" ? product.color : undefined,
  };
  // Each for itself: a price that cannot be read is no reason to leave the picture out.
  const withPrice = productCardOf({ ...card, price }) ? { ...card, price } : card;
  return productCardOf({ ...withPrice, imageUrl }) ? { ...withPrice, imageUrl } : withPrice;
}

function absolute(value: unknown, base: string): string | undefined {
  return typeof value === "string" && URL.canParse(value, base) ? new URL(value, base).href : undefined;
}
