import { Button } from "@mantine/core";
import { useState } from "react";
import { useWordsOf } from "#client/console/words.tsx";
import { privacyWords } from "#client/i18n/console-privacy.ts";
import type { RetentionRule } from "#protocol/http-privacy";
import classes from "./privacy-page.module.css";
import { RetentionDialog } from "./retention-dialog.tsx";

/** One kind of what is over, and how long it is kept. */
export function RetentionRow({ inboxId, rule }: { inboxId: string; rule: RetentionRule }) {
  const { t } = useWordsOf(privacyWords);
  const [isChanging, setIsChanging] = useState(false);
  const { kind, days } = rule;
  return (
    <li className={classes.row} data-testid="retention-rule" data-kind={kind}>
      <div className={classes.what}>
        <p className={classes.name}>
          <strong>{t(`privacy.retention.${kind}`)}</strong>
          <span className={classes.state} data-on={days !== null || undefined} data-testid="retention-state">
            {days === null ? t("privacy.retention.forever") : t("privacy.retention.days", { count: days })}
          </span>
        </p>
        <p className={classes.hint}>{t(`privacy.retention.hint.${kind}`)}</p>
      </div>
      <div className={classes.actions}>
        <Button onClick={() => setIsChanging(true)} data-testid="retention-change">
          {t("privacy.retention.change")}
        </Button>
      </div>
      {isChanging && <RetentionDialog inboxId={inboxId} rule={rule} onClose={() => setIsChanging(false)} />}
    </li>
  );
}
