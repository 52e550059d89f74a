/** @jsxImportSource preact */
import { formatMoney } from "#client/i18n/format.ts";
import type { ProductCard } from "#protocol/product-card";
import { Icon } from "./icon.tsx";
import { locale } from "./ui.ts";

/** A product's picture and what it is called. @param label stands above it */
export function Product({ card, label }: { card: ProductCard; label?: string }) {
  const { title, imageUrl, price, variant } = card;
  const amount = price && formatMoney(locale, Number(price.amount), price.currency);
  const more = [variant, amount].filter(Boolean).join(" · ");
  return (
    <>
      <span class="picture">
        <Icon name="box" size={20} />
        {imageUrl && (
          <img
            src={imageUrl}
            alt=""
            // One that cannot be had leaves the glyph.
            onError={({ currentTarget }) => currentTarget.remove()}
          />
        )}
      </span>
      <span class="product-text">
        {label && <span class="small">{label}</span>}
        <span class="product-title" dir="auto">
          {title}
        </span>
        {more && <span class="small">{more}</span>}
      </span>
    </>
  );
}
