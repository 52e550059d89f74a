import { useState } from "react";
import { useWordsOf } from "#client/console/words.tsx";
import { attachmentWords } from "#client/i18n/console-attachments.ts";
import { fileUrl } from "#client/lib/attachment-api.ts";
import { EXTENSIONS_OF_TYPE } from "#protocol/attachment-constants";
import type { Attachment } from "#protocol/http-attachments";
import classes from "./attachments.module.css";

/** What browsers draw. */
const DRAWN: ReadonlySet<string> = new Set(["image/jpeg", "image/png", "image/gif", "image/webp"]);

/** A small picture of a picture; of other files how they end. The name stands beside it. */
export function FileMark({ item }: { item: Attachment }) {
  const { t } = useWordsOf(attachmentWords);
  const [isBroken, setBroken] = useState(false);
  if (item.name === undefined || !DRAWN.has(item.type) || isBroken) {
    return (
      <span className={classes.mark} aria-hidden="true">
        {EXTENSIONS_OF_TYPE[item.type][0]}
      </span>
    );
  }
  return (
    <a className={classes.mark} href={fileUrl(item, true)} target="_blank" rel="noreferrer" tabIndex={-1}>
      <img
        src={fileUrl(item, true)}
        alt={t("attachments.open", { name: item.name })}
        loading="lazy"
        decoding="async"
        onError={() => setBroken(true)}
        data-testid="attachment-picture"
      />
    </a>
  );
}
