import { Button, Skeleton } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "#client/console/api.ts";
import { dayKey } from "#client/console/format/time.ts";
import frame from "#client/console/settings/frame.module.css";
import { Notice } from "#client/console/shell/notice.tsx";
import { Icon } from "#client/console/theme/icon.tsx";
import { useNow } from "#client/console/use-now.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { auditWords } from "#client/i18n/console-audit.ts";
import { formatDay } from "#client/i18n/format.ts";
import { auditEntries } from "#client/lib/audit-api.ts";
import type { AuditEntryAnswer, AuditFilter } from "#protocol/http-audit";
import { AuditFilters } from "./audit-filters.tsx";
import classes from "./audit-page.module.css";
import { ChainStatus } from "./chain-status.tsx";
import { EntryRow } from "./entry-row.tsx";
import { ExportMenu } from "./export-menu.tsx";

/** "Today" need not become "yesterday" sooner. */
const TICK_MS = 60_000;
const NO_FILTER: AuditFilter = {};

/** Who did what: filters, the entries by day, and whether the log is what it was. */
export function AuditPage() {
  const [filter, setFilter] = useState(NO_FILTER);
  return (
    <div className={frame.page} data-width="table" data-testid="audit-page">
      <div className={classes.head}>
        <ChainStatus />
        <ExportMenu filter={filter} />
      </div>
      <AuditFilters filter={filter} onChange={setFilter} />
      <Entries filter={filter} onChange={setFilter} />
    </div>
  );
}

function Entries({ filter, onChange }: { filter: AuditFilter; onChange: (filter: AuditFilter) => void }) {
  const { t, locale } = useWordsOf(auditWords);
  const nowMs = useNow(TICK_MS);
  const pages = useInfiniteQuery({
    queryKey: ["audit", filter],
    queryFn: ({ pageParam }) => auditEntries(api, filter, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor,
    refetchOnWindowFocus: true,
  });
  if (pages.isPending) return <LoadingEntries />;
  if (pages.isError && pages.data === undefined) {
    return (
      <Notice alert title={t("list.failed.title")} text={t("list.failed.text")} icon={<Icon name="offline" />}>
        <Button onClick={() => void pages.refetch()}>{t("action.retry")}</Button>
      </Notice>
    );
  }
  const entries = pages.data?.pages.flatMap(({ items }) => items) ?? [];
  if (entries.length === 0) return <NoEntries isFiltered={Object.keys(filter).length > 0} clear={() => onChange({})} />;
  return (
    <section aria-label={t("audit.list")}>
      {byDay(entries).map(([day, ofDay]) => (
        <section key={day} aria-label={formatDay(locale, ofDay[0].atMs, nowMs)}>
          <h3 className={classes.day}>{formatDay(locale, ofDay[0].atMs, nowMs)}</h3>
          <ol className={classes.entries} data-testid="audit-entries">
            {ofDay.map((entry) => (
              <EntryRow key={entry.id} entry={entry} onFilter={onChange} />
            ))}
          </ol>
        </section>
      ))}
      {pages.hasNextPage && (
        <Button
          className={classes.more}
          variant="subtle"
          loading={pages.isFetchingNextPage}
          onClick={() => void pages.fetchNextPage()}
          data-testid="audit-more"
        >
          {t("audit.more")}
        </Button>
      )}
    </section>
  );
}

type Day = readonly [AuditEntryAnswer, ...AuditEntryAnswer[]];

/** @param entries the latest first, so that those of a day stand together */
function byDay(entries: readonly AuditEntryAnswer[]): [day: string, entries: Day][] {
  const days: [string, [AuditEntryAnswer, ...AuditEntryAnswer[]]][] = [];
  for (const entry of entries) {
    const day = dayKey(entry.atMs);
    const last = days.at(-1);
    if (last?.[0] === day) last[1].push(entry);
    else days.push([day, [entry]]);
  }
  return days;
}

function NoEntries({ isFiltered, clear }: { isFiltered: boolean; clear: () => void }) {
  const { t } = useWordsOf(auditWords);
  if (!isFiltered)
    return <Notice icon={<Icon name="list" />} title={t("audit.empty.title")} text={t("audit.empty.text")} />;
  return (
    <Notice icon={<Icon name="search" />} title={t("audit.none.title")}>
      <Button onClick={clear}>{t("audit.filter.clear")}</Button>
    </Notice>
  );
}

function LoadingEntries() {
  const { t } = useWordsOf(auditWords);
  return (
    <div className={classes.loading} aria-busy="true">
      <span className="visually-hidden">{t("audit.loading")}</span>
      {["a", "b", "c", "d", "e", "f", "g", "h"].map((row) => (
        <Skeleton key={row} height={36} />
      ))}
    </div>
  );
}
