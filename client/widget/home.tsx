/** @jsxImportSource preact */
import { formatAgo, formatInstant } from "#client/i18n/format.ts";
import { Avatar } from "./avatar.tsx";
import type { Summary } from "./summary.ts";
import { Close } from "./thread-header.tsx";
import { locale, t, type Ui } from "./ui.ts";

/** Where the visitor's conversations are, and a new one begins. */
export function Home({ ui }: { ui: Ui }) {
  const { desk } = ui;
  const { summaries, list } = ui.state;
  return (
    <div class="home" data-testid="home">
      <header class="home-header">
        <Close close={() => desk.toggle(false)} />
        <h2>{t("home.title")}</h2>
        <p>{t("home.subtitle")}</p>
      </header>
      <div class="home-body">
        {summaries.length > 0 && (
          <section aria-labelledby="conversations">
            <h3 id="conversations">{t("home.conversations")}</h3>
            <ul class="rows">
              {summaries.map((summary) => (
                <li key={summary.key}>
                  <Row ui={ui} summary={summary} />
                </li>
              ))}
            </ul>
          </section>
        )}
        {list === "failed" && (
          <p class="refusal" role="alert">
            {t("home.loadFailed")}{" "}
            <button type="button" class="text-button" onClick={() => void desk.reload()}>
              {t("action.retry")}
            </button>
          </p>
        )}
        <button type="button" class="primary" data-testid="new-conversation" onClick={() => desk.show()}>
          {t(summaries.length > 0 ? "home.another" : "home.new")}
        </button>
      </div>
    </div>
  );
}

function Row({ ui: { nowMs, desk }, summary }: { ui: Ui; summary: Summary }) {
  const { key, by, text, own, atMs, unread, unsent } = summary;
  const preview = text === undefined ? t("message.recalled") : own ? t("row.you", { text }) : text;
  return (
    <button type="button" class="row" data-testid="conversation-row" onClick={() => desk.show(key)}>
      <Avatar by={by} />
      <span class="row-text">
        <span class="row-line">
          <strong class="cut">{by?.name || t("thread.team")}</strong>
          <time dateTime={new Date(atMs).toISOString()} title={formatInstant(locale, atMs)}>
            {unsent ? t("row.draft") : formatAgo(locale, atMs, nowMs)}
          </time>
        </span>
        <span class="row-line">
          <span class="cut">{preview}</span>
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
