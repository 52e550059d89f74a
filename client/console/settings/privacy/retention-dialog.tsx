import { Button, Checkbox, Modal, Radio, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import dialogs from "#client/console/actions/dialogs.module.css";
import { api } from "#client/console/api.ts";
import { privacySettingsQuery } from "#client/console/privacy/queries.ts";
import { wordPrivacyRefusal } from "#client/console/privacy/refused.ts";
import { useNotify } from "#client/console/shell/use-notify.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { privacyWords } from "#client/i18n/console-privacy.ts";
import { changeRetention, previewRetention } from "#client/lib/privacy-api.ts";
import { MAX_RETENTION_DAYS, MIN_RETENTION_DAYS } from "#protocol/constants";
import type { RetentionRule } from "#protocol/http-privacy";
import classes from "./privacy-page.module.css";

const TYPING_MS = 300;
const DEFAULT_DAYS = "365";

/** @returns the number of days, or undefined if that is none */
function readDays(text: string): number | undefined {
  const days = Number(text.trim());
  const isDays = /^\d+$/.test(text.trim()) && days >= MIN_RETENTION_DAYS && days <= MAX_RETENTION_DAYS;
  return isDays ? days : undefined;
}

export interface RetentionDialogProps {
  readonly inboxId: string;
  readonly rule: RetentionRule;
  readonly onClose: () => void;
}

/** Changes a rule, and says before how much it would erase at once. */
export function RetentionDialog({ inboxId, rule, onClose }: RetentionDialogProps) {
  const { t } = useWordsOf(privacyWords);
  const notify = useNotify();
  const queries = useQueryClient();
  const { kind } = rule;
  const [keeps, setKeeps] = useState(rule.days === null);
  const [text, setText] = useState(rule.days === null ? DEFAULT_DAYS : String(rule.days));
  const [isUnderstood, setIsUnderstood] = useState(false);
  const [asked, setAsked] = useState(false);
  const days = readDays(text);
  const [previewed] = useDebouncedValue(days, TYPING_MS);
  const preview = useQuery({
    queryKey: ["retention-preview", inboxId, kind, previewed],
    queryFn: () => previewRetention(api, inboxId, kind, previewed ?? MAX_RETENTION_DAYS),
    enabled: !keeps && previewed !== undefined,
  });
  const change = useMutation({
    mutationFn: () => changeRetention(api, inboxId, { ...rule, days: keeps ? null : (days ?? null) }),
    onSuccess: () => {
      notify.done(t("privacy.retention.done"));
      onClose();
    },
    onError: (error) => notify.problem(wordPrivacyRefusal(error, t)),
    onSettled: () => queries.invalidateQueries({ queryKey: privacySettingsQuery.queryKey }),
  });
  const isReady = keeps || (days !== undefined && isUnderstood);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(`privacy.retention.${kind}`)}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      <form
        className={dialogs.form}
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(true);
          if (isReady) change.mutate();
        }}
        data-testid="retention-dialog"
      >
        <Radio.Group
          aria-label={t(`privacy.retention.${kind}`)}
          value={keeps ? "keep" : "after"}
          onChange={(value) => setKeeps(value === "keep")}
        >
          <div className={classes.choices}>
            <Radio value="keep" label={t("privacy.retention.keep")} data-testid="retention-keep" />
            <Radio value="after" label={t("privacy.retention.after")} data-testid="retention-after" />
          </div>
        </Radio.Group>
        {!keeps && (
          <>
            <TextInput
              className={classes.days}
              label={t("privacy.retention.field")}
              description={t("privacy.retention.fieldHint")}
              inputMode="numeric"
              value={text}
              onChange={(event) => setText(event.target.value)}
              error={asked && days === undefined && t("privacy.retention.badDays")}
              data-testid="retention-days"
            />
            {days !== undefined && (
              <p className={classes.preview} role="status" data-testid="retention-preview">
                {preview.isError
                  ? t("privacy.retention.previewFailed")
                  : preview.data === undefined
                    ? t("privacy.retention.previewLoading")
                    : t(`privacy.retention.preview.${kind}`, { count: preview.data })}
              </p>
            )}
            <Checkbox
              label={t("privacy.retention.understood")}
              checked={isUnderstood}
              onChange={(event) => setIsUnderstood(event.target.checked)}
              error={asked && !isUnderstood && t("privacy.retention.notUnderstood")}
              data-testid="retention-understood"
            />
          </>
        )}
        <div className={dialogs.buttons}>
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button
            type="submit"
            variant="filled"
            {...(!keeps && { color: "danger" })}
            loading={change.isPending}
            data-testid="retention-submit"
          >
            {t("privacy.retention.submit")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
