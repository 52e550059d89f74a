import { ActionIcon, Button, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { inboxesWords } from "#client/i18n/console-inboxes.ts";
import { MAX_ORIGINS } from "#protocol/constants";
import { originIn } from "#protocol/shop-origin";
import classes from "./install.module.css";
import type { InboxDraft } from "./use-inbox.ts";

/** Sites whose pages may show the widget; whatever address of them is pasted, its origin is what counts. */
export function OriginsField({ inbox: { allowedOrigins }, change }: InboxDraft) {
  const { t } = useWordsOf(inboxesWords);
  const [typed, setTyped] = useState("");
  const [problem, setProblem] = useState<"wrong" | "known">();
  const isFull = allowedOrigins.length >= MAX_ORIGINS;

  function add(event: FormEvent) {
    event.preventDefault();
    const origin = originIn(typed);
    const isKnown = origin !== undefined && allowedOrigins.includes(origin);
    setProblem(origin === undefined ? "wrong" : isKnown ? "known" : undefined);
    if (origin === undefined || isKnown) return;
    change({ allowedOrigins: [...allowedOrigins, origin] });
    setTyped("");
  }

  return (
    <section>
      <h4>{t("install.origins")}</h4>
      <p>{t("install.origins.hint")}</p>
      {allowedOrigins.length === 0 ? (
        <p className={classes.quiet}>{t("install.origins.none")}</p>
      ) : (
        <ul className={classes.origins}>
          {allowedOrigins.map((origin) => (
            <li key={origin} data-testid="origin">
              <Icon name="web" size={16} />
              <span>{origin}</span>
              <ActionIcon
                aria-label={t("install.origins.remove", { origin })}
                onClick={() => change({ allowedOrigins: allowedOrigins.filter((each) => each !== origin) })}
              >
                <Icon name="x" size={16} />
              </ActionIcon>
            </li>
          ))}
        </ul>
      )}
      {isFull ? (
        <p className={classes.quiet}>{t("install.origins.full", { count: MAX_ORIGINS })}</p>
      ) : (
        <form className={classes.add} onSubmit={add} noValidate>
          <TextInput
            type="url"
            inputMode="url"
            aria-label={t("install.origins.add")}
            placeholder={t("install.address")}
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value);
              setProblem(undefined);
            }}
            error={problem !== undefined && t(`install.origins.${problem}`)}
            data-testid="origin-field"
          />
          <Button type="submit" data-testid="add-origin">
            {t("install.origins.addButton")}
          </Button>
        </form>
      )}
    </section>
  );
}
