import { ActionIcon, Button, FileButton, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { api } from "#client/console/api.ts";
import { useMay } from "#client/console/session/me.ts";
import { Icon } from "#client/console/theme/icon.tsx";
import { FILES_ID } from "#client/console/tickets/page/chips.tsx";
import { SectionHead } from "#client/console/tickets/page/section-head.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { attachmentWords } from "#client/i18n/console-attachments.ts";
import { listAttachments } from "#client/lib/attachment-api.ts";
import type { ShownTicket } from "#client/lib/ticket-answers.ts";
import { AttachmentItem } from "./attachment-item.tsx";
import classes from "./attachments.module.css";
import { ACCEPTED } from "./reasons.ts";
import { UploadItem } from "./upload-item.tsx";
import { useDropped } from "./use-dropped.ts";
import { useUploads } from "./use-uploads.ts";

/** A colleague's file is seen about so soon. */
const FRESH_EVERY_MS = 30_000;

/** Files of a ticket, and those that are on their way to it: chosen, dropped anywhere on the page, or pasted. */
export function Attachments({ ticket }: { ticket: ShownTicket }) {
  const { t } = useWordsOf(attachmentWords);
  const mayAttach = useMay("ticket.note");
  const uploads = useUploads(ticket.id);
  const isOver = useDropped(mayAttach ? uploads.add : undefined);
  const known = useQuery({
    queryKey: ["tickets", "attachments", ticket.id],
    queryFn: () => listAttachments(api, ticket.id),
    refetchInterval: FRESH_EVERY_MS,
  });
  const items = known.data ?? [];
  const isEmpty = known.isSuccess && items.length === 0 && uploads.items.length === 0;
  return (
    <section id={FILES_ID} className={classes.section} data-over={isOver || undefined} data-testid="attachments">
      <SectionHead title={t("attachments.title")} told={items.length > 0 && <span>{items.length}</span>}>
        {mayAttach && (
          <FileButton multiple accept={ACCEPTED} onChange={uploads.add}>
            {(button) => (
              <ActionIcon {...button} aria-label={t("attachments.add")} data-testid="attach">
                <Icon name="clip" />
              </ActionIcon>
            )}
          </FileButton>
        )}
      </SectionHead>
      {known.isPending && <Skeleton height={40} />}
      {known.isError && known.data === undefined && (
        <p className={classes.empty} role="alert">
          {t("attachments.failed")}
          <Button size="compact-sm" onClick={() => void known.refetch()}>
            {t("attachments.again")}
          </Button>
        </p>
      )}
      {isEmpty && <p className={classes.empty}>{t(mayAttach ? "attachments.none" : "attachments.noneToSee")}</p>}
      <ul className={classes.list}>
        {items.map((item) => (
          <AttachmentItem key={item.id} item={item} isOfMerged={item.ticketId !== ticket.id} />
        ))}
        {uploads.items.map((upload) => (
          <UploadItem key={upload.clientId} upload={upload} uploads={uploads} />
        ))}
      </ul>
      {isOver && <p className={classes.over}>{t("attachments.drop")}</p>}
    </section>
  );
}
