import { Button, Modal, Select, Textarea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import dialogs from "#client/console/actions/dialogs.module.css";
import { agentsQuery, teamsQuery } from "#client/console/session/directory.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { ticketDeskWords } from "#client/i18n/console-ticket-desk.ts";
import { MAX_REASON_CHARS } from "#protocol/constants";
import type { BulkChange } from "./bulk.ts";

export interface GiveDialogProps {
  readonly to: "assignee" | "team";
  readonly count: number;
  readonly onGive: (change: BulkChange) => void;
  readonly onClose: () => void;
}

/** Gives many tickets to a colleague or to a team; taking them from somebody needs a reason. */
export function GiveDialog({ to, count, onGive, onClose }: GiveDialogProps) {
  const { t } = useWordsOf(ticketDeskWords);
  const agents = useQuery(agentsQuery).data ?? [];
  const teams = useQuery(teamsQuery).data ?? [];
  const [target, setTarget] = useState<string | null>(null);
  const [reason, setReason] = useState("");
  const [asked, setAsked] = useState(false);
  const isReasonMissing = to === "team" && reason.trim() === "";
  function submit() {
    setAsked(true);
    if (target === null || isReasonMissing) return;
    const why = reason.trim();
    if (to === "team") onGive({ teamId: target, reason: why });
    else onGive({ assigneeId: target, ...(why === "" ? {} : { reason: why }) });
    onClose();
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(`ticketDesk.bulk.${to}Title`, { count })}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      <form
        className={dialogs.form}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
        data-testid="bulk-give"
      >
        <Select
          label={t(`ticketDesk.bulk.${to}`)}
          data={(to === "team" ? teams : agents).map(({ id, name }) => ({ value: id, label: name }))}
          value={target}
          onChange={setTarget}
          searchable
          openOnFocus={false}
          error={asked && target === null && t("ticketDesk.bulk.targetMissing")}
          data-autofocus
          data-testid="bulk-target"
        />
        <Textarea
          label={t("ticketDesk.reason")}
          description={to === "assignee" && t("ticketDesk.bulk.reasonHint")}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          maxLength={MAX_REASON_CHARS}
          rows={3}
          error={asked && isReasonMissing && t("ticketDesk.reasonMissing")}
          data-testid="bulk-reason"
        />
        <div className={dialogs.buttons}>
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button type="submit" variant="filled" data-testid="bulk-give-submit">
            {t("ticketDesk.bulk.give")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
