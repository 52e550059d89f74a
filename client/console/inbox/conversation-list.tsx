import { Button, Skeleton } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useState } from "react";
import { desktopState } from "#client/console/notify/desktop.ts";
import { useMay, useMe } from "#client/console/session/me.ts";
import { Notice } from "#client/console/shell/notice.tsx";
import { StatusBar } from "#client/console/shell/status-bar.tsx";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWords, useWordsOf } from "#client/console/words.tsx";
import { inboxWords } from "#client/i18n/console-inbox.ts";
import { numberFormat } from "#client/i18n/formatters.ts";
import { CONVERSATION_VIEWS, type ConversationView, MAX_LIST_COUNT } from "#protocol/constants";
import classes from "./conversation-list.module.css";
import { EmptyList } from "./empty-list.tsx";
import { FeedBanner } from "./feed-banner.tsx";
import { FilterMenu } from "./filter-menu.tsx";
import { countFilters, type ListFilters } from "./filters.ts";
import headerClasses from "./list-header.module.css";
import { ManualNotice } from "./manual-notice.tsx";
import { SearchField } from "./search-field.tsx";
import { SearchResults } from "./search-results.tsx";
import { SortMenu } from "./sort-menu.tsx";
import { useCounts, useFilters, useList } from "./use-list.ts";
import { useSettled } from "./use-search.ts";
import { ViewsMenu } from "./views-menu.tsx";
import { VirtualRows } from "./virtual-rows.tsx";

const ManualControl = lazy(() => import("./manual-control.tsx"));
const DesktopOffer = lazy(() => import("#client/console/notify/desktop-offer.tsx"));

export function ConversationList({ view }: { view: ConversationView }) {
  const { t } = useWords();
  const filters = useFilters();
  const maySearch = useMay("conversation.search");
  const mayHandOut = useMay("team.handOutByHand");
  const [text, setText] = useState("");
  const [isComposing, setComposing] = useState(false);
  const sought = useSettled(text, isComposing);
  useEffect(() => {
    document.title = `${t(`list.${view}`)} · Edgedesk`;
  }, [t, view]);
  return (
    <section className={classes.pane} aria-label={t("list.label")} data-testid="conversation-list" data-view={view}>
      <header className={headerClasses.bar}>
        <h1>{t("console.title")}</h1>
        <ViewsMenu view={view} filters={filters} />
        <FilterMenu filters={filters} />
        <SortMenu filters={filters} />
      </header>
      <FeedBanner />
      <ManualNotice />
      {mayHandOut && view === "unassigned" && (
        <Suspense>
          <ManualControl />
        </Suspense>
      )}
      {desktopState() === "default" && (
        <Suspense>
          <DesktopOffer />
        </Suspense>
      )}
      {maySearch && <SearchField text={text} onText={setText} onComposing={setComposing} />}
      {sought === "" ? (
        <>
          <Tabs view={view} />
          {/* Anew for each list: another one begins at its top. */}
          <Rows key={`${view} ${JSON.stringify(filters)}`} view={view} filters={filters} />
        </>
      ) : (
        <SearchResults q={sought} view={view} />
      )}
      <StatusBar />
    </section>
  );
}

function Tabs({ view }: { view: ConversationView }) {
  const { t, locale } = useWords();
  const me = useMe();
  const counts = useCounts();
  const counted = (count: number) =>
    numberFormat(locale, {}).format(Math.min(count, MAX_LIST_COUNT - 1)) + (count >= MAX_LIST_COUNT ? "+" : "");
  const views = CONVERSATION_VIEWS.filter((each) => each !== "team" || me.teamIds.length > 0);
  return (
    <nav className={classes.tabs} aria-label={t("list.views")}>
      {views.map((each) => {
        const count = counts[each] ?? 0;
        return (
          <Link
            key={each}
            to="/inbox/$view"
            params={{ view: each }}
            search={true}
            data-testid={`view-${each}`}
            aria-current={each === view ? "page" : undefined}
          >
            {t(`list.${each}`)}
            {count > 0 && <i>{counted(count)}</i>}
          </Link>
        );
      })}
    </nav>
  );
}

function Rows({ view, filters }: { view: ConversationView; filters: ListFilters }) {
  const { t } = useWordsOf(inboxWords);
  const list = useList(view, filters);
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
    const isNarrowed = countFilters(filters) > 0 || filters.sort === "waiting" || filters.sort === "due";
    return <div className={classes.scroll}>{isNarrowed ? <NothingPasses /> : <EmptyList view={view} />}</div>;
  }
  return <VirtualRows list={list} view={view} filters={filters} />;
}

function NothingPasses() {
  const { t } = useWordsOf(inboxWords);
  return (
    <Notice icon={<Icon name="filter" />} title={t("inbox.filter.none.title")} text={t("inbox.filter.none.text")}>
      <Button renderRoot={(props) => <Link to="." search={{}} {...props} />} data-testid="filters-off">
        {t("inbox.filter.clear")}
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
