import { Button, PasswordInput, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { getRouteApi, Link, useRouter } from "@tanstack/react-router";
import { type FormEvent, useId, useState } from "react";
import { api } from "#client/console/api.ts";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { securityWords } from "#client/i18n/console-security.ts";
import { signIn } from "#client/lib/agent-api.ts";
import { ApiError } from "#client/lib/api.ts";
import classes from "./entrance.module.css";
import { Alert, Entrance } from "./entrance.tsx";
import { wordCommonRefusal } from "./entry-refusal.ts";
import { hasPasskeys, PasskeyCancelled, signInByPasskey } from "./passkey-browser.ts";
import { useEntered } from "./use-entered.ts";

const route = getRouteApi("/sign-in");

export function SignInPage() {
  const { t } = useWordsOf(securityWords);
  const { returnTo } = route.useSearch();
  const router = useRouter();
  const entered = useEntered(returnTo);
  const [missing, setMissing] = useState<{ email?: boolean; password?: boolean }>({});
  const alertId = useId();
  const signingIn = useMutation({
    async mutationFn({ email, password }: { email: string; password: string }) {
      try {
        await signIn(api, email, password);
      } catch (error) {
        if (!(error instanceof ApiError) || error.reason !== "second_factor_wanted") throw error;
        return router.navigate({ to: "/second-factor", search: { returnTo } });
      }
      return entered();
    },
  });
  const byPasskey = useMutation({ mutationFn: () => signInByPasskey(api).then(entered) });

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const email = String(fields.get("email") ?? "").trim();
    const password = String(fields.get("password") ?? "");
    setMissing({ email: email === "", password: password === "" });
    byPasskey.reset();
    if (email !== "" && password !== "") signingIn.mutate({ email, password });
  }

  function wordRefusal(): string | undefined {
    if (byPasskey.isError) {
      if (byPasskey.error instanceof PasskeyCancelled) return t("entry.passkeyCancelled");
      return wordCommonRefusal(byPasskey.error, t) ?? t("entry.passkeyRefused");
    }
    if (!signingIn.isError) return undefined;
    return wordCommonRefusal(signingIn.error, t) ?? t("signIn.wrong");
  }
  const refusal = wordRefusal();

  return (
    <Entrance title={t("signIn.title")}>
      {returnTo !== undefined && refusal === undefined && <p className={classes.hint}>{t("signIn.returning")}</p>}
      <Alert id={alertId} testId="sign-in-error">
        {refusal}
      </Alert>
      <form className={classes.form} onSubmit={submit} noValidate aria-describedby={alertId} data-testid="sign-in">
        <TextInput
          name="email"
          type="email"
          autoComplete="username"
          inputMode="email"
          spellCheck={false}
          autoFocus
          label={t("signIn.email")}
          error={missing.email && t("signIn.emailMissing")}
        />
        <PasswordInput
          name="password"
          autoComplete="current-password"
          label={t("signIn.password")}
          error={missing.password && t("signIn.passwordMissing")}
          visibilityToggleButtonProps={{ "aria-label": t("signIn.showPassword") }}
        />
        <Button
          type="submit"
          variant="filled"
          className={classes.submit}
          loading={signingIn.isPending}
          data-testid="sign-in-submit"
        >
          {t("signIn.submit")}
        </Button>
      </form>
      {hasPasskeys() && (
        <>
          <div className={classes.or}>{t("entry.or")}</div>
          <Button
            className={classes.wide}
            leftSection={<Icon name="key" size={16} />}
            loading={byPasskey.isPending}
            onClick={() => {
              signingIn.reset();
              byPasskey.mutate();
            }}
            data-testid="sign-in-passkey"
          >
            {t("entry.passkey")}
          </Button>
        </>
      )}
      <div className={classes.links}>
        <Link to="/forgot-password" className={classes.link} data-testid="forgot-password">
          {t("entry.forgot")}
        </Link>
      </div>
    </Entrance>
  );
}
