/** @jsxImportSource preact */
import { useState } from "preact/hooks";
import { formatMoney } from "#client/i18n/format.ts";
import { ApiError } from "#client/lib/api.ts";
import type { DemoCustomerId, DemoProduct } from "#protocol/http-demo";
import type { Order } from "#protocol/http-orders";
import { Picture } from "./card.tsx";
import { Missing } from "./missing.tsx";
import { to } from "./routes.ts";
import { buy } from "./shop-api.ts";
import { useShop } from "./state.tsx";
import { Who } from "./who.tsx";

const MOST = 5;

export function Buy({ id, variantId }: { id: string; variantId: string | undefined }) {
  const { products } = useShop();
  const [placed, setPlaced] = useState<Order>();
  if (placed !== undefined) return <Placed order={placed} />;
  if (products === undefined) return <div class="product blank" aria-busy="true" />;
  const product = products.find((each) => each.id === id);
  const variant = product?.variants.find((each) => each.id === variantId);
  if (product === undefined || variant === undefined || variant.stock === 0) return <Missing />;
  return <Checkout product={product} variant={variant} done={setPlaced} />;
}

type Variant = DemoProduct["variants"][number];

function Checkout(props: { product: DemoProduct; variant: Variant; done: (order: Order) => void }) {
  const { product, variant, done } = props;
  const { t, locale, customer, become } = useShop();
  const [chosen, setChosen] = useState<DemoCustomerId | undefined>(customer?.identifier);
  const [quantity, setQuantity] = useState(1);
  const [isPlacing, setIsPlacing] = useState(false);
  const [failure, setFailure] = useState<"buy.failed" | "buy.soldOut">();
  const who = chosen ?? customer?.identifier;
  const { amount, currency } = variant.prices[locale];
  const money = (value: number) => formatMoney(locale, value, currency);

  async function place() {
    if (who === undefined) return;
    setIsPlacing(true);
    setFailure(undefined);
    try {
      const buyer = customer?.identifier === who ? customer : await become(who);
      done(await buy(buyer, { productId: product.id, variantId: variant.id, quantity }, locale));
    } catch (error) {
      setFailure(error instanceof ApiError && error.code === "conflict" ? "buy.soldOut" : "buy.failed");
      setIsPlacing(false);
    }
  }

  return (
    <form
      class="checkout"
      onSubmit={(event) => {
        event.preventDefault();
        void place();
      }}
    >
      <h1>{t("buy.title")}</h1>
      <section>
        <h2>{t("buy.who")}</h2>
        <p class="quiet">{t("buy.whoHint")}</p>
        <Who chosen={who} choose={setChosen} />
      </section>
      <section class="sum">
        <div class="line">
          <Picture product={product} size={64} />
          <span class="named">
            <strong>{product.title[locale]}</strong>
            {product.variants.length > 1 && <span class="about">{variant.name[locale]}</span>}
          </span>
          <span class="price">{money(Number(amount))}</span>
        </div>
        <label class="line">
          <span>{t("buy.quantity")}</span>
          <select value={quantity} onChange={(event) => setQuantity(Number(event.currentTarget.value))}>
            {Array.from({ length: Math.min(MOST, variant.stock) }, (_, at) => at + 1).map((each) => (
              <option key={each} value={each}>
                {new Intl.NumberFormat(locale).format(each)}
              </option>
            ))}
          </select>
        </label>
        <p class="line">
          <span>{t("buy.delivery")}</span>
          <span>{t("buy.free")}</span>
        </p>
        <p class="line total">
          <span>{t("buy.total")}</span>
          <span data-testid="total">{money(Number(amount) * quantity)}</span>
        </p>
        {failure !== undefined && (
          <p class="notice" role="alert">
            {t(failure)}
          </p>
        )}
        <button type="submit" class="primary" disabled={who === undefined || isPlacing} data-testid="place-order">
          {t(isPlacing ? "buy.placing" : "buy.place")}
        </button>
        <p class="quiet">{t("buy.note")}</p>
      </section>
    </form>
  );
}

function Placed({ order }: { order: Order }) {
  const { t, customer } = useShop();
  return (
    <section class="plain" role="status" data-testid="order-placed" data-number={order.number}>
      <h1>{t("buy.done.title", { name: customer?.name ?? "" })}</h1>
      <p>{t("buy.done.text", { number: order.number })}</p>
      <div class="row">
        <a class="primary" href={to.orders}>
          {t("buy.done.orders")}
        </a>
        <a class="secondary" href={to.list()}>
          {t("buy.done.on")}
        </a>
      </div>
    </section>
  );
}
