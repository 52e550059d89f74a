/** @jsxImportSource preact */
import { decodeProductCard } from "#client/lib/product-card.ts";
import { Product } from "./product.tsx";

/** A product that was sent, as a way to its page; what is no card stands as it was sent. */
export function ProductBubble({ content }: { content: string }) {
  const card = decodeProductCard(content);
  if (!card) return <p class="bubble">{content}</p>;
  return (
    <a class="product" href={card.url} target="_blank" rel="noopener noreferrer" data-testid="product">
      <Product card={card} />
    </a>
  );
}
