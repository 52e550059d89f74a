import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "#client/console/api.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { ordersWords } from "#client/i18n/console-orders.ts";
import { formatInstant, formatMoney } from "#client/i18n/format.ts";
import { ordersOf } from "#client/lib/order-api.ts";
import type { OrderStatus } from "#protocol/constants";
import type { Order } from "#protocol/http-orders";
import panel from "./customer-panel.module.css";
import classes from "./orders.module.css";

/** As many as there is room for above the fold. */
const SHOWN = 3;
/** One that has just been placed is there with the next look. */
const FRESH_MS = 30_000;

/** What asks for a look, what is under way and what went well; the others are over. */
const TONES: Partial<Record<OrderStatus, "ok" | "accent" | "warn">> = {
  placed: "warn",
  paid: "accent",
  packed: "accent",
  shipped: "accent",
  delivered: "ok",
  return_requested: "warn",
};

/** What the customer ordered, the latest first. */
export function Orders({ contactId }: { contactId: string }) {
  const { t } = useWordsOf(ordersWords);
  const [isAll, setIsAll] = useState(false);
  const orders = useQuery({
    queryKey: ["orders", contactId],
    queryFn: () => ordersOf(api, contactId),
    staleTime: FRESH_MS,
  });
  const all = orders.data ?? [];
  return (
    <section className={panel.section} data-testid="customer-orders">
      <header className={classes.head}>
        <h3>{t("orders.title")}</h3>
        {all.length > SHOWN && (
          <button type="button" className={classes.all} aria-expanded={isAll} onClick={() => setIsAll(!isAll)}>
            {isAll ? t("orders.fewer") : t("orders.all", { count: all.length })}
          </button>
        )}
      </header>
      {orders.isPending && <Skeleton height={36} />}
      {orders.isError && <p className={panel.quiet}>{t("orders.failed")}</p>}
      {orders.isSuccess && all.length === 0 && <p className={panel.quiet}>{t("orders.none")}</p>}
      <ul className={classes.list}>
        {all.slice(0, isAll ? all.length : SHOWN).map((order) => (
          <OrderLine key={order.number} order={order} />
        ))}
      </ul>
    </section>
  );
}

function OrderLine({ order: { number, status, placedAt, total, items } }: { order: Order }) {
  const { t, locale } = useWordsOf(ordersWords);
  const [first] = items;
  const pieces = first !== undefined && first.quantity > 1 ? ` × ${first.quantity}` : "";
  const more = items.length > 1 ? t("orders.more", { count: items.length - 1 }) : undefined;
  return (
    <li className={classes.order} data-testid="customer-order" title={formatInstant(locale, Date.parse(placedAt))}>
      <span className={classes.picture}>
        {first?.imageUrl !== undefined && <img src={first.imageUrl} alt="" width={36} height={36} loading="lazy" />}
      </span>
      <span className={classes.what}>
        <span className={classes.line}>
          <strong>{number}</strong>
          <span className={classes.status} data-tone={TONES[status]}>
            {t(`orders.status.${status}`)}
          </span>
        </span>
        <span className={classes.title} title={items.map(({ title }) => title).join("\n")}>
          {`${first?.title ?? ""}${pieces}`}
          {more !== undefined && <span className={classes.more}>{more}</span>}
        </span>
      </span>
      <span className={classes.total}>{formatMoney(locale, Number(total.amount), total.currency)}</span>
    </li>
  );
}
