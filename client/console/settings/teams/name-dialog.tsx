import { Button, Modal, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import dialogs from "#client/console/actions/dialogs.module.css";
import { useWordsOf } from "#client/console/words.tsx";
import { shopWords } from "#client/i18n/console-shop.ts";

const MAX_NAME_CHARS = 80;

interface NameDialogProps {
  readonly title: string;
  readonly action: string;
  readonly name?: string;
  readonly isPending: boolean;
  readonly onName: (name: string) => void;
  readonly onClose: () => void;
}

/** Asks what a team is called. */
export function NameDialog({ title, action, name = "", isPending, onName, onClose }: NameDialogProps) {
  const { t } = useWordsOf(shopWords);
  const [typed, setTyped] = useState(name);
  const [asked, setAsked] = useState(false);
  const wanted = typed.trim();

  function submit(event: FormEvent) {
    event.preventDefault();
    setAsked(true);
    if (wanted !== "") onName(wanted);
  }

  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ "aria-label": t("action.close") }}>
      <form className={dialogs.form} onSubmit={submit} data-testid="team-name-dialog">
        <TextInput
          label={t("teams.name")}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          maxLength={MAX_NAME_CHARS}
          error={asked && wanted === "" && t("teams.name.missing")}
          data-autofocus
          data-testid="team-name"
        />
        <div className={dialogs.buttons}>
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button type="submit" variant="filled" loading={isPending} data-testid="team-name-save">
            {action}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
