/** @jsxImportSource preact */
import { useEffect } from "preact/hooks";
import { Account } from "./account.tsx";
import { Buy } from "./buy.tsx";
import { Footer, Header } from "./frame.tsx";
import { Home } from "./home.tsx";
import { List } from "./list.tsx";
import { Missing } from "./missing.tsx";
import { Orders } from "./orders.tsx";
import { PolicyPage } from "./policy.tsx";
import { ProductPage } from "./product.tsx";
import { type Shop, ShopProvider, useStore } from "./state.tsx";

export function Store() {
  const shop = useStore();
  useEffect(() => {
    document.title = titleOf(shop);
  });
  return (
    <ShopProvider value={shop}>
      <a class="skip" href="#content">
        {shop.t("shop.skip")}
      </a>
      <Header />
      <main id="content">
        {shop.hasFailed && (
          <p class="notice" role="alert">
            {shop.t("shop.failed")}
          </p>
        )}
        <Page shop={shop} />
      </main>
      <Footer />
    </ShopProvider>
  );
}

function Page({ shop: { place } }: { shop: Shop }) {
  switch (place.page) {
    case "home":
      return <Home />;
    case "list":
      return <List category={place.category} />;
    case "product":
      return <ProductPage key={place.id} id={place.id} variantId={place.variant} />;
    case "buy":
      return <Buy key={place.id} id={place.id} variantId={place.variant} />;
    case "orders":
      return <Orders />;
    case "account":
      return <Account />;
    case "policy":
      return <PolicyPage policy={place.policy} />;
    case "missing":
      return <Missing />;
  }
}

function titleOf({ t, place, products, locale }: Shop): string {
  const shop = t("shop.name");
  const titled = (title: string) => `${title} · ${shop}`;
  switch (place.page) {
    case "list":
      return titled(t(`shop.${place.category ?? "all"}`));
    case "product":
    case "buy": {
      const product = products?.find(({ id }) => id === place.id);
      return product === undefined ? shop : titled(product.title[locale]);
    }
    case "orders":
      return titled(t("orders.title"));
    case "account":
      return titled(t("account.title"));
    case "policy":
      return titled(t(`policy.${place.policy}.title`));
    default:
      return shop;
  }
}
