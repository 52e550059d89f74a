/** @jsxImportSource preact */
import { formatMoney } from "#client/i18n/format.ts";
import type { DemoProduct } from "#protocol/http-demo";
import { to } from "./routes.ts";
import { useShop } from "./state.tsx";

export function Picture({ product, size }: { product: Pick<DemoProduct, "pictureUrl">; size: number }) {
  return (
    <span class="picture">
      <img src={product.pictureUrl} alt="" width={size} height={size} />
    </span>
  );
}

/** Products side by side; their places are kept while they load. */
export function Cards({ products }: { products: readonly DemoProduct[] | undefined }) {
  if (products === undefined) {
    return (
      <ul class="cards" aria-busy="true">
        {["a", "b", "c", "d", "e", "f"].map((key) => (
          <li key={key} class="card blank" />
        ))}
      </ul>
    );
  }
  return (
    <ul class="cards">
      {products.map((product) => (
        <Card key={product.id} product={product} />
      ))}
    </ul>
  );
}

function Card({ product }: { product: DemoProduct }) {
  const { locale, t } = useShop();
  const [first] = product.variants;
  const isSoldOut = product.variants.every(({ stock }) => stock === 0);
  return (
    <li class="card" data-testid="product-card">
      <a href={to.product(product.id)}>
        <Picture product={product} size={160} />
        <h3>{product.title[locale]}</h3>
        <p class="about">{product.about[locale]}</p>
        <p class="price">
          {first && formatMoney(locale, Number(first.prices[locale].amount), first.prices[locale].currency)}
          {isSoldOut && <span class="tag">{t("product.soldOut")}</span>}
        </p>
      </a>
    </li>
  );
}
