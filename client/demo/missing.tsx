/** @jsxImportSource preact */
import { to } from "./routes.ts";
import { useShop } from "./state.tsx";

export function Missing() {
  const { t } = useShop();
  return (
    <section class="plain">
      <h1>{t("shop.missing.title")}</h1>
      <p>{t("shop.missing.text")}</p>
      <a class="primary" href={to.list()}>
        {t("shop.browse")}
      </a>
    </section>
  );
}
