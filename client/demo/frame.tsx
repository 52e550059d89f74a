/** @jsxImportSource preact */
/** What stands around every page of the store. */
import { initialsOf } from "#client/lib/face.ts";
import { LOCALES, type Locale } from "#protocol/constants";
import { openChat } from "./chat.ts";
import { Icon } from "./icon.tsx";
import { to } from "./routes.ts";
import { useShop } from "./state.tsx";

/** Each in its own language, whoever reads. */
const LANGUAGE_NAMES: Readonly<Record<Locale, string>> = { en: "English", "zh-CN": "简体中文" };

export function Header() {
  const { t, place, locale, choose, customer } = useShop();
  const current = place.page === "list" ? place.category : undefined;
  return (
    <header class="bar">
      <a class="brand" href={to.home}>
        {t("shop.name")}
      </a>
      <nav aria-label={t("shop.nav")}>
        {(["teaware", "tea", "gifts"] as const).map((category) => (
          <a
            key={category}
            class="category"
            href={to.list(category)}
            aria-current={current === category ? "page" : undefined}
          >
            {t(`shop.${category}`)}
          </a>
        ))}
      </nav>
      <fieldset class="languages" aria-label={t("shop.language")}>
        {LOCALES.map((each) => (
          <button
            key={each}
            type="button"
            data-locale={each}
            lang={each}
            aria-pressed={each === locale}
            onClick={() => choose(each)}
          >
            {LANGUAGE_NAMES[each]}
          </button>
        ))}
      </fieldset>
      <a class="tool" href={to.orders} aria-label={t("account.orders")} data-testid="to-orders">
        <Icon name="parcel" />
      </a>
      <a
        class="tool"
        href={to.account}
        aria-label={customer === undefined ? t("account.open") : undefined}
        title={customer?.name}
        data-testid="to-account"
      >
        {customer === undefined ? <Icon name="person" /> : <span class="face">{initialsOf(customer.name)}</span>}
      </a>
    </header>
  );
}

export function Footer() {
  const { t } = useShop();
  return (
    <footer class="foot">
      <nav aria-label={t("shop.name")}>
        <a href={to.policy("delivery")}>{t("policy.delivery.title")}</a>
        <a href={to.policy("returns")}>{t("policy.returns.title")}</a>
        <button type="button" onClick={openChat}>
          {t("shop.chat")}
        </button>
      </nav>
      <p>{t("shop.demoNote")}</p>
    </footer>
  );
}
