import { Button, Menu, PasswordInput, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, useRouter } from "@tanstack/react-router";
import { type FormEvent, useEffect, useId, useState } from "react";
import { api } from "#client/console/api.ts";
import { PreferenceItems } from "#client/console/shell/preference-items.tsx";
import { Icon, Logo } from "#client/console/theme/icon.tsx";
import { type Translate, useWords } from "#client/console/words.tsx";
import { signIn } from "#client/lib/agent-api.ts";
import { ApiError } from "#client/lib/api.ts";
import { meQuery } from "./me.ts";
import classes from "./sign-in-page.module.css";

const route = getRouteApi("/sign-in");

export function SignInPage() {
  const { t } = useWords();
  const { returnTo } = route.useSearch();
  const router = useRouter();
  const queries = useQueryClient();
  const [missing, setMissing] = useState<{ email?: boolean; password?: boolean }>({});
  const alertId = useId();
  const signingIn = useMutation({
    async mutationFn({ email, password }: { email: string; password: string }) {
      await signIn(api, email, password);
      await queries.fetchQuery({ ...meQuery, staleTime: 0 });
    },
    onSuccess: () => router.history.push(router.basepath.replace(/\/$/, "") + (returnTo ?? "/")),
  });
  useEffect(() => {
    document.title = `${t("signIn.title")}`;
  }, [t]);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const email = String(fields.get("email") ?? "").trim();
    const password = String(fields.get("password") ?? "");
    setMissing({ email: email === "", password: password === "" });
    if (email !== "" && password !== "") signingIn.mutate({ email, password });
  }

  return (
    <main className={classes.page}>
      <form className={classes.card} onSubmit={submit} noValidate aria-describedby={alertId} data-testid="sign-in">
        <Logo size={40} />
        <h1 className={classes.title}>{t("signIn.title")}</h1>
        {returnTo !== undefined && !signingIn.isError && <p className={classes.hint}>{t("signIn.returning")}</p>}
        <p className={classes.alert} role="alert" id={alertId} data-testid="sign-in-error">
          {signingIn.isError && wordRefusal(signingIn.error, t)}
        </p>
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
      <Menu position="top-start">
        <Menu.Target>
          <Button
            variant="subtle"
            className={classes.preferences}
            aria-label={`English · 简体中文 · ${t("console.language")} · ${t("console.theme")}`}
            leftSection={<Icon name="web" size={16} />}
            data-testid="preferences"
          >
            English · 简体中文
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <PreferenceItems />
        </Menu.Dropdown>
      </Menu>
    </main>
  );
}

function wordRefusal(error: Error, t: Translate): string {
  const code = error instanceof ApiError ? error.code : "unavailable";
  if (code === "unauthenticated" || code === "bad_frame" || code === "forbidden") return t("signIn.wrong");
  return code === "rate_limited" ? t("signIn.tooMany") : t("signIn.unreachable");
}
