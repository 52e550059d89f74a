/** @jsxImportSource preact */
import { formatInstant } from "#client/i18n/format.ts";
import type { OrderStatus } from "#protocol/constants";
import type { Order } from "#protocol/http-orders";
import { useShop } from "./state.tsx";

/** The way that an order goes if nothing comes between. */
const USUAL: readonly OrderStatus[] = ["placed", "paid", "packed", "shipped", "delivered"];

/** What the order went through, and what is still to come. */
export function TimeLine({ order: { status, changes } }: { order: Order }) {
  const { t, locale } = useShop();
  const day = new Intl.DateTimeFormat(locale, { month: "short", day: "numeric" });
  const ahead = USUAL.includes(status) ? USUAL.slice(USUAL.indexOf(status) + 1) : [];
  return (
    <ol class="time-line">
      {changes.map(({ status: step, at }, index) => (
        <li
          key={`${step} ${at}`}
          data-step={index === changes.length - 1 ? "now" : "done"}
          aria-current={index === changes.length - 1 ? "step" : undefined}
        >
          <span>{t(`orders.status.${step}`)}</span>
          <time dateTime={at} title={formatInstant(locale, Date.parse(at))}>
            {day.format(Date.parse(at))}
          </time>
        </li>
      ))}
      {ahead.map((step) => (
        <li key={step} data-step="ahead">
          <span>{t(`orders.status.${step}`)}</span>
        </li>
      ))}
    </ol>
  );
}
