import { Button, Skeleton } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useMe } from "#client/console/session/me.ts";
import { Avatar } from "#client/console/shell/avatar.tsx";
import { Notice } from "#client/console/shell/notice.tsx";
import { Icon } from "#client/console/theme/icon.tsx";
import { useNow } from "#client/console/use-now.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { searchWords } from "#client/i18n/console-search.ts";
import { formatAgo, formatInstant } from "#client/i18n/format.ts";
import type { ConversationView } from "#protocol/constants";
import type { SearchHit, SearchResult } from "#protocol/http-search";
import { contactNameOf } from "./contact-name.ts";
import { marked } from "./marked.ts";
import classes from "./search.module.css";
import { useSearch } from "./use-search.ts";

const TICK_MS = 15_000;

/** What was found, by conversation, in the place of the list. */
export function SearchResults({ q, view }: { q: string; view: ConversationView }) {
  const { t } = useWordsOf(searchWords);
  const nowMs = useNow(TICK_MS);
  const { results, state, isOld, hasMore, loadingMore, loadMore, retry } = useSearch(q);
  if (state === "loading") return <Looking />;
  if (state === "failed") {
    return (
      <div className={classes.scroll}>
        <Notice alert icon={<Icon name="offline" />} title={t("search.failed.title")} text={t("search.failed.text")}>
          <Button onClick={retry} data-testid="search-retry">
            {t("action.retry")}
          </Button>
        </Notice>
      </div>
    );
  }
  if (results.length === 0) {
    return (
      <div className={classes.scroll} data-testid="search-none">
        <Notice icon={<Icon name="search" />} title={t("search.none.title")} text={t("search.none.text")} />
      </div>
    );
  }
  const count = results.length;
  return (
    <section className={classes.scroll} aria-label={t("search.results")} aria-busy={isOld} data-testid="search-results">
      <p className={classes.count} role="status">
        {hasMore ? t("search.countMore", { count }) : t("search.count", { count })}
      </p>
      <ul className={classes.results}>
        {results.map((result) => (
          <li key={result.conversation.id}>
            <Result result={result} view={view} nowMs={nowMs} />
          </li>
        ))}
      </ul>
      {hasMore && (
        <Button
          className={classes.more}
          variant="subtle"
          loading={loadingMore}
          onClick={loadMore}
          data-testid="search-more"
        >
          {t("search.more")}
        </Button>
      )}
    </section>
  );
}

function Result({ result, view, nowMs }: { result: SearchResult; view: ConversationView; nowMs: number }) {
  const { t, locale } = useWordsOf(searchWords);
  const { conversation, hits, lastActivityAt } = result;
  const name = contactNameOf(conversation, result.contactName, t);
  const lastMs = Date.parse(lastActivityAt);
  return (
    <Link
      to="/inbox/$view/$conversationId"
      params={{ view, conversationId: conversation.id }}
      search={hits[0] ? { at: hits[0].seq } : {}}
      className={classes.result}
      data-testid="search-result"
      data-conversation-id={conversation.id}
    >
      <Avatar id={conversation.contactId} name={name} size={28} />
      <span className={classes.found}>
        <span className={classes.first}>
          <strong className="ellipsis">{name}</strong>
          <time dateTime={lastActivityAt} title={formatInstant(locale, lastMs)}>
            {formatAgo(locale, lastMs, nowMs)}
          </time>
        </span>
        {result.contact && (
          <span className={classes.contact}>
            <Icon name="person" size={14} />
            {t("search.contact")}
          </span>
        )}
        {hits.map((hit) => (
          <Hit key={hit.messageId} hit={hit} contactId={conversation.contactId} />
        ))}
      </span>
    </Link>
  );
}

function Hit({ hit, contactId }: { hit: SearchHit; contactId: string }) {
  const { t } = useWordsOf(searchWords);
  const me = useMe();
  const { sender } = hit;
  return (
    <span className={classes.hit} data-testid="search-hit">
      {hit.private && (
        <span className={classes.note}>
          <Icon name="lock" size={14} />
          <span className="visually-hidden">{t("search.note")} </span>
        </span>
      )}
      {/* The customer's name stands above. */}
      {sender.id !== contactId && (
        <span className={classes.by}>
          {sender.id === me.id ? t("search.you") : t("search.by", { name: sender.name })}
        </span>
      )}
      {marked(hit.snippet, hit.marks).map(({ text, isMarked, at }) =>
        isMarked ? <mark key={at}>{text}</mark> : <span key={at}>{text}</span>,
      )}
    </span>
  );
}

function Looking() {
  const { t } = useWordsOf(searchWords);
  return (
    <div className={classes.scroll} aria-busy="true" data-testid="search-loading">
      <span className="visually-hidden">{t("search.looking")}</span>
      {["a", "b", "c", "d"].map((row) => (
        <div key={row} className={classes.skeleton}>
          <Skeleton circle height={28} />
          <div>
            <Skeleton height={12} width="40%" />
            <Skeleton height={12} width="95%" />
            <Skeleton height={12} width="70%" />
          </div>
        </div>
      ))}
    </div>
  );
}
