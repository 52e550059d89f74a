import { Button, PasswordInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { api } from "#client/console/api.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { securityWords } from "#client/i18n/console-security.ts";
import { ApiError } from "#client/lib/api.ts";
import { resetPassword } from "#client/lib/security-api.ts";
import classes from "./entrance.module.css";
import { Alert, Entrance } from "./entrance.tsx";
import { wordCommonRefusal, wordPasswordRefusal } from "./entry-refusal.ts";
import { useLinkToken } from "./link-token.ts";

/** Where the link of the mail leads. */
export function ResetPasswordPage() {
  const { t, locale } = useWordsOf(securityWords);
  const token = useLinkToken();
  const [isMissing, setIsMissing] = useState(false);
  const setting = useMutation({
    mutationFn: (password: string) => resetPassword(api, token, password, locale),
  });
  const { error } = setting;

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const password = String(new FormData(event.currentTarget).get("password") ?? "");
    setIsMissing(password === "");
    if (password !== "") setting.mutate(password);
  }

  if (setting.isSuccess) {
    return (
      <Entrance title={t("reset.doneTitle")}>
        <p role="status">{t("reset.done")}</p>
        <Button
          variant="filled"
          className={classes.submit}
          renderRoot={(root) => <Link to="/sign-in" {...root} />}
          data-testid="reset-done"
        >
          {t("reset.signIn")}
        </Button>
      </Entrance>
    );
  }
  const isSpent = error instanceof ApiError && error.reason === "link_spent";
  if (token === "" || isSpent) {
    return (
      <Entrance title={t("reset.spentTitle")}>
        <p>{t("reset.spent")}</p>
        <Button
          variant="filled"
          className={classes.submit}
          renderRoot={(root) => <Link to="/forgot-password" {...root} />}
          data-testid="reset-again"
        >
          {t("reset.again")}
        </Button>
      </Entrance>
    );
  }
  const ofPolicy = wordPasswordRefusal(error, t);
  return (
    <Entrance title={t("reset.title")}>
      <Alert testId="reset-error">
        {error !== null && ofPolicy === undefined && (wordCommonRefusal(error, t) ?? t("security.failed"))}
      </Alert>
      <form className={classes.form} onSubmit={submit} noValidate data-testid="reset">
        <PasswordInput
          name="password"
          autoComplete="new-password"
          autoFocus
          label={t("password.new")}
          description={t("password.newHint")}
          error={isMissing ? t("password.missing") : ofPolicy}
          visibilityToggleButtonProps={{ "aria-label": t("password.show") }}
        />
        <Button
          type="submit"
          variant="filled"
          className={classes.submit}
          loading={setting.isPending}
          data-testid="reset-submit"
        >
          {t("reset.submit")}
        </Button>
      </form>
    </Entrance>
  );
}
