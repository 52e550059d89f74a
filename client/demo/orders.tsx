/** @jsxImportSource preact */
import { useCallback, useEffect, useState } from "preact/hooks";
import { formatMoney } from "#client/i18n/format.ts";
import type { DemoSignedIn } from "#protocol/http-demo";
import type { Order } from "#protocol/http-orders";
import { openChat } from "./chat.ts";
import { to } from "./routes.ts";
import { change, ordersOf } from "./shop-api.ts";
import { useShop } from "./state.tsx";
import { TimeLine } from "./time-line.tsx";

export function Orders() {
  const { t, customer } = useShop();
  return (
    <section class="orders">
      <h1>{t("orders.title")}</h1>
      {customer === undefined ? (
        <div class="empty">
          <h2>{t("orders.guest.title")}</h2>
          <p>{t("orders.guest.text")}</p>
          <a class="primary" href={to.account}>
            {t("account.title")}
          </a>
        </div>
      ) : (
        <Own key={customer.identifier} customer={customer} />
      )}
    </section>
  );
}

function Own({ customer }: { customer: DemoSignedIn }) {
  const { t, locale } = useShop();
  const [orders, setOrders] = useState<readonly Order[] | "failed">();
  const load = useCallback(() => {
    setOrders(undefined);
    ordersOf(customer, locale).then(setOrders, () => setOrders("failed"));
  }, [customer, locale]);
  useEffect(load, [load]);
  if (orders === undefined) return <div class="order blank" aria-busy="true" />;
  if (orders === "failed") {
    return (
      <p class="notice" role="alert">
        {t("orders.failed")}{" "}
        <button type="button" onClick={load}>
          {t("orders.retry")}
        </button>
      </p>
    );
  }
  if (orders.length === 0) {
    return (
      <div class="empty">
        <h2>{t("orders.none.title")}</h2>
        <p>{t("orders.none.text")}</p>
        <a class="primary" href={to.list()}>
          {t("shop.browse")}
        </a>
      </div>
    );
  }
  const changed = (order: Order) => setOrders(orders.map((each) => (each.number === order.number ? order : each)));
  return (
    <ul class="order-list">
      {orders.map((order) => (
        <OrderCard key={order.number} order={order} customer={customer} changed={changed} />
      ))}
    </ul>
  );
}

function OrderCard(props: { order: Order; customer: DemoSignedIn; changed: (order: Order) => void }) {
  const { order, customer, changed } = props;
  const { t, locale } = useShop();
  const [hasFailed, setHasFailed] = useState(false);
  const pieces = order.items.reduce((sum, { quantity }) => sum + quantity, 0);
  const date = new Intl.DateTimeFormat(locale, { dateStyle: "medium" }).format(Date.parse(order.placedAt));
  const next = nextOf(order);
  return (
    <li class="order" data-testid="order" data-number={order.number}>
      <header>
        <strong>{order.number}</strong>
        <span class="quiet">{t("orders.placedOn", { date })}</span>
        <span class="price">{formatMoney(locale, Number(order.total.amount), order.total.currency)}</span>
      </header>
      <ul class="items">
        {order.items.map(({ title, quantity, imageUrl }) => (
          <li key={title}>
            <span class="picture">
              {imageUrl !== undefined && <img src={imageUrl} alt="" width="48" height="48" />}
            </span>
            <span>{quantity > 1 ? `${title} × ${quantity}` : title}</span>
          </li>
        ))}
      </ul>
      <TimeLine order={order} />
      <footer>
        <span class="quiet">{t("orders.pieces", { count: pieces })}</span>
        {hasFailed && (
          <span class="notice" role="alert">
            {t("orders.changeFailed")}
          </span>
        )}
        {next !== undefined && (
          <button
            type="button"
            class="secondary"
            onClick={() => void change(customer, order.number, next, locale).then(changed, () => setHasFailed(true))}
          >
            {t(next === "cancelled" ? "orders.cancel" : "orders.return")}
          </button>
        )}
        <button type="button" class="secondary" onClick={openChat}>
          {t("orders.help")}
        </button>
      </footer>
    </li>
  );
}

/** What its customer may still do with it. */
function nextOf({ status }: Order): "cancelled" | "return_requested" | undefined {
  if (status === "placed" || status === "paid") return "cancelled";
  return status === "delivered" ? "return_requested" : undefined;
}
