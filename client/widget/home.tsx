/** @jsxImportSource preact */
import { formatAgo, formatInstant } from "#client/i18n/format.ts";
import { Avatar } from "./avatar.tsx";
import type { DeskState } from "./desk.ts";
import { Icon } from "./icon.tsx";
import type { Summary } from "./summary.ts";
import { useNow } from "./use-observable.ts";
import { useWords } from "./words.ts";

interface HomeProps {
  readonly desk: DeskState;
  readonly show: (key?: string) => void;
  readonly reload: () => void;
  readonly close: () => void;
}

/** Where the visitor's conversations are, and a new one begins. */
export function Home({ desk, show, reload, close }: HomeProps) {
  const { t } = useWords();
  const nowMs = useNow(30_000);
  const { summaries, list } = desk;
  return (
    <div class="home" data-testid="home">
      <header class="home-header">
        <button type="button" class="icon-button" data-testid="close" aria-label={t("launcher.close")} onClick={close}>
          <Icon name="close" />
        </button>
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
                  <Row summary={summary} nowMs={nowMs} show={() => show(summary.key)} />
                </li>
              ))}
            </ul>
          </section>
        )}
        {summaries.length === 0 && list === "loading" && (
          <div class="skeleton" role="status">
            <span class="hidden">{t("home.loading")}</span>
          </div>
        )}
        {list === "failed" && (
          <p class="refusal" role="alert">
            {t("home.loadFailed")}{" "}
            <button type="button" class="text-button" onClick={reload}>
              {t("action.retry")}
            </button>
          </p>
        )}
        <button type="button" class="primary" data-testid="new-conversation" onClick={() => show()}>
          {t(summaries.length > 0 ? "home.another" : "home.new")}
        </button>
      </div>
    </div>
  );
}

function Row({ summary, nowMs, show }: { summary: Summary; nowMs: number; show: () => void }) {
  const { t, locale } = useWords();
  const { by, text, own, atMs, unread, unsent } = summary;
  const preview = text === undefined ? t("message.recalled") : own ? t("row.you", { text }) : text;
  return (
    <button type="button" class="row" data-testid="conversation-row" onClick={show}>
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
