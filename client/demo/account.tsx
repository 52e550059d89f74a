/** @jsxImportSource preact */
import { useState } from "preact/hooks";
import { to } from "./routes.ts";
import { useShop } from "./state.tsx";
import { Who } from "./who.tsx";

export function Account() {
  const { t, customer, become, leave, go } = useShop();
  const [hasFailed, setHasFailed] = useState(false);
  return (
    <section class="plain">
      <h1>{customer === undefined ? t("account.title") : t("account.signedIn", { name: customer.name })}</h1>
      <p>{t("account.lead")}</p>
      <Who
        chosen={customer?.identifier}
        choose={(id) =>
          void become(id).then(
            () => go(to.orders),
            () => setHasFailed(true),
          )
        }
      />
      {hasFailed && (
        <p class="notice" role="alert">
          {t("account.failed")}
        </p>
      )}
      {customer === undefined ? (
        <p class="quiet">
          <a href={to.home}>{t("account.guest")}</a>
          <span>{t("account.guestHint")}</span>
        </p>
      ) : (
        <div class="row">
          <a class="secondary" href={to.orders}>
            {t("orders.title")}
          </a>
          <button type="button" class="secondary" onClick={leave} data-testid="sign-out">
            {t("account.signOut")}
          </button>
        </div>
      )}
    </section>
  );
}
