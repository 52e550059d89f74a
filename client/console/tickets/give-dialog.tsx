import { Button, Modal, Select, Textarea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import dialogs from "#client/console/actions/dialogs.module.css";
import { agentsQuery, teamsQuery } from "#client/console/session/directory.ts";
import { tierIn } from "#client/console/support-tiers/offered.ts";
import { useTierChoices } from "#client/console/support-tiers/use-tier-choices.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { supportTierWords } from "#client/i18n/console-support-tiers.ts";
import { ticketDeskWords } from "#client/i18n/console-ticket-desk.ts";
import { MAX_REASON_CHARS } from "#protocol/constants";
import type { TicketRow } from "#protocol/http-tickets";
import type { BulkChange } from "./bulk.ts";

export interface GiveDialogProps {
  readonly to: "assignee" | "team";
  readonly rows: readonly TicketRow[];
  readonly onGive: (change: BulkChange) => void;
  readonly onClose: () => void;
}

/** Gives many tickets to a colleague, a team or a line of support; taking them from somebody needs a reason. */
export function GiveDialog({ to, rows, onGive, onClose }: GiveDialogProps) {
  const { t } = useWordsOf(ticketDeskWords);
  const agents = useQuery(agentsQuery).data ?? [];
  const teams = useQuery({ ...teamsQuery, refetchOnMount: "always" }).data ?? [];
  const ofTeams = useTeamChoices({ teams, agents }, rows);
  const [target, setTarget] = useState<string | null>(null);
  const [reason, setReason] = useState("");
  const [asked, setAsked] = useState(false);
  const isReasonMissing = to === "team" && reason.trim() === "";
  function submit() {
    setAsked(true);
    if (target === null || isReasonMissing) return;
    const why = reason.trim();
    const supportTier = tierIn(target);
    if (to === "team") onGive({ ...(supportTier === undefined ? { teamId: target } : { supportTier }), reason: why });
    else onGive({ assigneeId: target, ...(why === "" ? {} : { reason: why }) });
    onClose();
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(`ticketDesk.bulk.${to}Title`, { count: rows.length })}
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
          label={to === "team" ? ofTeams.label : t("ticketDesk.bulk.assignee")}
          description={to === "team" && tierIn(target) !== undefined && ofTeams.hint}
          data={to === "team" ? ofTeams.data : agents.map(({ id, name }) => ({ value: id, label: name }))}
          value={target}
          onChange={setTarget}
          searchable
          openOnFocus={false}
          error={asked && target === null && (to === "team" ? ofTeams.missing : t("ticketDesk.bulk.targetMissing"))}
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

/** Teams, and lines of support where there is more than one. */
function useTeamChoices(directory: Parameters<typeof useTierChoices>[0], rows: readonly TicketRow[]) {
  const { t } = useWordsOf(ticketDeskWords);
  const { t: tier } = useWordsOf(supportTierWords);
  const { groups } = useTierChoices(directory, ...rows);
  const teams = directory.teams.map(({ id, name }) => ({ value: id, label: name }));
  if (groups.length === 0)
    return { label: t("ticketDesk.bulk.team"), data: teams, missing: t("ticketDesk.bulk.targetMissing") };
  return {
    label: tier("supportTier.manyLabel"),
    data: [{ group: tier("supportTier.teams"), items: teams }, ...groups],
    missing: tier("supportTier.manyMissing"),
    hint: tier("supportTier.manyHint"),
  };
}
