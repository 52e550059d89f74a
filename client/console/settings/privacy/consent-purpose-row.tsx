import { Button } from "@mantine/core";
import { useState } from "react";
import { useWordsOf } from "#client/console/words.tsx";
import { privacyWords } from "#client/i18n/console-privacy.ts";
import type { ConsentPurpose } from "#protocol/constants";
import type { ConsentText } from "#protocol/http-privacy";
import classes from "./privacy-page.module.css";
import { PublishDialog } from "./publish-dialog.tsx";
import { StopDialog } from "./stop-dialog.tsx";

export interface ConsentPurposeRowProps {
  readonly inboxId: string;
  readonly purpose: ConsentPurpose;
  /** The newest first. */
  readonly versions: readonly ConsentText[];
}

/** One purpose: what is said of it now, what was said before, and the next version. */
export function ConsentPurposeRow({ inboxId, purpose, versions }: ConsentPurposeRowProps) {
  const { t, locale } = useWordsOf(privacyWords);
  const [dialog, setDialog] = useState<"publish" | "stop">();
  const [newest, ...earlier] = versions;
  const shown = newest?.texts?.[locale];
  const since = (text: ConsentText) =>
    t("privacy.consent.version", {
      version: text.version,
      at: new Intl.DateTimeFormat(locale, { dateStyle: "medium" }).format(Date.parse(text.publishedAt)),
    });
  const state =
    newest === undefined
      ? t("privacy.consent.none")
      : newest.texts === undefined
        ? t("privacy.consent.stopped", { version: newest.version })
        : since(newest);
  return (
    <li className={classes.row} data-testid="consent-purpose" data-purpose={purpose}>
      <div className={classes.what}>
        <p className={classes.name}>
          <strong>{t(`privacy.purpose.${purpose}`)}</strong>
          <span className={classes.state} data-on={shown !== undefined || undefined}>
            {state}
          </span>
        </p>
        <p className={classes.hint}>{t(`privacy.purposeHint.${purpose}`)}</p>
        {shown !== undefined && (
          <blockquote className={classes.quote}>
            <strong>{shown.title}</strong>
            <p>{shown.body}</p>
          </blockquote>
        )}
        {earlier.length > 0 && (
          <details className={classes.history}>
            <summary>{t("privacy.consent.history", { count: earlier.length })}</summary>
            <ol>
              {earlier.map((text) => (
                <li key={text.version}>
                  <span className={classes.hint}>{since(text)}</span>
                  {text.texts === undefined ? (
                    <p>{t("privacy.consent.none")}</p>
                  ) : (
                    <blockquote className={classes.quote}>
                      <strong>{text.texts[locale].title}</strong>
                      <p>{text.texts[locale].body}</p>
                    </blockquote>
                  )}
                </li>
              ))}
            </ol>
          </details>
        )}
      </div>
      <div className={classes.actions}>
        {shown !== undefined && (
          <Button variant="subtle" onClick={() => setDialog("stop")} data-testid="consent-stop">
            {t("privacy.consent.stop")}
          </Button>
        )}
        <Button onClick={() => setDialog("publish")} data-testid="consent-write">
          {t(shown === undefined ? "privacy.consent.write" : "privacy.consent.next")}
        </Button>
      </div>
      {dialog === "publish" && (
        <PublishDialog inboxId={inboxId} purpose={purpose} newest={newest} onClose={() => setDialog(undefined)} />
      )}
      {dialog === "stop" && newest !== undefined && (
        <StopDialog
          inboxId={inboxId}
          purpose={purpose}
          basedOnVersion={newest.version}
          onClose={() => setDialog(undefined)}
        />
      )}
    </li>
  );
}
