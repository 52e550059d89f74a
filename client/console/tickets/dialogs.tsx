import { Button, Modal, Select, Textarea } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import dialogs from "#client/console/actions/dialogs.module.css";
import { api } from "#client/console/api.ts";
import type { ClosingNote } from "#client/console/closing/closing-dialog.tsx";
import { agentsQuery, teamsQuery } from "#client/console/session/directory.ts";
import { tierIn, tierValue } from "#client/console/support-tiers/offered.ts";
import { isUnserved } from "#client/console/support-tiers/unserved.ts";
import { useTierChoices } from "#client/console/support-tiers/use-tier-choices.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { refundWords } from "#client/i18n/console-refunds.ts";
import type { ShownTicket } from "#client/lib/ticket-answers.ts";
import { changeTicket, transferTicket } from "#client/lib/ticket-api.ts";
import { MAX_REASON_CHARS } from "#protocol/constants";
import type { SupportTier } from "#protocol/support-tiers";
import type { HeldBy, useTicketWork } from "./use-ticket.ts";
import { useTicketWords } from "./words.ts";

type Work = ReturnType<typeof useTicketWork>["work"];

interface HandOnDialogProps {
  readonly ticket: ShownTicket;
  readonly work: Work;
  /** A line of support that is chosen at first. */
  readonly to?: SupportTier | undefined;
  readonly onClose: () => void;
}

/** Hands the ticket to a team, a line of support or a colleague, and says why. */
export function HandOnDialog({ ticket, work, to: first, onClose }: HandOnDialogProps) {
  const { t } = useTicketWords();
  const agents = useQuery(agentsQuery).data ?? [];
  const teams = useQuery({ ...teamsQuery, refetchOnMount: "always" }).data ?? [];
  const queries = useQueryClient();
  const [target, setTarget] = useState<string | null>(first === undefined ? null : tierValue(first));
  const [reason, setReason] = useState("");
  const [asked, setAsked] = useState(false);
  const tiers = useTierChoices({ teams, agents }, ticket);
  const options = [
    { group: t("ticket.teams"), items: teams.map(({ id, name }) => ({ value: `team:${id}`, label: name })) },
    ...tiers.groups,
    {
      group: t("ticket.people"),
      items: agents
        .filter(({ id }) => id !== ticket.assigneeId)
        .map(({ id, name }) => ({ value: `agent:${id}`, label: name })),
    },
  ];
  function submit() {
    setAsked(true);
    if (target === null || reason.trim() === "") return;
    const id = target.slice(target.indexOf(":") + 1);
    const supportTier = tierIn(target);
    const to =
      supportTier !== undefined ? { supportTier } : target.startsWith("team:") ? { teamId: id } : { assigneeId: id };
    work.mutate((now) => transferTicket(api, now, { ...to, reason: reason.trim() }), {
      onSuccess: onClose,
      onError: (error) => {
        if (!isUnserved(error)) return;
        setTarget(null);
        for (const { queryKey } of [agentsQuery, teamsQuery]) void queries.invalidateQueries({ queryKey });
      },
    });
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("ticket.transferTitle")}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      <form
        className={dialogs.form}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Select
          label={t("ticket.transferTo")}
          placeholder={tiers.choose}
          data={options}
          value={target}
          onChange={setTarget}
          searchable
          openOnFocus={false}
          error={asked && target === null && (tiers.missing ?? t("ticket.targetMissing"))}
          data-autofocus
          data-testid="ticket-transfer-to"
        />
        <ReasonField reason={reason} onChange={setReason} asked={asked} />
        <div className={dialogs.buttons}>
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button type="submit" variant="filled" loading={work.isPending} data-testid="ticket-transfer-submit">
            {t("ticket.transfer")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

/** Finishes a ticket before its sub-tickets, or before what is to be decided of its refunds. */
export function ForceDialog(props: {
  heldBy: HeldBy;
  status: "resolved" | "closed";
  closing: ClosingNote | undefined;
  work: Work;
  onClose: () => void;
}) {
  const { heldBy, status, closing, work, onClose } = props;
  const { t } = useTicketWords();
  const { t: refund } = useWordsOf(refundWords);
  const isOfRefund = heldBy === "refund_undecided";
  const [reason, setReason] = useState("");
  const [asked, setAsked] = useState(false);
  return (
    <Modal
      opened
      onClose={onClose}
      title={isOfRefund ? refund("refund.forceTitle") : t("ticket.forceTitle")}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      <form
        className={dialogs.form}
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(true);
          if (reason.trim() === "") return;
          work.mutate((now) => changeTicket(api, now, { status, closing, force: true, reason: reason.trim() }), {
            onSuccess: onClose,
          });
        }}
      >
        <p>{isOfRefund ? refund("refund.forceText") : t("ticket.forceText")}</p>
        <ReasonField reason={reason} onChange={setReason} asked={asked} />
        <div className={dialogs.buttons}>
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button type="submit" variant="filled" loading={work.isPending} data-testid="ticket-force">
            {t("ticket.force")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

function ReasonField(props: { reason: string; onChange: (reason: string) => void; asked: boolean }) {
  const { t } = useTicketWords();
  return (
    <Textarea
      label={t("ticket.reason")}
      value={props.reason}
      onChange={(event) => props.onChange(event.target.value)}
      maxLength={MAX_REASON_CHARS}
      rows={3}
      error={props.asked && props.reason.trim() === "" && t("ticket.reasonMissing")}
      data-testid="ticket-reason"
    />
  );
}
