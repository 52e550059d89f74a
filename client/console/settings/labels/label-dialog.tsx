import { Button, Checkbox, Modal, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import dialogs from "#client/console/actions/dialogs.module.css";
import { nextColour } from "#client/console/labels/found.ts";
import { isNameTaken } from "#client/console/labels/refusal.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { labelSettingsWords } from "#client/i18n/console-label-settings.ts";
import { MAX_LABEL_NAME_CHARS } from "#protocol/constants";
import type { Label } from "#protocol/http-labels";
import { ColourField } from "./colour-field.tsx";
import { useSaveLabel } from "./use-label-settings.ts";

export interface LabelDialogProps {
  /** The one that is changed; absent: a new one. */
  readonly label: Label | undefined;
  /** All that there are. */
  readonly known: readonly Label[];
  readonly onClose: () => void;
}

/** Makes a label, or changes one. */
export function LabelDialog({ label, known, onClose }: LabelDialogProps) {
  const { t } = useWordsOf(labelSettingsWords);
  const saving = useSaveLabel(label);
  const [name, setName] = useState(label?.name ?? "");
  const [colour, setColour] = useState(label?.colour ?? nextColour(known));
  const [allowFromWidget, setAllowed] = useState(label?.allowFromWidget ?? false);
  const [asked, setAsked] = useState(false);
  const isMissing = asked && name.trim() === "";
  const error = isMissing ? t("labelSettings.nameMissing") : isNameTaken(saving.error) && t("labelSettings.nameTaken");

  function submit(event: FormEvent) {
    event.preventDefault();
    setAsked(true);
    if (name.trim() !== "") saving.mutate({ name, colour, allowFromWidget }, { onSuccess: onClose });
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={t(label === undefined ? "labelSettings.create" : "labelSettings.editing")}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      <form className={dialogs.form} onSubmit={submit} data-testid="label-dialog">
        <TextInput
          label={t("labelSettings.name")}
          description={t("labelSettings.nameHint")}
          value={name}
          onChange={(event) => {
            setName(event.currentTarget.value);
            saving.reset();
          }}
          maxLength={MAX_LABEL_NAME_CHARS}
          error={error}
          data-autofocus
          data-testid="label-dialog-name"
        />
        <ColourField colour={colour} onChange={setColour} />
        <Checkbox
          label={t("labelSettings.allow")}
          description={t("labelSettings.allowHint")}
          checked={allowFromWidget}
          onChange={(event) => setAllowed(event.currentTarget.checked)}
          data-testid="label-allow"
        />
        <div className={dialogs.buttons}>
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button type="submit" variant="filled" loading={saving.isPending} data-testid="label-save">
            {t(label === undefined ? "labelSettings.create" : "labelSettings.save")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
