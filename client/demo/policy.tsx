/** @jsxImportSource preact */
import { openChat } from "./chat.ts";
import type { Policy } from "./routes.ts";
import { useShop } from "./state.tsx";

const PARTS = {
  delivery: ["when", "cost", "broken"],
  returns: ["how", "not", "money"],
} as const satisfies Record<Policy, readonly string[]>;

export function PolicyPage({ policy }: { policy: Policy }) {
  const { t } = useShop();
  return (
    <article class="plain">
      <h1>{t(`policy.${policy}.title`)}</h1>
      {policy === "delivery"
        ? PARTS.delivery.map((part) => (
            <section key={part}>
              <h2>{t(`policy.delivery.${part}`)}</h2>
              <p>{t(`policy.delivery.${part}Text`)}</p>
            </section>
          ))
        : PARTS.returns.map((part) => (
            <section key={part}>
              <h2>{t(`policy.returns.${part}`)}</h2>
              <p>{t(`policy.returns.${part}Text`)}</p>
            </section>
          ))}
      <button type="button" class="secondary" onClick={openChat}>
        {t("shop.chat")}
      </button>
    </article>
  );
}
