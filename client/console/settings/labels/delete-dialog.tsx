import { ConfirmDialog } from "#client/console/settings/people/confirm-dialog.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { labelSettingsWords } from "#client/i18n/console-label-settings.ts";
import type { Label } from "#protocol/http-labels";
import { useDeleteLabel } from "./use-label-settings.ts";

export interface DeleteDialogProps {
  readonly label: Label;
  /** That carry it; undefined until it is known. */
  readonly conversations: number | undefined;
  readonly onClose: () => void;
}

/** Says what goes with a label before it is deleted. */
export function DeleteDialog({ label, conversations = 0, onClose }: DeleteDialogProps) {
  const { t } = useWordsOf(labelSettingsWords);
  const deletion = useDeleteLabel();
  return (
    <ConfirmDialog
      title={t("labelSettings.deleting", { name: label.name })}
      text={
        conversations === 0
          ? t("labelSettings.deletingUnused")
          : t("labelSettings.deletingUsed", { count: conversations })
      }
      action={t("labelSettings.delete")}
      pending={deletion.isPending}
      onConfirm={() => deletion.mutate(label, { onSettled: onClose })}
      onClose={onClose}
    />
  );
}
