import { ActionIcon, Button, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { currencyName, sayMoney } from "#client/console/refunds/money.ts";
import { refundSettingsQuery } from "#client/console/refunds/use-refunds.ts";
import frame from "#client/console/settings/frame.module.css";
import { Notice } from "#client/console/shell/notice.tsx";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { refundWords } from "#client/i18n/console-refunds.ts";
import type { RefundSettings } from "#protocol/http-refunds";
import { MAX_REFUND_LIMITS } from "#protocol/refunds";
import { LimitDialog } from "./limit-dialog.tsx";
import classes from "./refunds-page.module.css";
import { useSaveLimits } from "./use-save-limits.ts";

/** Up to how much of each currency is refunded without asking anybody. */
export function RefundsPage() {
  const { t } = useWordsOf(refundWords);
  const settings = useQuery(refundSettingsQuery);
  if (settings.data !== undefined) return <Limits settings={settings.data} />;
  if (settings.isError)
    return (
      <Notice
        alert
        icon={<Icon name="offline" />}
        title={t("refundSettings.failed.title")}
        text={t("refundSettings.failed.text")}
      >
        <Button onClick={() => void settings.refetch()}>{t("action.retry")}</Button>
      </Notice>
    );
  return (
    <div className={frame.page} aria-busy="true">
      {["a", "b"].map((row) => (
        <Skeleton key={row} height={52} />
      ))}
    </div>
  );
}

function Limits({ settings }: { settings: RefundSettings }) {
  const { t, locale } = useWordsOf(refundWords);
  const [edited, setEdited] = useState<RefundSettings["limits"][number] | "new">();
  const saving = useSaveLimits(settings);
  const { limits } = settings;
  return (
    <div className={frame.page} data-width="cards" data-testid="refunds-page">
      <div className={frame.opening}>
        <p className={frame.intro}>{t("refundSettings.intro")}</p>
        <Button
          variant="filled"
          leftSection={<Icon name="plus" size={16} />}
          onClick={() => setEdited("new")}
          disabled={limits.length >= MAX_REFUND_LIMITS}
          data-testid="limit-new"
        >
          {t("refundSettings.add")}
        </Button>
      </div>
      {limits.length === 0 ? (
        <Notice
          icon={<Icon name="money" />}
          title={t("refundSettings.empty.title")}
          text={t("refundSettings.empty.text")}
        />
      ) : (
        <ul className={frame.rows}>
          {limits.map((limit) => {
            const currency = currencyName(locale, limit.currency);
            return (
              <li key={limit.currency} className={classes.row} data-testid="limit-row" data-currency={limit.currency}>
                <button
                  type="button"
                  className={frame.name}
                  onClick={() => setEdited(limit)}
                  aria-label={t("refundSettings.edit", { currency })}
                >
                  <span className="ellipsis">{currency}</span>
                </button>
                <span className={classes.limit}>{t("refundSettings.upTo", { amount: sayMoney(locale, limit) })}</span>
                <ActionIcon
                  aria-label={t("refundSettings.remove", { currency })}
                  data-tip={t("refundSettings.remove", { currency })}
                  onClick={() => saving.mutate(limits.filter((each) => each !== limit))}
                  data-testid="limit-remove"
                >
                  <Icon name="trash" />
                </ActionIcon>
              </li>
            );
          })}
        </ul>
      )}
      {edited !== undefined && (
        <LimitDialog
          limit={edited === "new" ? undefined : edited}
          settings={settings}
          onClose={() => setEdited(undefined)}
        />
      )}
    </div>
  );
}
