import { Button, Modal, Radio, Skeleton, Textarea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import dialogs from "#client/console/actions/dialogs.module.css";
import { MAX_CLOSING_NOTE_CHARS } from "#protocol/closing";
import classes from "./closing.module.css";
import { closingQuery, useClosingWords } from "./use-closing.ts";

export interface ClosingNote {
  readonly category: string;
  readonly note?: string;
}

export interface ClosingDialogProps {
  readonly isBusy: boolean;
  /** Whether the customer is going to be asked. */
  readonly asksCustomer: boolean;
  readonly onResolve: (note: ClosingNote) => void;
  readonly onClose: () => void;
}

/** What whoever resolves something notes: a category in any case, and a few words. */
export default function ClosingDialog({ isBusy, asksCustomer, onResolve, onClose }: ClosingDialogProps) {
  const { t, nameOf } = useClosingWords();
  const settings = useQuery(closingQuery);
  const [category, setCategory] = useState<string>("");
  const [note, setNote] = useState("");
  const [asked, setAsked] = useState(false);
  const offered = settings.data?.categories.filter(({ retired }) => retired !== true) ?? [];

  function submit() {
    setAsked(true);
    if (category !== "") onResolve({ category, ...(note.trim() === "" ? {} : { note: note.trim() }) });
  }

  return (
    <Modal opened onClose={onClose} title={t("closing.title")} closeButtonProps={{ "aria-label": t("action.close") }}>
      <form
        className={dialogs.form}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
        noValidate
        data-testid="closing-dialog"
      >
        {settings.isPending && <Skeleton height={120} />}
        {settings.isError && settings.data === undefined && (
          <p className={dialogs.alert} role="alert">
            {t("closing.failed")}
            <Button onClick={() => void settings.refetch()}>{t("action.retry")}</Button>
          </p>
        )}
        {offered.length > 0 && (
          <Radio.Group
            label={t("closing.category")}
            value={category}
            onChange={setCategory}
            error={asked && category === "" && t("closing.categoryMissing")}
            required
            withAsterisk={false}
          >
            <div className={classes.categories}>
              {offered.map((each, index) => (
                <Radio
                  key={each.id}
                  value={each.id}
                  label={nameOf(each)}
                  data-autofocus={index === 0 || undefined}
                  data-testid={`closing-${each.id}`}
                />
              ))}
            </div>
          </Radio.Group>
        )}
        <Textarea
          label={t("closing.note")}
          description={t("closing.noteHint")}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          maxLength={MAX_CLOSING_NOTE_CHARS}
          rows={3}
          data-testid="closing-note"
        />
        {asksCustomer && <p className={classes.quiet}>{t("closing.asks")}</p>}
        <div className={dialogs.buttons}>
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button
            type="submit"
            variant="filled"
            loading={isBusy}
            disabled={offered.length === 0}
            data-testid="closing-submit"
          >
            {t("action.resolve")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
