/** What signing in asked for, once more: a password, a code with it where there is an app, or a passkey in place of both. */
import { Button, Modal, PasswordInput, Skeleton, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { api } from "#client/console/api.ts";
import { hasPasskeys, provePasskey } from "#client/console/session/passkey-browser.ts";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { securityWords } from "#client/i18n/console-security.ts";
import type { ApiError } from "#client/lib/api.ts";
import type { Proof } from "#client/lib/security-api.ts";
import { securityQuery } from "./queries.ts";
import classes from "./security.module.css";
import { wordRefusal } from "./word-refusal.ts";

interface ProofDialogProps {
  /** Of the proof before this one. */
  refusal: ApiError | undefined;
  onProof: (proof: Proof) => void;
  onClose: () => void;
}

export function ProofDialog({ refusal, onProof, onClose }: ProofDialogProps) {
  const { t } = useWordsOf(securityWords);
  const overview = useQuery(securityQuery);
  const [missing, setMissing] = useState<{ password?: boolean; code?: boolean }>({});
  const byPasskey = useMutation({ mutationFn: () => provePasskey(api), onSuccess: (passkey) => onProof({ passkey }) });
  const hasApp = overview.data?.totpSince !== undefined;
  const ownsPasskey = (overview.data?.passkeys.length ?? 0) > 0;
  // Where there is a passkey alone, a password would not be enough.
  const showsForm = hasApp || !ownsPasskey;
  const isPasswordWrong = refusal?.reason === "password_wrong";

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    // The dialog may stand over another one's form: React tells both.
    event.stopPropagation();
    const fields = new FormData(event.currentTarget);
    const password = String(fields.get("password") ?? "");
    const code = String(fields.get("code") ?? "").trim();
    setMissing({ password: password === "", code: hasApp && code === "" });
    if (password !== "" && !(hasApp && code === "")) onProof({ password, ...(hasApp && { code }) });
  }

  const problem = byPasskey.error ?? (isPasswordWrong ? undefined : refusal);
  return (
    <Modal opened onClose={onClose} title={t("proof.title")} closeButtonProps={{ "aria-label": t("action.close") }}>
      {overview.isPending ? (
        <Skeleton height={160} />
      ) : (
        <form className={classes.form} onSubmit={submit} noValidate data-testid="proof">
          <p>{showsForm ? (hasApp ? t("proof.textCode") : t("proof.text")) : t("proof.textPasskey")}</p>
          <p className={classes.alert} role="alert">
            {problem && wordRefusal(problem, t)}
          </p>
          {showsForm && (
            <PasswordInput
              name="password"
              autoComplete="current-password"
              label={t("signIn.password")}
              error={missing.password ? t("password.missing") : isPasswordWrong && t("password.wrong")}
              visibilityToggleButtonProps={{ "aria-label": t("password.show") }}
              data-autofocus
            />
          )}
          {hasApp && (
            <TextInput
              name="code"
              classNames={{ input: classes.code ?? "" }}
              autoComplete="one-time-code"
              inputMode="numeric"
              label={t("factor.code")}
              error={missing.code && t("factor.codeMissing")}
            />
          )}
          <div className={classes.ends}>
            <Button onClick={onClose}>{t("action.cancel")}</Button>
            {ownsPasskey && hasPasskeys() && (
              <Button
                variant={showsForm ? "default" : "filled"}
                leftSection={<Icon name="key" size={16} />}
                loading={byPasskey.isPending}
                onClick={() => byPasskey.mutate()}
                data-testid="proof-passkey"
              >
                {t("factor.usePasskey")}
              </Button>
            )}
            {showsForm && (
              <Button type="submit" variant="filled" data-testid="proof-submit">
                {t("proof.submit")}
              </Button>
            )}
          </div>
        </form>
      )}
    </Modal>
  );
}
