import { Button, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { api } from "#client/console/api.ts";
import { useMay } from "#client/console/session/me.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { todayWords } from "#client/i18n/console-today.ts";
import { numberFormat } from "#client/i18n/formatters.ts";
import { readOwnNumbers } from "#client/lib/own-day-api.ts";
import { readOwnReplyRate } from "#client/lib/reply-api.ts";
import type { OwnNumbers } from "#protocol/http-own-day";
import type { ReplyRate } from "#protocol/http-replies";
import { share, span } from "./figures.ts";
import classes from "./own-numbers.module.css";
import { periodOf } from "./reply-period.ts";
import { TeamReplyRatesPanel } from "./team-reply-rates.tsx";
import { zoneOfReader } from "./zone.ts";

/** They are of the day, not of the second. */
const FRESH_EVERY_MS = 30_000;

/** What the agent has done today; it is for them alone. */
export function OwnNumbersPanel() {
  const { t } = useWordsOf(todayWords);
  const leads = useMay("conversation.handleAny");
  const query = useQuery({
    queryKey: ["today", "numbers"],
    queryFn: async () => {
      const [numbers, replies] = await Promise.all([
        readOwnNumbers(api, zoneOfReader()),
        readOwnReplyRate(api, periodOf(1, Date.now())),
      ]);
      return { numbers, replies };
    },
    refetchInterval: FRESH_EVERY_MS,
  });
  return (
    <aside className={classes.panel} aria-labelledby="today-numbers" data-testid="today-numbers">
      <h2 id="today-numbers">{t("today.numbers")}</h2>
      {query.data !== undefined && <Figures {...query.data} />}
      {query.data === undefined && !query.isError && <Skeleton height={200} />}
      {query.data === undefined && query.isError && (
        <p className={classes.failed} role="alert">
          {t("today.numbers.failed")}
          <Button onClick={() => void query.refetch()}>{t("action.retry")}</Button>
        </p>
      )}
      {leads && <TeamReplyRatesPanel />}
    </aside>
  );
}

function Figures({ numbers, replies }: { numbers: OwnNumbers; replies: ReplyRate }) {
  const { t, locale } = useWordsOf(todayWords);
  const count = (value: number) => numberFormat(locale, {}).format(value);
  const { firstResponseMedianMs, slaHit, slaMissed, onlineMs } = numbers;
  const figures = [
    ["conversations", count(numbers.conversations)],
    ["messages", count(numbers.messages)],
    ["resolved", count(numbers.resolved)],
    ["tickets", count(numbers.ticketsFinished)],
    ["firstResponse", firstResponseMedianMs === undefined ? undefined : span(firstResponseMedianMs, locale)],
    ["quick", share(replies.inTime, replies.questions, locale)],
    ["sla", share(slaHit, slaHit + slaMissed, locale)],
    ["online", span(onlineMs, locale)],
  ] as const;
  return (
    <dl className={classes.figures}>
      {figures.map(([name, value]) => (
        <div key={name} title={t(`today.numbers.${name}.hint`)}>
          <dt>{t(`today.numbers.${name}`)}</dt>
          <dd data-testid={`today-number-${name}`}>
            {value ?? (
              <span className={classes.none}>
                <span aria-hidden="true">–</span>
                <span className="visually-hidden">{t("today.numbers.none")}</span>
              </span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
