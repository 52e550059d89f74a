/** A message as words alone: of a product its title, as the server's previews have it. */
import { decodeProductCard, textOfCard } from "#client/lib/product-card.ts";

export function plainTextOf(contentType: string, content: string): string {
  const card = contentType === "product" ? decodeProductCard(content) : undefined;
  return card ? textOfCard(card) : content;
}
