/** @jsxImportSource preact */
import { Cards } from "./card.tsx";
import { Icon } from "./icon.tsx";
import { to } from "./routes.ts";
import { useShop } from "./state.tsx";

/** Those that people come back for, in this order. */
const FAVOURITES = ["kettle", "teapot", "gaiwan", "cups", "oolong", "tray", "matcha", "vase"];

export function Home() {
  const { t, products } = useShop();
  const favourites = products && FAVOURITES.flatMap((id) => products.filter((product) => product.id === id));
  return (
    <>
      <section class="hero">
        <div>
          <h1>{t("shop.title")}</h1>
          <p>{t("shop.lead")}</p>
          <a class="primary" href={to.list()}>
            {t("shop.browse")}
          </a>
        </div>
        <div class="still" aria-hidden="true">
          <img src="/demo/art/vase.svg" alt="" width="180" height="180" />
          <img src="/demo/art/teapot.svg" alt="" width="260" height="260" />
          <img src="/demo/art/cups.svg" alt="" width="150" height="150" />
        </div>
      </section>
      <ul class="promises">
        <li>
          <Icon name="parcel" />
          {t("shop.promise.delivery")}
        </li>
        <li>
          <Icon name="back" />
          {t("shop.promise.returns")}
        </li>
        <li>
          <Icon name="chat" />
          {t("shop.promise.people")}
        </li>
      </ul>
      <section aria-labelledby="favourites">
        <h2 id="favourites">{t("shop.favourites")}</h2>
        <Cards products={favourites} />
      </section>
    </>
  );
}
