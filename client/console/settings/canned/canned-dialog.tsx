import { Button, Modal, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import dialog from "#client/console/actions/dialogs.module.css";
import { LANGUAGE_NAMES } from "#client/console/shell/preference-items.tsx";
import { useNotify } from "#client/console/shell/use-notify.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { cannedWords } from "#client/i18n/console-canned.ts";
import {
  LOCALES,
  type Locale,
  MAX_CANNED_CODE_CHARS,
  MAX_CANNED_TITLE_CHARS,
  MAX_TEXT_CHARS,
} from "#protocol/constants";
import type { CannedResponse } from "#protocol/http-canned";
import classes from "./canned.module.css";
import { bodyOf, type DraftFault, draftOf, type Words } from "./draft.ts";
import { useSaveCanned, wordCannedRefusal } from "./use-canned.ts";

/** Names as they stand in the text, which is no word of ours. */
const PLACEHOLDERS = { customer: "{customer}", agent: "{agent}" };

/** Makes or changes one response, in both languages side by side. @param props.canned absent for a new one */
export function CannedDialog(props: { canned?: CannedResponse; shared: boolean; onClose: () => void }) {
  const { canned, shared, onClose } = props;
  const { t } = useWordsOf(cannedWords);
  const notify = useNotify();
  const [draft, setDraft] = useState(() => draftOf(canned));
  const [fault, setFault] = useState<DraftFault>();
  const save = useSaveCanned(canned);
  const creating = t(shared ? "canned.creatingShared" : "canned.creating");

  function submit() {
    const body = bodyOf(draft, shared);
    setFault(typeof body === "string" ? body : undefined);
    if (typeof body === "string") return;
    save.mutate(body, {
      onSuccess: () => {
        notify.done(t("canned.saved"));
        onClose();
      },
    });
  }

  function write(locale: Locale, words: Partial<Words>) {
    setDraft({ ...draft, texts: { ...draft.texts, [locale]: { ...draft.texts[locale], ...words } } });
  }

  const problem = save.isError ? wordCannedRefusal(save.error, t) : undefined;
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={canned === undefined ? creating : t("canned.editing")}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      <form
        className={dialog.form}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
        noValidate
        data-testid="canned-dialog"
      >
        <TextInput
          label={t("canned.code")}
          description={t("canned.codeHint")}
          leftSection="/"
          value={draft.code}
          maxLength={MAX_CANNED_CODE_CHARS}
          onChange={(event) => setDraft({ ...draft, code: event.target.value })}
          error={fault === "code" && t("canned.codeWrong", { max: MAX_CANNED_CODE_CHARS })}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
          data-testid="canned-code"
        />
        {LOCALES.map((locale) => (
          <fieldset key={locale} className={classes.language} lang={locale}>
            <legend lang={locale}>{LANGUAGE_NAMES[locale]}</legend>
            <TextInput
              label={t("canned.title")}
              value={draft.texts[locale].title}
              maxLength={MAX_CANNED_TITLE_CHARS}
              onChange={(event) => write(locale, { title: event.target.value })}
              data-testid={`canned-title-${locale}`}
            />
            <Textarea
              label={t("canned.text")}
              description={t("canned.textHint", PLACEHOLDERS)}
              value={draft.texts[locale].text}
              maxLength={MAX_TEXT_CHARS}
              rows={3}
              onChange={(event) => write(locale, { text: event.target.value })}
              data-testid={`canned-text-${locale}`}
            />
          </fieldset>
        ))}
        {(problem !== undefined || fault === "missing" || fault === "half") && (
          <p className={dialog.alert} role="alert">
            {problem ?? t(fault === "half" ? "canned.half" : "canned.missing")}
          </p>
        )}
        <div className={dialog.buttons}>
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button type="submit" variant="filled" loading={save.isPending} data-testid="canned-save">
            {t("canned.save")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
