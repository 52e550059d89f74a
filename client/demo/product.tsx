/** @jsxImportSource preact */
import { useEffect, useState } from "preact/hooks";
import { formatMoney } from "#client/i18n/format.ts";
import type { DemoProduct } from "#protocol/http-demo";
import { Picture } from "./card.tsx";
import { openChat, showNoProduct, showProduct } from "./chat.ts";
import { Icon } from "./icon.tsx";
import { Missing } from "./missing.tsx";
import { describeProduct } from "./product-data.ts";
import { to } from "./routes.ts";
import { useShop } from "./state.tsx";

export function ProductPage({ id, variantId }: { id: string; variantId: string | undefined }) {
  const { products } = useShop();
  if (products === undefined) return <div class="product blank" aria-busy="true" />;
  const product = products.find((each) => each.id === id);
  return product === undefined ? <Missing /> : <Known product={product} variantId={variantId} />;
}

function Known({ product, variantId }: { product: DemoProduct; variantId: string | undefined }) {
  const { t, locale } = useShop();
  const firstThere = product.variants.find(({ stock }) => stock > 0) ?? product.variants[0];
  const [chosenId, setChosenId] = useState(variantId ?? firstThere?.id);
  const variant = product.variants.find((each) => each.id === chosenId) ?? firstThere;
  useEffect(() => {
    if (variant === undefined) return undefined;
    showProduct(product, variant, locale);
    const forget = describeProduct(product, variant, locale);
    return () => {
      showNoProduct();
      forget();
    };
  }, [product, variant, locale]);
  if (variant === undefined) return <Missing />;
  const { amount, currency } = variant.prices[locale];
  return (
    <article class="product">
      <nav class="crumbs" aria-label={t("shop.nav")}>
        <a href={to.home}>{t("product.home")}</a>
        <a href={to.list(product.category)}>{t(`shop.${product.category}`)}</a>
      </nav>
      <Picture product={product} size={360} />
      <div class="words">
        <h1>{product.title[locale]}</h1>
        <p class="story">{product.story[locale]}</p>
        <ul class="small">
          <li>
            <Icon name="parcel" />
            {t("shop.promise.delivery")}
          </li>
          <li>
            <Icon name="back" />
            {t("shop.promise.returns")}
          </li>
        </ul>
      </div>
      <div class="deal">
        <p class="price" data-testid="price">
          {formatMoney(locale, Number(amount), currency)}
        </p>
        {product.variants.length > 1 && <Choice product={product} chosen={variant} choose={setChosenId} />}
        <p class="stock">{stockOf(product, variant, t, locale)}</p>
        {variant.stock > 0 ? (
          <a class="primary" href={to.buy(product.id, variant.id)} data-testid="buy">
            {t("product.buy")}
          </a>
        ) : (
          <span class="primary" aria-disabled="true">
            {t("product.soldOut")}
          </span>
        )}
        <button type="button" class="secondary" onClick={openChat} data-testid="ask">
          {t(variant.stock > 0 ? "shop.ask" : "product.notify")}
        </button>
      </div>
    </article>
  );
}

type Variant = DemoProduct["variants"][number];
type Words = ReturnType<typeof useShop>;

function stockOf({ variants }: DemoProduct, { name, stock }: Variant, t: Words["t"], locale: Words["locale"]): string {
  const isOnly = variants.length === 1;
  if (stock === 0) return isOnly ? t("product.soldOut") : t("product.soldOutVariant", { variant: name[locale] });
  return isOnly ? t("product.inStock", { count: stock }) : t("product.stock", { variant: name[locale], count: stock });
}

function Choice(props: { product: DemoProduct; chosen: Variant; choose: (id: string) => void }) {
  const { t, locale } = useShop();
  return (
    <fieldset class="choice">
      <legend>{t("product.choose")}</legend>
      {props.product.variants.map(({ id, name, swatch, stock }) => (
        <label key={id} class={swatch === undefined ? "form" : "swatch"} data-sold-out={stock === 0 || undefined}>
          <input
            type="radio"
            name="variant"
            value={id}
            checked={id === props.chosen.id}
            onChange={() => props.choose(id)}
            aria-label={name[locale]}
          />
          {swatch === undefined ? name[locale] : <span style={{ background: swatch }} title={name[locale]} />}
        </label>
      ))}
    </fieldset>
  );
}
