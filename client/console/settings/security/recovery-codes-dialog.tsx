import { Button, Modal } from "@mantine/core";
import { useState } from "react";
import { useWordsOf } from "#client/console/words.tsx";
import { securityWords } from "#client/i18n/console-security.ts";
import classes from "./security.module.css";

/** Shows codes the one time that they can be seen; it closes only by saying that they are kept. */
export function RecoveryCodesDialog({ codes, onClose }: { codes: readonly string[]; onClose: () => void }) {
  const { t } = useWordsOf(securityWords);
  const [isCopied, setIsCopied] = useState(false);
  const text = codes.join("\n");

  function download() {
    const url = URL.createObjectURL(new Blob([`${text}\n`], { type: "text/plain" }));
    const link = Object.assign(document.createElement("a"), { href: url, download: t("codes.file") });
    link.click();
    URL.revokeObjectURL(url);
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={t("codes.shownTitle")}
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
    >
      <div className={classes.form} data-testid="recovery-codes">
        <p>{t("codes.shown")}</p>
        <ol className={classes.codes}>
          {codes.map((code) => (
            <li key={code} data-testid="recovery-code">
              {code}
            </li>
          ))}
        </ol>
        <div className={classes.ends}>
          <Button
            onClick={() => {
              void navigator.clipboard.writeText(text).then(() => setIsCopied(true));
            }}
          >
            {isCopied ? t("codes.copied") : t("codes.copy")}
          </Button>
          <Button onClick={download}>{t("codes.download")}</Button>
          <Button variant="filled" onClick={onClose} data-autofocus data-testid="recovery-codes-kept">
            {t("codes.kept")}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
