import { ActionIcon, Button, Progress } from "@mantine/core";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { attachmentWords } from "#client/i18n/console-attachments.ts";
import { numberFormat } from "#client/i18n/formatters.ts";
import classes from "./attachments.module.css";
import { mayHelpToRetry } from "./reasons.ts";
import { formatSize } from "./size.ts";
import type { Upload, Uploads } from "./use-uploads.ts";

/** One file on its way: how far it is, or why it was not taken and what to do about it. */
export function UploadItem({ upload, uploads }: { upload: Upload; uploads: Uploads }) {
  const { t, locale } = useWordsOf(attachmentWords);
  const { file, share, reason } = upload;
  const { name } = file;
  const percent = numberFormat(locale, { style: "percent" }).format(share);
  const isFailed = reason !== undefined;
  return (
    <li
      className={classes.item}
      data-failed={isFailed || undefined}
      data-testid={isFailed ? "upload-failed" : "upload"}
    >
      <span className={classes.mark} aria-hidden="true">
        <Icon name={isFailed ? "warn" : "up"} size={20} />
      </span>
      <div className={classes.what}>
        <span className={classes.name} title={name}>
          {name}
        </span>
        {isFailed ? (
          <span className={classes.why} role="alert">
            {t(`attachments.why.${reason}`)}
          </span>
        ) : (
          <>
            <Progress value={share * 100} aria-label={name} size="xs" />
            <span className={classes.facts}>
              {share < 1
                ? `${t("attachments.sending", { percent })} · ${formatSize(locale, file.size)}`
                : t("attachments.storing")}
            </span>
          </>
        )}
      </div>
      {isFailed && mayHelpToRetry(reason) && (
        <Button size="compact-sm" onClick={() => uploads.retry(upload)} data-testid="upload-retry">
          {t("attachments.retry")}
        </Button>
      )}
      <ActionIcon
        aria-label={t(isFailed ? "attachments.dismiss" : "attachments.cancel", { name })}
        onClick={() => uploads.drop(upload)}
        data-testid="upload-drop"
      >
        <Icon name="x" />
      </ActionIcon>
    </li>
  );
}
