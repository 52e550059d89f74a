import { Button, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { api } from "#client/console/api.ts";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { securityWords } from "#client/i18n/console-security.ts";
import { ApiError } from "#client/lib/api.ts";
import { secondFactor, signInWithCode } from "#client/lib/security-api.ts";
import classes from "./entrance.module.css";
import { Alert, Entrance } from "./entrance.tsx";
import { wordCommonRefusal } from "./entry-refusal.ts";
import { hasPasskeys, PasskeyCancelled, signInByPasskey } from "./passkey-browser.ts";
import { useEntered } from "./use-entered.ts";

const route = getRouteApi("/second-factor");

/** The second step of signing in: a code of the app, a passkey, or a recovery code. */
export function SecondFactorPage() {
  const { t } = useWordsOf(securityWords);
  const { returnTo } = route.useSearch();
  const entered = useEntered(returnTo);
  const [wantsRecovery, setWantsRecovery] = useState(false);
  const [isMissing, setIsMissing] = useState(false);
  const step = useQuery({ queryKey: ["second-factor"], queryFn: () => secondFactor(api), gcTime: 0 });
  const byCode = useMutation({
    mutationFn: (code: string) => signInWithCode(api, isRecovery ? { recoveryCode: code } : { code }).then(entered),
  });
  const byPasskey = useMutation({ mutationFn: () => signInByPasskey(api).then(entered) });
  const takes = step.data;
  const isRecovery = wantsRecovery || takes?.totp === false;
  const offersPasskey = takes?.passkey === true && hasPasskeys();
  // With a passkey alone, the field is there only for who wants to use a recovery code.
  const showsField = takes !== undefined && (takes.totp || wantsRecovery || !offersPasskey);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const code = String(new FormData(event.currentTarget).get("code") ?? "").trim();
    setIsMissing(code === "");
    byPasskey.reset();
    if (code !== "") byCode.mutate(code);
  }

  const error = byPasskey.error ?? byCode.error ?? step.error;
  const isOver = error instanceof ApiError && error.code === "unauthenticated" && error.reason === undefined;
  function wordRefusal(): string | undefined {
    if (error === null) return undefined;
    if (isOver) return t("factor.expired");
    if (error instanceof PasskeyCancelled) return t("entry.passkeyCancelled");
    const common = wordCommonRefusal(error, t);
    if (common !== undefined) return common;
    if (byPasskey.isError) return t("entry.passkeyRefused");
    return isRecovery ? t("factor.recoveryWrong") : t("factor.wrong");
  }

  return (
    <Entrance title={t("factor.title")}>
      <Alert testId="second-factor-error">{wordRefusal()}</Alert>
      {showsField && !isOver && (
        <form className={classes.form} onSubmit={submit} noValidate data-testid="second-factor">
          <p className={classes.hint}>{isRecovery ? t("factor.recovery") : t("factor.app")}</p>
          <TextInput
            key={String(isRecovery)}
            name="code"
            classNames={{ input: classes.code ?? "" }}
            autoComplete={isRecovery ? "off" : "one-time-code"}
            inputMode={isRecovery ? "text" : "numeric"}
            spellCheck={false}
            autoCapitalize="off"
            autoFocus
            label={isRecovery ? t("factor.recoveryCode") : t("factor.code")}
            error={isMissing && (isRecovery ? t("factor.recoveryMissing") : t("factor.codeMissing"))}
          />
          <Button
            type="submit"
            variant="filled"
            className={classes.submit}
            loading={byCode.isPending}
            data-testid="second-factor-submit"
          >
            {t("factor.submit")}
          </Button>
        </form>
      )}
      {offersPasskey && !isOver && (
        <>
          {!showsField && <p className={classes.hint}>{t("factor.passkeyOnly")}</p>}
          <Button
            className={classes.wide}
            variant={showsField ? "default" : "filled"}
            leftSection={<Icon name="key" size={16} />}
            loading={byPasskey.isPending}
            onClick={() => {
              byCode.reset();
              byPasskey.mutate();
            }}
            data-testid="second-factor-passkey"
          >
            {t("factor.usePasskey")}
          </Button>
        </>
      )}
      <div className={classes.links}>
        {takes?.recoveryCode === true && (takes.totp || offersPasskey) && !isOver && (
          <button
            type="button"
            className={classes.link}
            onClick={() => {
              byCode.reset();
              setIsMissing(false);
              setWantsRecovery(!wantsRecovery);
            }}
            data-testid="second-factor-recovery"
          >
            {wantsRecovery ? (takes.totp ? t("factor.useApp") : t("factor.usePasskey")) : t("factor.useRecovery")}
          </button>
        )}
        <Link to="/sign-in" search={{ returnTo }} className={classes.link}>
          {t("entry.toSignIn")}
        </Link>
      </div>
    </Entrance>
  );
}
