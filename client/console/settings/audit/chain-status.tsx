import { queryOptions, useQuery } from "@tanstack/react-query";
import { api } from "#client/console/api.ts";
import { Icon } from "#client/console/theme/icon.tsx";
import { useNow } from "#client/console/use-now.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { auditWords } from "#client/i18n/console-audit.ts";
import { formatAgo, formatInstant } from "#client/i18n/format.ts";
import type { ChainReport } from "#client/lib/audit-answers.ts";
import { chainState } from "#client/lib/audit-api.ts";
import classes from "./chain-status.module.css";

const REFRESH_MS = 30_000;
const TICK_MS = 15_000;

export const chainQuery = queryOptions({
  queryKey: ["audit-chain"],
  queryFn: () => chainState(api),
  refetchInterval: REFRESH_MS,
});

/** Whether the log is what it was: how far it was checked, and when its end was signed. */
export function ChainStatus() {
  const { t } = useWordsOf(auditWords);
  const { data, isError } = useQuery(chainQuery);
  if (data === undefined) {
    return (
      <p className={classes.status} data-testid="audit-chain">
        {isError && t("audit.chain.failed")}
      </p>
    );
  }
  return data.chain.brokenAt === undefined ? <Whole report={data} /> : <Broken seq={data.chain.brokenAt} />;
}

function Whole({ report }: { report: ChainReport }) {
  const { t, locale } = useWordsOf(auditWords);
  const nowMs = useNow(TICK_MS);
  const { chain, latest } = report;
  const seq = Math.min(chain.intactUpTo, chain.seq);
  return (
    <div className={classes.status} data-state="whole" data-testid="audit-chain">
      <Icon name="shield" size={16} />
      <p>
        <strong data-tip={t("audit.chain.hint")}>
          {seq === 0 ? t("audit.chain.empty") : t("audit.chain.intact", { seq })}
        </strong>
        {latest !== undefined && (
          <time dateTime={new Date(latest.atMs).toISOString()} title={formatInstant(locale, latest.atMs)}>
            {t("audit.chain.signed", { ago: formatAgo(locale, latest.atMs, nowMs) })}
          </time>
        )}
        {latest === undefined && seq > 0 && <span>{t("audit.chain.unsigned")}</span>}
        {chain.unsealed > 0 && <span>{t("audit.chain.waiting", { count: chain.unsealed })}</span>}
      </p>
    </div>
  );
}

function Broken({ seq }: { seq: number }) {
  const { t } = useWordsOf(auditWords);
  return (
    <div className={classes.status} data-state="broken" role="alert" data-testid="audit-chain">
      <Icon name="warn" size={16} />
      <p>
        <strong>{t("audit.chain.broken", { seq })}</strong>
        <span>{t("audit.chain.brokenHint")}</span>
      </p>
    </div>
  );
}
