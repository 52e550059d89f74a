/** @jsxImportSource preact */
import { formatAgo, formatInstant } from "#client/i18n/format.ts";
import { Avatar } from "./avatar.tsx";
import { Close } from "./close.tsx";
import { firstNameOf } from "./first-name.ts";
import { Icon } from "./icon.tsx";
import type { Summary } from "./summary.ts";
import { Team } from "./team.tsx";
import { locale, t, type Ui } from "./ui.ts";

/** So many are shown before the visitor asks for the rest by writing anew: what is older is seldom looked for here. */
const SHOWN_CONVERSATIONS = 5;

/** Where the visitor's conversations are, and a new one begins. */
export function Home({ ui }: { ui: Ui }) {
  const { desk } = ui;
  const { summaries, list, shop } = ui.state;
  const name = firstNameOf(desk.word.customerName);
  const greeting = shop?.greeting?.[locale];
  return (
    <div class="home" data-testid="home">
      <header class="home-header">
        <div class="home-top">
          {shop?.logoUrl ? (
            <img class="logo" src={shop.logoUrl} alt={shop.shopName} width={32} height={32} />
          ) : (
            <span class="shop cut">{shop?.shopName}</span>
          )}
          <Close close={() => desk.toggle(false)} />
        </div>
        <h2 data-testid="greeting">{greeting || (name ? t("home.helloName", { name }) : t("home.hello"))}</h2>
        <Team ui={ui} />
      </header>
      <div class="home-body">
        {summaries.length > 0 && (
          <section class="card" aria-labelledby="conversations">
            <h3 id="conversations">{t(summaries.length > 1 ? "home.conversations" : "home.conversation")}</h3>
            <ul class="rows">
              {summaries.slice(0, SHOWN_CONVERSATIONS).map((summary) => (
                <li key={summary.key}>
                  <Row ui={ui} summary={summary} />
                </li>
              ))}
            </ul>
          </section>
        )}
        {summaries.length === 0 && list === "loading" && <div class="card ghost" aria-hidden="true" />}
        {list === "failed" && (
          <p class="refusal" role="alert">
            {t("home.loadFailed")}{" "}
            <button type="button" class="text-button" onClick={() => void desk.reload()}>
              {t("home.retry")}
            </button>
          </p>
        )}
        <button type="button" class="primary" data-testid="new-conversation" onClick={() => desk.show()}>
          <Icon name="plane" size={16} />
          {t(summaries.length > 0 ? "home.another" : "home.new")}
        </button>
        <button
          type="button"
          class="card row"
          data-testid="leave-request"
          aria-busy={ui.asking.state === "loading"}
          onClick={() => void ui.asking.open()}
        >
          <Icon name="form" size={16} />
          {t("home.request")}
        </button>
        {ui.asking.state === "failed" && (
          <p class="refusal" role="alert">
            {t("home.requestFailed")}
          </p>
        )}
      </div>
    </div>
  );
}

function Row({ ui: { nowMs, desk }, summary }: { ui: Ui; summary: Summary }) {
  const { key, by, text, own, atMs, unread, unsent } = summary;
  const preview = text === undefined ? t("row.recalled") : own ? t("row.you", { text }) : text;
  return (
    <button type="button" class="row" data-testid="conversation-row" onClick={() => desk.show(key)}>
      <Avatar by={by} />
      <span class="row-text">
        <span class="row-line">
          <strong class="cut" dir="auto">
            {by?.name || t("team.name")}
          </strong>
          <time dateTime={new Date(atMs).toISOString()} title={formatInstant(locale, atMs)}>
            {unsent ? t("row.draft") : formatAgo(locale, atMs, nowMs)}
          </time>
        </span>
        <span class="row-line">
          <span class="cut" dir="auto">
            {preview}
          </span>
          {unread > 0 && (
            <span class="badge" data-testid="row-unread">
              <span aria-hidden="true">{unread}</span>
              <span class="hidden">{t("row.unread", { count: unread })}</span>
            </span>
          )}
        </span>
      </span>
    </button>
  );
}
