import { Button, Modal, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { api } from "#client/console/api.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { securityWords } from "#client/i18n/console-security.ts";
import { ApiError } from "#client/lib/api.ts";
import { confirmTotp } from "#client/lib/security-api.ts";
import type { TotpSetUp } from "#protocol/http-security";
import { QrCode } from "./qr-code.tsx";
import classes from "./security.module.css";
import { wordRefusal } from "./word-refusal.ts";

/** Scan, then prove that it was scanned: before that nothing counts. */
export function TotpDialog(props: {
  setUp: TotpSetUp;
  onDone: (recoveryCodes: readonly string[]) => void;
  onClose: () => void;
}) {
  const { setUp, onDone, onClose } = props;
  const { t } = useWordsOf(securityWords);
  const [isMissing, setIsMissing] = useState(false);
  const confirming = useMutation({
    mutationFn: (code: string) => confirmTotp(api, code),
    onSuccess: ({ recoveryCodes }) => onDone(recoveryCodes),
  });
  const { error } = confirming;
  const isWrong = error instanceof ApiError && error.reason === "second_factor_wrong";

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const code = String(new FormData(event.currentTarget).get("code") ?? "").trim();
    setIsMissing(code === "");
    if (code !== "") confirming.mutate(code);
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={t("setUp.title")}
      closeOnClickOutside={false}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      <form className={classes.form} onSubmit={submit} noValidate data-testid="totp-form">
        <p>{t("setUp.scan")}</p>
        <div className={classes.qr}>
          <QrCode text={setUp.uri} label={t("setUp.qr")} />
        </div>
        <div>
          <p>{t("setUp.secret")}</p>
          <div className={classes.secret} data-testid="totp-secret">
            {setUp.secret.match(/.{1,4}/g)?.join(" ")}
          </div>
        </div>
        <p className={classes.alert} role="alert">
          {error !== null && !isWrong && wordRefusal(error, t)}
        </p>
        <TextInput
          name="code"
          classNames={{ input: classes.code ?? "" }}
          autoComplete="one-time-code"
          inputMode="numeric"
          label={t("factor.code")}
          description={`${t("setUp.confirm")} ${t("setUp.ends")}`}
          inputWrapperOrder={["label", "description", "input", "error"]}
          error={isMissing ? t("factor.codeMissing") : isWrong && t("setUp.wrong")}
          data-autofocus
        />
        <div className={classes.ends}>
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button type="submit" variant="filled" loading={confirming.isPending} data-testid="totp-submit">
            {t("setUp.submit")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
