import { Button, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "#client/console/api.ts";
import { useNotify } from "#client/console/shell/use-notify.tsx";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { securityWords } from "#client/i18n/console-security.ts";
import { formatInstant } from "#client/i18n/format.ts";
import { endOtherSessions, endSession } from "#client/lib/security-api.ts";
import type { SessionRow } from "#protocol/http-security";
import { Card } from "./card.tsx";
import { Confirm } from "./confirm.tsx";
import { sessionsQuery } from "./queries.ts";
import classes from "./security.module.css";
import { useChange } from "./use-change.ts";
import { momentOf } from "./when.ts";

export function SessionsCard() {
  const { t } = useWordsOf(securityWords);
  const notify = useNotify();
  const { data, isPending, isError, refetch } = useQuery(sessionsQuery);
  const [isAsking, setIsAsking] = useState(false);
  const ending = useChange(
    (id: string) => endSession(api, id),
    () => notify.done(t("sessions.ended")),
  );
  const endingOthers = useChange(
    () => {
      setIsAsking(false);
      return endOtherSessions(api);
    },
    () => notify.done(t("sessions.othersEnded")),
  );
  const hasOthers = data?.some(({ isCurrent }) => !isCurrent) ?? false;
  return (
    <Card
      title={t("sessions.title")}
      text={isError ? t("entry.unreachable") : t("sessions.text")}
      testId="sessions-card"
      actions={
        isError ? (
          <Button onClick={() => void refetch()}>{t("action.retry")}</Button>
        ) : (
          hasOthers && (
            <Button
              onClick={() => setIsAsking(true)}
              loading={endingOthers.isPending}
              data-testid="sessions-end-others"
            >
              {t("sessions.endOthers")}
            </Button>
          )
        )
      }
    >
      <ul className={classes.rows} aria-busy={isPending}>
        {isPending && (
          <li className={classes.row}>
            <Skeleton height={32} />
          </li>
        )}
        {data?.map((row) => (
          <Row
            key={row.id}
            row={row}
            isEnding={ending.isPending && ending.variables === row.id}
            onEnd={() => ending.mutate(row.id)}
          />
        ))}
      </ul>
      {isAsking && (
        <Confirm
          title={t("sessions.endOthersTitle")}
          text={t("sessions.endOthersText")}
          action={t("sessions.endOthers")}
          isBusy={false}
          onConfirm={() => endingOthers.mutate()}
          onClose={() => setIsAsking(false)}
        />
      )}
    </Card>
  );
}

function Row({ row, isEnding, onEnd }: { row: SessionRow; isEnding: boolean; onEnd: () => void }) {
  const { t, locale } = useWordsOf(securityWords);
  const { browser, system } = row;
  const device =
    browser !== undefined && system !== undefined
      ? t("sessions.device", { browser, system })
      : (browser ?? system ?? t("sessions.unknown"));
  const started = t("sessions.started", { date: momentOf(row.startedAt, locale) });
  return (
    <li className={classes.row} data-testid="session" data-current={row.isCurrent || undefined}>
      <Icon name="screen" size={16} />
      <div className={classes.words}>
        <strong>{device}</strong>
        <p title={formatInstant(locale, Date.parse(row.seenAt))}>
          {row.isCurrent ? started : `${started} · ${t("sessions.seen", { date: momentOf(row.seenAt, locale) })}`}
        </p>
      </div>
      {row.isCurrent ? (
        <span className={classes.current}>{t("sessions.current")}</span>
      ) : (
        <Button
          onClick={onEnd}
          loading={isEnding}
          aria-label={t("sessions.endOf", { device, date: momentOf(row.seenAt, locale) })}
          data-testid="session-end"
        >
          {t("sessions.end")}
        </Button>
      )}
    </li>
  );
}
