import { Button, Skeleton } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useMay } from "#client/console/session/me.ts";
import { Notice } from "#client/console/shell/notice.tsx";
import { StatusBar } from "#client/console/shell/status-bar.tsx";
import { Icon } from "#client/console/theme/icon.tsx";
import { useNow } from "#client/console/use-now.ts";
import { useWords } from "#client/console/words.tsx";
import { CONVERSATION_VIEWS, type ConversationView } from "#protocol/constants";
import classes from "./conversation-list.module.css";
import { ConversationRowLink } from "./conversation-row.tsx";
import { useFeed } from "./feed.tsx";
import { SearchField } from "./search-field.tsx";
import { SearchResults } from "./search-results.tsx";
import { type List, useList } from "./use-list.ts";
import { useSettled } from "./use-search.ts";

/** Relative times need not be truer than this. */
const TICK_MS = 15_000;

export function ConversationList({ view }: { view: ConversationView }) {
  const { t } = useWords();
  const lists = { mine: useList("mine"), unassigned: useList("unassigned"), all: useList("all") };
  const maySearch = useMay("conversation.search");
  const [text, setText] = useState("");
  const [isComposing, setComposing] = useState(false);
  const sought = useSettled(text, isComposing);
  useEffect(() => {
    document.title = `${t(`list.${view}`)} · Edgedesk`;
  }, [t, view]);
  return (
    <section className={classes.pane} aria-label={t("list.label")} data-testid="conversation-list" data-view={view}>
      <header className={classes.bar}>
        <h1>{t("console.title")}</h1>
      </header>
      {maySearch && <SearchField text={text} onText={setText} onComposing={setComposing} />}
      {sought === "" ? <Lists view={view} lists={lists} /> : <SearchResults q={sought} view={view} />}
      <StatusBar />
    </section>
  );
}

function Lists({ view, lists }: { view: ConversationView; lists: Readonly<Record<ConversationView, List>> }) {
  const { t } = useWords();
  return (
    <>
      <nav className={classes.tabs} aria-label={t("list.views")}>
        {CONVERSATION_VIEWS.map((each) => (
          <Link
            key={each}
            to="/inbox/$view"
            params={{ view: each }}
            data-testid={`view-${each}`}
            aria-current={each === view ? "page" : undefined}
          >
            {t(`list.${each}`)}
            {each !== "all" && <Count list={lists[each]} />}
          </Link>
        ))}
      </nav>
      <Rows view={view} list={lists[view]} />
    </>
  );
}

function Count({ list }: { list: List }) {
  if (list.state !== "ready" || list.rows.length === 0) return null;
  return <i>{`${list.rows.length}${list.hasMore ? "+" : ""}`}</i>;
}

function Rows({ view, list }: { view: ConversationView; list: List }) {
  const { t } = useWords();
  const nowMs = useNow(TICK_MS);
  if (list.state === "loading") return <LoadingRows />;
  if (list.state === "failed") {
    return (
      <div className={classes.scroll}>
        <Notice alert title={t("list.failed.title")} text={t("list.failed.text")} icon={<Icon name="offline" />}>
          <Button onClick={list.retry}>{t("action.retry")}</Button>
        </Notice>
      </div>
    );
  }
  if (list.rows.length === 0) {
    return (
      <div className={classes.scroll}>
        <Empty view={view} />
      </div>
    );
  }
  return (
    <div className={classes.scroll}>
      <ul className={classes.rows}>
        {list.rows.map((row) => (
          <li key={row.conversation.id}>
            <ConversationRowLink row={row} view={view} nowMs={nowMs} />
          </li>
        ))}
      </ul>
      {list.hasMore && (
        <Button
          className={classes.more}
          variant="subtle"
          loading={list.loadingMore}
          onClick={list.loadMore}
          data-testid="load-more"
        >
          {t("list.more")}
        </Button>
      )}
    </div>
  );
}

function Empty({ view }: { view: ConversationView }) {
  const { t } = useWords();
  const { feed, setPresence } = useFeed();
  const mayBePresent = useMay("agent.presence");
  if (view === "mine" && !mayBePresent) {
    return (
      <Notice icon={<Icon name="inbox" />} title={t("list.mine.empty.title")} text={t("list.mine.empty.reader")}>
        <Button renderRoot={(props) => <Link to="/inbox/$view" params={{ view: "all" }} {...props} />}>
          {t("list.mine.empty.all")}
        </Button>
      </Notice>
    );
  }
  if (view === "mine") {
    const offline = feed.status !== "online";
    return (
      <Notice
        icon={<Icon name="inbox" />}
        title={t("list.mine.empty.title")}
        text={t(offline ? "list.mine.empty.offline" : "list.mine.empty.online")}
      >
        {offline ? (
          <Button variant="filled" onClick={() => setPresence({ status: "online" })} data-testid="go-online">
            {t("list.mine.empty.goOnline")}
          </Button>
        ) : (
          <Button renderRoot={(props) => <Link to="/inbox/$view" params={{ view: "unassigned" }} {...props} />}>
            {t("list.mine.empty.look")}
          </Button>
        )}
      </Notice>
    );
  }
  if (view === "unassigned") {
    return (
      <Notice
        icon={<Icon name="check" />}
        title={t("list.unassigned.empty.title")}
        text={t("list.unassigned.empty.text")}
      >
        <Button renderRoot={(props) => <Link to="/inbox/$view" params={{ view: "mine" }} {...props} />}>
          {t("list.unassigned.empty.action")}
        </Button>
      </Notice>
    );
  }
  return (
    <Notice icon={<Icon name="chat" />} title={t("list.all.empty.title")} text={t("list.all.empty.text")}>
      <Button component="a" href="/demo" target="_blank" rel="noopener">
        {t("list.all.empty.action")}
      </Button>
    </Notice>
  );
}

function LoadingRows() {
  const { t } = useWords();
  return (
    <div className={classes.scroll} aria-busy="true" data-testid="list-loading">
      <span className="visually-hidden">{t("console.loading")}</span>
      {["a", "b", "c", "d", "e", "f"].map((row) => (
        <div key={row} className={classes.skeleton}>
          <Skeleton circle height={32} />
          <div>
            <Skeleton height={12} width="45%" />
            <Skeleton height={12} width="90%" />
            <Skeleton height={12} width="30%" />
          </div>
        </div>
      ))}
    </div>
  );
}
