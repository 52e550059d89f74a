import { Button, PasswordInput, Skeleton, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useRouter } from "@tanstack/react-router";
import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { api } from "#client/console/api.ts";
import { roleLabel } from "#client/console/settings/people/people-words.ts";
import { Notice } from "#client/console/shell/notice.tsx";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWords, useWordsOf } from "#client/console/words.tsx";
import { peopleWords } from "#client/i18n/console-people.ts";
import { ApiError } from "#client/lib/api.ts";
import { acceptInvitation, lookAtInvitation } from "#client/lib/people-api.ts";
import { MAX_NAME_CHARS, MAX_PASSWORD_CHARS } from "#protocol/constants";
import type { InvitationShown } from "#protocol/http-accounts";
import classes from "./entrance.module.css";
import { Alert, Entrance } from "./entrance.tsx";
import { useLinkToken } from "./link-token.ts";
import { meQuery } from "./me.ts";

/** What an invitation's link opens: a name and a password, and one is in. */
export function JoinPage() {
  const { t } = useWordsOf(peopleWords);
  const { setLocale } = useWords();
  const token = useLinkToken();
  const invitation = useQuery({
    queryKey: ["invitation", token],
    queryFn: () => lookAtInvitation(api, token),
    enabled: token !== "",
    staleTime: Number.POSITIVE_INFINITY,
  });
  const language = invitation.data?.locale;
  const isSpoken = useRef(false);
  useEffect(() => {
    // As whoever invites has chosen, until the reader chooses for themselves.
    if (language === undefined || isSpoken.current) return;
    isSpoken.current = true;
    setLocale(language);
  }, [language, setLocale]);

  const isSpent = token === "" || (invitation.error instanceof ApiError && invitation.error.code !== "unavailable");
  if (isSpent) return <Spent />;
  return (
    <Entrance title={t("join.title")}>
      {invitation.isError ? (
        <Notice alert icon={<Icon name="offline" />} title={t("join.failed.title")} text={t("join.failed.text")}>
          <Button onClick={() => void invitation.refetch()}>{t("action.retry")}</Button>
        </Notice>
      ) : invitation.data === undefined ? (
        <Skeleton height={280} />
      ) : (
        <JoinForm token={token} invitation={invitation.data} />
      )}
    </Entrance>
  );
}

function Spent() {
  const { t } = useWordsOf(peopleWords);
  return (
    <Entrance title={t("join.spent.title")}>
      <p className={classes.hint} data-testid="join-spent">
        {t("join.spent.text")}
      </p>
      <Button className={classes.submit} renderRoot={(props) => <Link to="/sign-in" search={{}} {...props} />}>
        {t("join.signIn")}
      </Button>
    </Entrance>
  );
}

function JoinForm({ token, invitation }: { token: string; invitation: InvitationShown }) {
  const { t } = useWordsOf(peopleWords);
  const router = useRouter();
  const queries = useQueryClient();
  const [missing, setMissing] = useState<{ name?: boolean; password?: boolean }>({});
  const alertId = useId();
  const joining = useMutation({
    async mutationFn(person: { name: string; password: string }) {
      const { signedIn } = await acceptInvitation(api, { token, ...person });
      // Whoever else was signed in on this machine is not any more.
      queries.clear();
      if (signedIn) await queries.fetchQuery({ ...meQuery, staleTime: 0 });
      return signedIn;
    },
    onSuccess: (signedIn) => router.navigate(signedIn ? { to: "/" } : { to: "/sign-in", search: {} }),
  });
  const reason = joining.error instanceof ApiError ? joining.error.reason : undefined;

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const name = String(fields.get("name") ?? "").trim();
    const password = String(fields.get("password") ?? "");
    setMissing({ name: name === "", password: password === "" });
    if (name !== "" && password !== "") joining.mutate({ name, password });
  }

  const badPassword =
    reason === "password_too_short"
      ? t("join.password.short")
      : reason === "password_too_common"
        ? t("join.password.common")
        : reason === "password_is_personal"
          ? t("join.password.personal")
          : undefined;
  return (
    <form className={classes.form} onSubmit={submit} noValidate aria-describedby={alertId}>
      <p className={classes.hint}>
        {invitation.invitedBy === undefined
          ? t("join.intro.first", { role: roleLabel(invitation, t) })
          : t("join.intro", { name: invitation.invitedBy, role: roleLabel(invitation, t) })}{" "}
        {t("join.email", { email: invitation.email })}
      </p>
      <Alert id={alertId}>
        {joining.isError &&
          badPassword === undefined &&
          t(reason === "link_spent" ? "join.spent.title" : "refused.failed")}
      </Alert>
      <input type="hidden" name="username" autoComplete="username" value={invitation.email} />
      <TextInput
        name="name"
        autoComplete="name"
        autoFocus
        maxLength={MAX_NAME_CHARS}
        label={t("join.name")}
        description={t("join.name.hint")}
        error={missing.name && t("join.name.missing")}
      />
      <PasswordInput
        name="password"
        autoComplete="new-password"
        maxLength={MAX_PASSWORD_CHARS}
        label={t("join.password")}
        description={t("join.password.hint")}
        error={(missing.password && t("join.password.missing")) || badPassword}
        visibilityToggleButtonProps={{ "aria-label": t("signIn.showPassword") }}
      />
      <Button
        type="submit"
        variant="filled"
        className={classes.submit}
        loading={joining.isPending}
        data-testid="join-submit"
      >
        {t("join.submit")}
      </Button>
    </form>
  );
}
