import { ActionIcon } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "#client/console/api.ts";
import { useDirectory } from "#client/console/session/directory.ts";
import { useMay, useMe } from "#client/console/session/me.ts";
import { ConfirmDialog } from "#client/console/settings/people/confirm-dialog.tsx";
import { useNotify } from "#client/console/shell/use-notify.tsx";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { attachmentWords } from "#client/i18n/console-attachments.ts";
import { formatAgo, formatInstant } from "#client/i18n/format.ts";
import { fileUrl, removeAttachment } from "#client/lib/attachment-api.ts";
import { SHOWN_IN_PLACE } from "#protocol/attachment-constants";
import type { Attachment } from "#protocol/http-attachments";
import classes from "./attachments.module.css";
import { FileMark } from "./file-mark.tsx";
import { formatSize } from "./size.ts";

interface AttachmentItemProps {
  readonly item: Attachment;
  readonly isOfMerged: boolean;
}

/** One file: what it looks like, what it is called, whose it is, and what can be done with it. */
export function AttachmentItem({ item, isOfMerged }: AttachmentItemProps) {
  const { t, locale } = useWordsOf(attachmentWords);
  const { agentName } = useDirectory();
  const [isRemoving, setRemoving] = useState(false);
  const me = useMe();
  const mayAttach = useMay("ticket.note");
  const mayRemoveAny = useMay("ticket.removeAttachments");
  const name = item.name ?? t("attachments.locked");
  const isShown = SHOWN_IN_PLACE.includes(item.type);
  const mayRemove = item.name !== undefined && (mayRemoveAny || (mayAttach && item.by === me.id));
  const facts = [formatSize(locale, item.sizeBytes), agentName(item.by), formatAgo(locale, item.atMs, Date.now())];
  return (
    <li className={classes.item} data-testid="attachment">
      <FileMark item={item} />
      <div className={classes.what}>
        {item.name !== undefined && isShown ? (
          <a
            className={classes.name}
            href={fileUrl(item, true)}
            target="_blank"
            rel="noreferrer"
            aria-label={t("attachments.open", { name })}
            title={name}
          >
            {name}
          </a>
        ) : (
          <span className={classes.name} title={name}>
            {name}
          </span>
        )}
        <span className={classes.facts} title={formatInstant(locale, item.atMs)}>
          {[...facts, ...(isOfMerged ? [t("attachments.merged")] : [])].join(" · ")}
        </span>
      </div>
      {item.name !== undefined && (
        <ActionIcon
          aria-label={t("attachments.save", { name })}
          renderRoot={(root) => <a {...root} href={fileUrl(item)} download={name} />}
          data-testid="attachment-save"
        >
          <Icon name="download" />
        </ActionIcon>
      )}
      {mayRemove && (
        <ActionIcon
          aria-label={t("attachments.remove", { name })}
          onClick={() => setRemoving(true)}
          data-testid="attachment-remove"
        >
          <Icon name="trash" />
        </ActionIcon>
      )}
      {isRemoving && <RemoveDialog item={item} name={name} onClose={() => setRemoving(false)} />}
    </li>
  );
}

function RemoveDialog({ item, name, onClose }: { item: Attachment; name: string; onClose: () => void }) {
  const { t } = useWordsOf(attachmentWords);
  const notify = useNotify();
  const queries = useQueryClient();
  const removing = useMutation({
    mutationFn: () => removeAttachment(api, item),
    onSuccess: () => notify.done(t("attachments.removed", { name })),
    onError: () => notify.problem(t("attachments.notRemoved")),
    onSettled: () => {
      onClose();
      return queries.invalidateQueries({ queryKey: ["tickets"] });
    },
  });
  return (
    <ConfirmDialog
      title={t("attachments.removing", { name })}
      text={t("attachments.removingText")}
      action={t("attachments.removeIt")}
      pending={removing.isPending}
      onConfirm={() => removing.mutate()}
      onClose={onClose}
    />
  );
}
