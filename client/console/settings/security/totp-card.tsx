import { Button } from "@mantine/core";
import { useState } from "react";
import { api } from "#client/console/api.ts";
import { useNotify } from "#client/console/shell/use-notify.tsx";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { securityWords } from "#client/i18n/console-security.ts";
import { beginTotp, type Proof, removeTotp } from "#client/lib/security-api.ts";
import type { SecurityOverview, TotpSetUp } from "#protocol/http-security";
import { Card } from "./card.tsx";
import { Confirm } from "./confirm.tsx";
import classes from "./security.module.css";
import { TotpDialog } from "./totp-dialog.tsx";
import { useChange } from "./use-change.ts";
import { useProven } from "./use-proven.tsx";
import { dayOf } from "./when.ts";

/** @param onSetUp is told once it is set up, with the recovery codes that were made with it */
export function TotpCard(props: {
  overview: SecurityOverview;
  isNext?: boolean;
  onSetUp: (recoveryCodes: readonly string[]) => void;
}) {
  const { overview, isNext = false, onSetUp } = props;
  const { t, locale } = useWordsOf(securityWords);
  const notify = useNotify();
  const proven = useProven();
  const [setUp, setSetUp] = useState<TotpSetUp>();
  const [isRemoving, setIsRemoving] = useState(false);
  const beginning = useChange(() => proven.run((proof: Proof) => beginTotp(api, proof)), setSetUp);
  const removing = useChange(
    () => {
      setIsRemoving(false);
      return proven.run((proof: Proof) => removeTotp(api, proof));
    },
    () => notify.done(t("security.app.removed")),
  );
  const since = overview.totpSince;
  return (
    <Card
      title={t("security.app.title")}
      testId="totp-card"
      text={
        since === undefined ? (
          t("security.app.none")
        ) : (
          <span className={classes.state} data-testid="totp-on">
            <Icon name="check" size={14} />
            {t("security.app.on", { date: dayOf(since, locale) })}
          </span>
        )
      }
      actions={
        <>
          {since !== undefined && (
            <Button onClick={() => setIsRemoving(true)} loading={removing.isPending} data-testid="totp-remove">
              {t("security.app.remove")}
            </Button>
          )}
          <Button
            variant={isNext ? "filled" : "default"}
            onClick={() => beginning.mutate()}
            loading={beginning.isPending}
            data-testid="totp-set-up"
          >
            {since === undefined ? t("security.app.setUp") : t("security.app.move")}
          </Button>
        </>
      }
    >
      {setUp !== undefined && (
        <TotpDialog
          setUp={setUp}
          onClose={() => setSetUp(undefined)}
          onDone={(recoveryCodes) => {
            setSetUp(undefined);
            notify.done(t("security.app.done"));
            onSetUp(recoveryCodes);
          }}
        />
      )}
      {isRemoving && (
        <Confirm
          title={t("security.app.removeTitle")}
          text={t("security.app.removeText")}
          action={t("security.app.remove")}
          isBusy={false}
          onConfirm={() => removing.mutate()}
          onClose={() => setIsRemoving(false)}
        />
      )}
      {proven.dialog}
    </Card>
  );
}
