/** Asks for the password once more, where the server wants it for a change of one's own sign-in. */
import { Button, Modal, PasswordInput } from "@mantine/core";
import { type FormEvent, type ReactNode, useCallback, useState } from "react";
import { useWordsOf } from "#client/console/words.tsx";
import { securityWords } from "#client/i18n/console-security.ts";
import { ApiError } from "#client/lib/api.ts";
import type { Proof } from "#client/lib/security-api.ts";
import classes from "./security.module.css";
import { wordRefusal } from "./word-refusal.ts";

/** Nobody proved anything: the dialog was closed. */
export class NotProven extends Error {
  override readonly name = "NotProven";
}

interface Asked {
  readonly answer: (password: string | undefined) => void;
  readonly refusal: Error | undefined;
}

export interface Proven {
  /** Does something that may want the password, and asks for it as often as it is wrong. @throws NotProven */
  readonly run: <Value>(action: (proof: Proof) => Promise<Value>) => Promise<Value>;
  /** To be rendered. */
  readonly dialog: ReactNode;
}

export function useProven(): Proven {
  const [asked, setAsked] = useState<Asked>();
  const run = useCallback(async <Value,>(action: (proof: Proof) => Promise<Value>): Promise<Value> => {
    let proof: Proof = {};
    for (;;) {
      try {
        return await action(proof);
      } catch (error) {
        if (!isAboutProof(error)) throw error;
        const refusal = error.reason === "password_wanted" ? undefined : error;
        const password = await new Promise<string | undefined>((answer) => setAsked({ answer, refusal }));
        setAsked(undefined);
        if (password === undefined) throw new NotProven();
        proof = { password };
      }
    }
  }, []);
  return { run, dialog: asked !== undefined && <ProofDialog asked={asked} /> };
}

function isAboutProof(error: unknown): error is ApiError {
  return error instanceof ApiError && (error.reason === "password_wanted" || error.reason === "password_wrong");
}

function ProofDialog({ asked }: { asked: Asked }) {
  const { t } = useWordsOf(securityWords);
  const [isMissing, setIsMissing] = useState(false);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    // The dialog may stand over another one's form: React tells both.
    event.stopPropagation();
    const password = String(new FormData(event.currentTarget).get("password") ?? "");
    setIsMissing(password === "");
    if (password !== "") asked.answer(password);
  }

  return (
    <Modal
      opened
      onClose={() => asked.answer(undefined)}
      title={t("proof.title")}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      <form className={classes.form} onSubmit={submit} noValidate data-testid="proof">
        <p>{t("proof.text")}</p>
        <PasswordInput
          name="password"
          autoComplete="current-password"
          label={t("signIn.password")}
          error={isMissing ? t("password.missing") : asked.refusal && wordRefusal(asked.refusal, t)}
          visibilityToggleButtonProps={{ "aria-label": t("password.show") }}
          data-autofocus
        />
        <div className={classes.ends}>
          <Button onClick={() => asked.answer(undefined)}>{t("action.cancel")}</Button>
          <Button type="submit" variant="filled" data-testid="proof-submit">
            {t("proof.submit")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
