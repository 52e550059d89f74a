import { Button, Modal, TextInput } from "@mantine/core";
import { useState } from "react";
import dialogs from "#client/console/actions/dialogs.module.css";
import { useNotify } from "#client/console/shell/use-notify.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { inboxWords } from "#client/i18n/console-inbox.ts";
import { MAX_VIEW_NAME_CHARS } from "#protocol/constants";
import type { ConversationSavedView, TicketSavedView } from "#protocol/http-views";
import { useChangeViews } from "./use-views.ts";

type Unnamed = Omit<ConversationSavedView, "id" | "name"> | Omit<TicketSavedView, "id" | "name">;

/** Gives what the list is narrowed to a name. */
export default function SaveViewDialog({ of, onClose }: { of: Unnamed; onClose: () => void }) {
  const { t } = useWordsOf(inboxWords);
  const notify = useNotify();
  const changes = useChangeViews(of.subject ?? "conversations");
  const [name, setName] = useState("");
  const [asked, setAsked] = useState(false);

  function submit() {
    const ready = name.trim();
    setAsked(true);
    if (ready === "") return;
    changes.mutate(
      { kind: "create", body: { ...of, name: ready } },
      {
        onSuccess: () => {
          notify.done(t("inbox.views.saved", { name: ready }));
          onClose();
        },
      },
    );
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={t("inbox.views.saveTitle")}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      <form
        className={dialogs.form}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
        data-testid="save-view-dialog"
      >
        <TextInput
          label={t("inbox.views.name")}
          description={t("inbox.views.saveHint")}
          value={name}
          maxLength={MAX_VIEW_NAME_CHARS}
          onChange={(event) => setName(event.currentTarget.value)}
          error={asked && name.trim() === "" && t("inbox.views.nameMissing")}
          data-autofocus
          data-testid="view-name"
        />
        <div className={dialogs.buttons}>
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button type="submit" variant="filled" loading={changes.isPending} data-testid="view-name-submit">
            {t("action.save")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
