import { Button, Modal, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import dialogs from "#client/console/actions/dialogs.module.css";
import { useClosingWords } from "#client/console/closing/use-closing.ts";
import { newClientId } from "#client/lib/client-id.ts";
import { CLOSING_CATEGORIES, MAX_CLOSING_CATEGORY_CHARS } from "#protocol/closing";
import type { ClosingCategory, ClosingSettings } from "#protocol/http-closing";
import { isNameTaken, useSaveClosing } from "./use-save-closing.ts";

export interface CategoryDialogProps {
  /** The one that is renamed; absent: a new one. */
  readonly category: ClosingCategory | undefined;
  readonly settings: ClosingSettings;
  readonly onClose: () => void;
}

/** Makes a category, or renames one; a built-in one without a name of the shop's is worded for each reader. */
export function CategoryDialog({ category, settings, onClose }: CategoryDialogProps) {
  const { t, nameOf } = useClosingWords();
  const saving = useSaveClosing(settings);
  const [name, setName] = useState(category === undefined ? "" : nameOf(category));
  const builtIn = CLOSING_CATEGORIES.some((id) => id === category?.id);
  const said = name.trim();
  const isEmpty = said === "" && !builtIn;

  function submit(event: FormEvent) {
    event.preventDefault();
    if (isEmpty || saving.isPending) return;
    const { id, retired } = category ?? { id: newClientId(Date.now()) };
    const isOwn = said !== "" && !(builtIn && said === nameOf({ id }));
    const saved = { id, ...(isOwn ? { name: said } : {}), ...(retired === true ? { retired } : {}) };
    const { categories } = settings;
    const next =
      category === undefined ? [...categories, saved] : categories.map((each) => (each.id === id ? saved : each));
    saving.mutate({ categories: next }, { onSuccess: onClose });
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={
        category === undefined ? t("closingSettings.add") : t("closingSettings.rename", { name: nameOf(category) })
      }
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      <form className={dialogs.form} onSubmit={submit} data-testid="category-dialog">
        <TextInput
          label={t("closingSettings.name")}
          description={t("closingSettings.nameHint")}
          value={name}
          onChange={(event) => {
            setName(event.currentTarget.value);
            saving.reset();
          }}
          maxLength={MAX_CLOSING_CATEGORY_CHARS}
          error={isNameTaken(saving.error) && t("closingSettings.nameTaken")}
          data-autofocus
          data-testid="category-name"
        />
        <div className={dialogs.buttons}>
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button
            type="submit"
            variant="filled"
            loading={saving.isPending}
            disabled={isEmpty}
            data-testid="category-save"
          >
            {t("closingSettings.save")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
