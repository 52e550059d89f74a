import { Button, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { api } from "#client/console/api.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { securityWords } from "#client/i18n/console-security.ts";
import { requestPasswordReset } from "#client/lib/security-api.ts";
import classes from "./entrance.module.css";
import { Alert, Entrance } from "./entrance.tsx";
import { wordCommonRefusal } from "./entry-refusal.ts";

/** Asks for a link by mail. What it says does not depend on whether there is such an account. */
export function ForgotPasswordPage() {
  const { t, locale } = useWordsOf(securityWords);
  const [isMissing, setIsMissing] = useState(false);
  const asking = useMutation({
    mutationFn: async (email: string) => {
      await requestPasswordReset(api, email, locale);
      return email;
    },
  });

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const email = String(new FormData(event.currentTarget).get("email") ?? "").trim();
    const isEmail = /^\S+@\S+\.\S+$/.test(email);
    setIsMissing(!isEmail);
    if (isEmail) asking.mutate(email);
  }

  const back = (
    <div className={classes.links}>
      <Link to="/sign-in" className={classes.link}>
        {t("entry.toSignIn")}
      </Link>
    </div>
  );
  if (asking.isSuccess) {
    return (
      <Entrance title={t("forgot.sentTitle")}>
        <p role="status" data-testid="forgot-sent">
          {t("forgot.sent", { email: asking.data })}
        </p>
        {back}
      </Entrance>
    );
  }
  return (
    <Entrance title={t("forgot.title")}>
      <p className={classes.hint}>{t("forgot.hint")}</p>
      <Alert testId="forgot-error">
        {asking.isError && (wordCommonRefusal(asking.error, t) ?? t("security.failed"))}
      </Alert>
      <form className={classes.form} onSubmit={submit} noValidate data-testid="forgot">
        <TextInput
          name="email"
          type="email"
          autoComplete="username"
          inputMode="email"
          spellCheck={false}
          autoFocus
          label={t("signIn.email")}
          error={isMissing && t("signIn.emailMissing")}
        />
        <Button
          type="submit"
          variant="filled"
          className={classes.submit}
          loading={asking.isPending}
          data-testid="forgot-submit"
        >
          {t("forgot.submit")}
        </Button>
      </form>
      {back}
    </Entrance>
  );
}
