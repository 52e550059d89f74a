import { Button, Modal, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useWordsOf } from "#client/console/words.tsx";
import { securityWords } from "#client/i18n/console-security.ts";
import { MAX_PASSKEY_NAME_CHARS } from "#protocol/constants";
import classes from "./security.module.css";

/** What a passkey is called: asked before it is made, and when it is renamed. */
export function PasskeyNameDialog(props: {
  title: string;
  text?: string;
  action: string;
  name?: string;
  onName: (name: string) => void;
  onClose: () => void;
}) {
  const { title, text, action, name = "", onName, onClose } = props;
  const { t } = useWordsOf(securityWords);
  const [isMissing, setIsMissing] = useState(false);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const given = String(new FormData(event.currentTarget).get("name") ?? "").trim();
    setIsMissing(given === "");
    if (given !== "") onName(given);
  }

  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ "aria-label": t("action.close") }}>
      <form className={classes.form} onSubmit={submit} noValidate data-testid="passkey-name">
        {text !== undefined && <p>{text}</p>}
        <TextInput
          name="name"
          label={t("passkeys.name")}
          placeholder={t("passkeys.namePlaceholder")}
          defaultValue={name}
          maxLength={MAX_PASSKEY_NAME_CHARS}
          error={isMissing && t("passkeys.nameMissing")}
          data-autofocus
        />
        <div className={classes.ends}>
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button type="submit" variant="filled" data-testid="passkey-name-submit">
            {action}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
