import { Button, Modal, PasswordInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { api } from "#client/console/api.ts";
import { wordPasswordRefusal } from "#client/console/session/entry-refusal.ts";
import { useMe } from "#client/console/session/me.ts";
import { useNotify } from "#client/console/shell/use-notify.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { securityWords } from "#client/i18n/console-security.ts";
import { ApiError } from "#client/lib/api.ts";
import { changePassword } from "#client/lib/security-api.ts";
import { Card } from "./card.tsx";
import classes from "./security.module.css";
import { wordRefusal } from "./word-refusal.ts";

export function PasswordCard() {
  const { t } = useWordsOf(securityWords);
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Card
      title={t("security.password.title")}
      text={t("security.password.text")}
      testId="password-card"
      actions={
        <Button onClick={() => setIsOpen(true)} data-testid="password-change">
          {t("security.password.change")}
        </Button>
      }
    >
      {isOpen && <PasswordDialog onClose={() => setIsOpen(false)} />}
    </Card>
  );
}

function PasswordDialog({ onClose }: { onClose: () => void }) {
  const { t, locale } = useWordsOf(securityWords);
  const { email } = useMe();
  const notify = useNotify();
  const queries = useQueryClient();
  const [missing, setMissing] = useState<{ current?: boolean; next?: boolean }>({});
  const changing = useMutation({
    mutationFn: (passwords: { currentPassword: string; newPassword: string }) => changePassword(api, passwords, locale),
    onSuccess() {
      notify.done(t("security.password.done"));
      void queries.invalidateQueries({ queryKey: ["security"] });
      onClose();
    },
  });

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const currentPassword = String(fields.get("current") ?? "");
    const newPassword = String(fields.get("next") ?? "");
    setMissing({ current: currentPassword === "", next: newPassword === "" });
    if (currentPassword !== "" && newPassword !== "") changing.mutate({ currentPassword, newPassword });
  }

  const { error } = changing;
  const isCurrentWrong = error instanceof ApiError && error.reason === "password_wrong";
  const ofPolicy = wordPasswordRefusal(error, t);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("security.password.change")}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      <form className={classes.form} onSubmit={submit} noValidate data-testid="password-form">
        <p className={classes.alert} role="alert">
          {error !== null && !isCurrentWrong && ofPolicy === undefined && wordRefusal(error, t)}
        </p>
        {/* For password managers, which keep the two together. */}
        <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
        <PasswordInput
          name="current"
          autoComplete="current-password"
          label={t("password.current")}
          error={missing.current ? t("password.missing") : isCurrentWrong && t("password.wrong")}
          visibilityToggleButtonProps={{ "aria-label": t("password.show") }}
          data-autofocus
        />
        <PasswordInput
          name="next"
          autoComplete="new-password"
          label={t("password.new")}
          description={t("password.newHint")}
          error={missing.next ? t("password.missing") : ofPolicy}
          visibilityToggleButtonProps={{ "aria-label": t("password.show") }}
        />
        <div className={classes.ends}>
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button type="submit" variant="filled" loading={changing.isPending} data-testid="password-submit">
            {t("security.password.change")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
