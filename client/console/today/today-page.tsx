import { Button, Skeleton } from "@mantine/core";
import { Link, useSearch } from "@tanstack/react-router";
import { useEffect, useMemo, useRef } from "react";
import { useOffers } from "#client/console/commands/commands.tsx";
import { useFeed } from "#client/console/inbox/feed.tsx";
import { Notice } from "#client/console/shell/notice.tsx";
import { Icon } from "#client/console/theme/icon.tsx";
import { useNow } from "#client/console/use-now.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { todayWords } from "#client/i18n/console-today.ts";
import { formatDate } from "./format-date.ts";
import { countOf } from "./live.ts";
import { OwnNumbersPanel } from "./own-numbers.tsx";
import { readTodaySearch } from "./search.ts";
import classes from "./today.module.css";
import { TodayFilterChips } from "./today-filters.tsx";
import { TodaySections } from "./today-sections.tsx";
import { useFollowUps } from "./use-follow-ups.ts";
import { useRefundsToDecide } from "./use-refunds-to-decide.ts";
import { useToday } from "./use-today.ts";

const TICK_MS = 30_000;

/** What there is to do today, the most pressing few of each kind. */
export function TodayPage() {
  const { t, locale } = useWordsOf(todayWords);
  const search = useSearch({ strict: false });
  const filters = useMemo(() => readTodaySearch(search), [search]);
  const { today, isError, retry } = useToday(filters);
  const { feed } = useFeed();
  const nowMs = useNow(TICK_MS);
  const body = useRef<HTMLDivElement>(null);
  useOffers({ next: () => step(body.current, 1), previous: () => step(body.current, -1) });
  useEffect(() => {
    document.title = `${t("today.title")} · Edgedesk`;
  }, [t]);
  const isFiltered = Object.keys(filters).length > 0;
  const called = [feed.mentions, feed.alerts, feed.ticketAlerts, feed.ticketNews];
  const calls = isFiltered ? 0 : called.reduce((sum, each) => sum + each.length, 0);
  const promised = useFollowUps();
  const followUps = isFiltered ? { ...promised, items: [], more: false } : promised;
  const asked = useRefundsToDecide();
  const refunds = isFiltered ? { items: [], more: false } : asked;
  const others = calls + followUps.items.length + refunds.items.length;
  const isEmpty = today !== undefined && countOf(today) + others === 0;
  return (
    <main className={classes.page} aria-label={t("today.list")} data-testid="today-page">
      <header className={classes.bar}>
        <h1>{t("today.title")}</h1>
        <time className={classes.date}>{formatDate(locale, nowMs)}</time>
      </header>
      <TodayFilterChips filters={filters} />
      <div className={classes.columns}>
        <div className={classes.body} ref={body}>
          {today === undefined && !isError && <Loading />}
          {today === undefined && isError && (
            <Notice alert icon={<Icon name="offline" />} title={t("today.failed.title")} text={t("today.failed.text")}>
              <Button onClick={retry}>{t("action.retry")}</Button>
            </Notice>
          )}
          {today !== undefined && isError && (
            <p className={classes.stale} role="status">
              <Icon name="offline" size={16} />
              {t("today.stale")}
              <Button onClick={retry}>{t("action.retry")}</Button>
            </p>
          )}
          {isEmpty && <Done isFiltered={isFiltered} />}
          {today !== undefined && !isEmpty && (
            <TodaySections today={today} hasCalls={!isFiltered} followUps={followUps} refunds={refunds} nowMs={nowMs} />
          )}
        </div>
        <OwnNumbersPanel />
      </div>
    </main>
  );
}

function Done({ isFiltered }: { isFiltered: boolean }) {
  const { t } = useWordsOf(todayWords);
  if (isFiltered) {
    return (
      <Notice icon={<Icon name="filter" />} title={t("today.none.title")} text={t("today.none.text")}>
        <Button renderRoot={(props) => <Link to="/today" search={{}} {...props} />}>{t("today.clear")}</Button>
      </Notice>
    );
  }
  return (
    <div className={classes.done} data-testid="today-done">
      <Notice icon={<Icon name="checks" />} title={t("today.done.title")} text={t("today.done.text")}>
        <Button renderRoot={(props) => <Link to="/inbox/$view" params={{ view: "unassigned" }} {...props} />}>
          {t("today.done.queue")}
        </Button>
      </Notice>
    </div>
  );
}

function Loading() {
  const { t } = useWordsOf(todayWords);
  return (
    <div className={classes.loading} aria-busy="true">
      <span className="visually-hidden">{t("console.loading")}</span>
      {["a", "b", "c"].map((section) => (
        <div key={section}>
          <Skeleton height={16} width={140} />
          <Skeleton height={44} />
          <Skeleton height={44} />
        </div>
      ))}
    </div>
  );
}

/** Moves the focus from row to row, through all sections; `Enter` opens, as on any link. */
function step(body: HTMLElement | null, by: 1 | -1): void {
  const rows = [...(body?.querySelectorAll<HTMLElement>("[data-today-row]") ?? [])];
  const { activeElement } = document;
  const at = activeElement instanceof HTMLElement ? rows.indexOf(activeElement) : -1;
  const next = at === -1 ? rows[0] : rows[at + by];
  next?.focus();
}
