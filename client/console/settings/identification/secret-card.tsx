import { Button } from "@mantine/core";
import { useState } from "react";
import { useWordsOf } from "#client/console/words.tsx";
import { identificationWords } from "#client/i18n/console-identification.ts";
import { formatInstant } from "#client/i18n/format.ts";
import type { InboxSummary } from "#protocol/http-inboxes";
import { Copy } from "./copyable.tsx";
import classes from "./identification.module.css";
import { ReplaceDialog } from "./replace-dialog.tsx";
import { useIdentitySecret } from "./use-identity.ts";

export function SecretCard({ inbox }: { inbox: InboxSummary }) {
  const { t, locale } = useWordsOf(identificationWords);
  const { shown, reveal, rotate, hide, dialog } = useIdentitySecret(inbox.id);
  const [isReplacing, setIsReplacing] = useState(false);
  return (
    <section className={classes.card} aria-labelledby={`inbox-${inbox.id}`} data-testid={`secret-${inbox.id}`}>
      <header className={classes.head}>
        <div>
          <h3 id={`inbox-${inbox.id}`}>{inbox.name}</h3>
          <p>
            {t("identification.secret")} · <code>{inbox.id}</code>
          </p>
        </div>
        <div className={classes.ends}>
          {shown === undefined ? (
            <Button loading={reveal.isPending} onClick={() => reveal.mutate()} data-testid="show-secret">
              {t("identification.show")}
            </Button>
          ) : (
            <Button onClick={hide} data-testid="hide-secret">
              {t("identification.hide")}
            </Button>
          )}
          <Button onClick={() => setIsReplacing(true)} data-testid="replace-secret">
            {t("identification.replace")}
          </Button>
        </div>
      </header>
      <div className={classes.secret} aria-live="polite">
        {shown === undefined ? (
          <p>{t("identification.hidden")}</p>
        ) : (
          <>
            <div className={classes.code}>
              <pre>
                <code data-testid="secret">{shown.secret}</code>
              </pre>
              <Copy text={shown.secret} name="secret" />
            </div>
            <p>{t("identification.asIs")}</p>
            {shown.previousValidUntil !== undefined && (
              <p data-testid="previous-until">
                {t("identification.previous", { time: formatInstant(locale, Date.parse(shown.previousValidUntil)) })}
              </p>
            )}
          </>
        )}
      </div>
      {isReplacing && (
        <ReplaceDialog
          inboxName={inbox.name}
          pending={rotate.isPending}
          onConfirm={(endsPrevious) => rotate.mutate(endsPrevious, { onSettled: () => setIsReplacing(false) })}
          onClose={() => setIsReplacing(false)}
        />
      )}
      {dialog}
    </section>
  );
}
