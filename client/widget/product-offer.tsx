/** @jsxImportSource preact */
import { Icon } from "./icon.tsx";
import { productOfPage } from "./page-product.ts";
import { Product } from "./product.tsx";
import type { ThreadSource } from "./thread-source.ts";
import { t } from "./thread-words.ts";
import type { Ui } from "./ui.ts";

/** The product that the visitor looks at, to be sent with one press. Whoever has sent it, or does not want to, is left alone. */
export function ProductOffer({ ui, source }: { ui: Ui; source: ThreadSource }) {
  const { desk } = ui;
  const card = productOfPage(desk.word.product, document, location.href);
  if (!card || desk.putAside.has(card.url) || ui.editing) return null;
  const putAside = () => {
    desk.putAside.add(card.url);
    desk.word.changed();
  };
  return (
    <section class="offer" aria-label={t("offer.looking")} data-testid="product-offer">
      <Product card={card} label={t("offer.looking")} />
      <button
        type="button"
        class="chip"
        data-testid="send-product"
        onClick={() => {
          source.send(JSON.stringify(card), { contentType: "product" });
          ui.toEnd();
          putAside();
        }}
      >
        {t("offer.send")}
      </button>
      <button type="button" class="icon-button small" aria-label={t("offer.away")} onClick={putAside}>
        <Icon name="close" size={16} />
      </button>
    </section>
  );
}
