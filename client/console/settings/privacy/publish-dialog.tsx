import { Button, Modal, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import dialogs from "#client/console/actions/dialogs.module.css";
import { useNotify } from "#client/console/shell/use-notify.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { privacyWords } from "#client/i18n/console-privacy.ts";
import { type ConsentPurpose, LOCALES, MAX_CONSENT_TEXT_CHARS, MAX_CONSENT_TITLE_CHARS } from "#protocol/constants";
import type { ConsentText, ConsentTexts } from "#protocol/http-privacy";
import classes from "./privacy-page.module.css";
import { usePublish } from "./use-publish.ts";

const EMPTY: ConsentTexts = { en: { title: "", body: "" }, "zh-CN": { title: "", body: "" } };

export interface PublishDialogProps {
  readonly inboxId: string;
  readonly purpose: ConsentPurpose;
  readonly newest: ConsentText | undefined;
  readonly onClose: () => void;
}

/** The next version of a text, in both languages, beginning with what is said now. */
export function PublishDialog({ inboxId, purpose, newest, onClose }: PublishDialogProps) {
  const { t } = useWordsOf(privacyWords);
  const notify = useNotify();
  const [texts, setTexts] = useState<ConsentTexts>(newest?.texts ?? EMPTY);
  const [asked, setAsked] = useState(false);
  const basedOnVersion = newest?.version ?? 0;
  const publish = usePublish(inboxId, ({ version }) => {
    notify.done(t("privacy.publish.done", { version }));
    onClose();
  });
  const isMissing = (text: string) => asked && text.trim() === "" && t("privacy.publish.missing");
  const isComplete = LOCALES.every((locale) => texts[locale].title.trim() !== "" && texts[locale].body.trim() !== "");
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={t("privacy.publish.title", { purpose: t(`privacy.purpose.${purpose}`), version: basedOnVersion + 1 })}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      <form
        className={dialogs.form}
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(true);
          if (isComplete) publish.mutate({ purpose, basedOnVersion, texts });
        }}
        data-testid="publish-dialog"
      >
        {LOCALES.map((locale) => {
          const change = (part: Partial<ConsentTexts["en"]>) =>
            setTexts({ ...texts, [locale]: { ...texts[locale], ...part } });
          return (
            <fieldset key={locale} className={classes.language} lang={locale}>
              <legend>{t(`privacy.publish.${locale}`)}</legend>
              <TextInput
                label={t("privacy.publish.heading")}
                value={texts[locale].title}
                maxLength={MAX_CONSENT_TITLE_CHARS}
                onChange={(event) => change({ title: event.target.value })}
                error={isMissing(texts[locale].title)}
                data-testid={`publish-title-${locale}`}
              />
              <Textarea
                label={t("privacy.publish.body")}
                value={texts[locale].body}
                maxLength={MAX_CONSENT_TEXT_CHARS}
                rows={4}
                onChange={(event) => change({ body: event.target.value })}
                error={isMissing(texts[locale].body)}
                data-testid={`publish-body-${locale}`}
              />
            </fieldset>
          );
        })}
        <div className={dialogs.buttons}>
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button type="submit" variant="filled" loading={publish.isPending} data-testid="publish-submit">
            {t("privacy.publish.submit")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
