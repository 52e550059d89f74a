import { Button, Modal, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import dialogs from "#client/console/actions/dialogs.module.css";
import { api } from "#client/console/api.ts";
import { requestsKey } from "#client/console/privacy/queries.ts";
import { wordPrivacyRefusal } from "#client/console/privacy/refused.ts";
import { useNotify } from "#client/console/shell/use-notify.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { privacyWords } from "#client/i18n/console-privacy.ts";
import { eraseContact } from "#client/lib/privacy-api.ts";

/** There is no way back from an erasure, so it takes a word that is typed, not a second click. */
export function EraseDialog({ contactId, onClose }: { contactId: string; onClose: () => void }) {
  const { t } = useWordsOf(privacyWords);
  const notify = useNotify();
  const queries = useQueryClient();
  const [typed, setTyped] = useState("");
  const [asked, setAsked] = useState(false);
  const word = t("rights.eraseWord");
  const isConfirmed = typed.trim().toLowerCase() === word;
  const erase = useMutation({
    mutationFn: () => eraseContact(api, contactId),
    onSuccess: () => {
      notify.done(t("rights.eraseStarted"));
      onClose();
    },
    onError: (error) => notify.problem(wordPrivacyRefusal(error, t)),
    onSettled: () => queries.invalidateQueries({ queryKey: requestsKey }),
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("rights.eraseTitle")}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      <form
        className={dialogs.form}
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(true);
          if (isConfirmed) erase.mutate();
        }}
        data-testid="erase-dialog"
      >
        <p>{t("rights.eraseText")}</p>
        <TextInput
          label={t("rights.eraseConfirm", { word })}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          error={asked && !isConfirmed && t("rights.eraseMismatch", { word })}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
          data-testid="erase-confirm"
        />
        <div className={dialogs.buttons}>
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button type="submit" variant="filled" color="danger" loading={erase.isPending} data-testid="erase-submit">
            {t("rights.eraseSubmit")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
