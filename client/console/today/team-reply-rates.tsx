import { Button, SegmentedControl, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "#client/console/api.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { replyRateWords } from "#client/i18n/console-reply-rates.ts";
import { numberFormat } from "#client/i18n/formatters.ts";
import { readTeamReplyRates } from "#client/lib/reply-api.ts";
import type { TeamReplyRates } from "#protocol/http-replies";
import { share } from "./figures.ts";
import { periodOf } from "./reply-period.ts";
import classes from "./team-reply-rates.module.css";

const SPANS = [1, 7, 30] as const;
const FRESH_EVERY_MS = 60_000;

/** How many questions the teams of whoever leads answered within three minutes. */
export function TeamReplyRatesPanel() {
  const { t } = useWordsOf(replyRateWords);
  const [days, setDays] = useState<(typeof SPANS)[number]>(1);
  const query = useQuery({
    queryKey: ["today", "reply-rates", days],
    queryFn: () => readTeamReplyRates(api, periodOf(days, Date.now())),
    refetchInterval: FRESH_EVERY_MS,
  });
  return (
    <section className={classes.panel} aria-labelledby="team-replies" data-testid="team-replies">
      <h2 id="team-replies">{t("replies.title")}</h2>
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label={t("replies.period")}
        value={String(days)}
        onChange={(value) => setDays(SPANS.find((each) => String(each) === value) ?? 1)}
        data={SPANS.map((each) => ({ value: String(each), label: t(`replies.days.${each}`) }))}
      />
      {query.data !== undefined && <Rates rates={query.data} />}
      {query.data === undefined && !query.isError && <Skeleton height={96} />}
      {query.data === undefined && query.isError && (
        <p className={classes.failed} role="alert">
          {t("replies.failed")}
          <Button onClick={() => void query.refetch()}>{t("action.retry")}</Button>
        </p>
      )}
    </section>
  );
}

function Rates({ rates: { items } }: { rates: TeamReplyRates }) {
  const { t, locale } = useWordsOf(replyRateWords);
  if (items.length === 0) return <p className={classes.hint}>{t("replies.noTeams")}</p>;
  return (
    <>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t("replies.team")}</th>
            <th scope="col">{t("replies.questions")}</th>
            <th scope="col">{t("replies.rate")}</th>
          </tr>
        </thead>
        <tbody>
          {items.map(({ teamId, name, questions, inTime }) => (
            <tr key={teamId} data-testid="team-reply-rate">
              <th scope="row">{name}</th>
              <td>{numberFormat(locale, {}).format(questions)}</td>
              <td>
                {share(inTime, questions, locale) ?? (
                  <span className={classes.none}>
                    <span aria-hidden="true">–</span>
                    <span className="visually-hidden">{t("replies.none")}</span>
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={classes.hint}>{t("replies.hint")}</p>
    </>
  );
}
