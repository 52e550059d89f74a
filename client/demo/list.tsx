/** @jsxImportSource preact */
import { Cards } from "./card.tsx";
import type { Category } from "./routes.ts";
import { useShop } from "./state.tsx";

export function List({ category }: { category: Category | undefined }) {
  const { t, products } = useShop();
  const shown = products?.filter((product) => category === undefined || product.category === category);
  return (
    <section aria-label={t("shop.products")}>
      <h1>{t(`shop.${category ?? "all"}`)}</h1>
      <Cards products={shown} />
    </section>
  );
}
