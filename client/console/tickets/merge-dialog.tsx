import { Button, Modal, NumberInput, Radio, Textarea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import dialogs from "#client/console/actions/dialogs.module.css";
import { api } from "#client/console/api.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { ticketJoiningWords } from "#client/i18n/console-ticket-joining.ts";
import { ticketMergeWords } from "#client/i18n/console-ticket-merge.ts";
import type { ShownTicket } from "#client/lib/ticket-answers.ts";
import { listTickets, readTicket } from "#client/lib/ticket-api.ts";
import { mergeTicket } from "#client/lib/ticket-desk-api.ts";
import { MAX_REASON_CHARS } from "#protocol/constants";
import type { TicketRow } from "#protocol/http-tickets";
import classes from "./desk.module.css";
import { MergeCard } from "./merge-card.tsx";
import type { useTicketWork } from "./use-ticket.ts";

export interface MergeDialogProps {
  readonly ticket: ShownTicket;
  readonly work: ReturnType<typeof useTicketWork>["work"];
  readonly onClose: () => void;
}

/** Closes a ticket in favour of another one of the same customer, which is looked at beside it first. */
export function MergeDialog({ ticket, work, onClose }: MergeDialogProps) {
  const { t } = useWordsOf(ticketMergeWords);
  const { t: joining } = useWordsOf(ticketJoiningWords);
  const navigate = useNavigate();
  const { contactId } = ticket;
  const [number, setNumber] = useState<number>();
  const [chosenId, setChosenId] = useState<string>();
  const [reason, setReason] = useState("");
  const [asked, setAsked] = useState(false);
  const theirs = useQuery({
    queryKey: ["tickets", "contact", contactId],
    queryFn: () => listTickets(api, "all", { contactId }),
    enabled: contactId !== undefined,
  });
  const found = useQuery({
    queryKey: ["tickets", "number", number],
    queryFn: () => listTickets(api, "all", { number }),
    enabled: number !== undefined,
  });
  const others = (theirs.data?.items ?? []).filter((row) => row.id !== ticket.id && row.status !== "closed");
  const byNumber = number === undefined ? undefined : found.data?.items[0];
  const intoId = byNumber?.id ?? chosenId;
  const into = useQuery({
    queryKey: ["tickets", "one", intoId],
    queryFn: () => readTicket(api, intoId ?? ""),
    enabled: intoId !== undefined,
  }).data;
  const problem = problemOf();
  function problemOf() {
    if (number !== undefined && found.isSuccess && byNumber === undefined) return t("ticketMerge.unknown");
    if (into === undefined) return asked ? t("ticketMerge.choose") : undefined;
    const isTheirs = contactId !== undefined && into.contactId === contactId;
    if (into.id === ticket.id || !isTheirs) return t("ticketMerge.otherCustomer");
    return into.status === "closed" ? t("ticketMerge.closed") : undefined;
  }
  function submit() {
    setAsked(true);
    if (into === undefined || problem !== undefined) return;
    const why = reason.trim();
    work.mutate((now) => mergeTicket(api, now, { intoId: into.id, ...(why === "" ? {} : { reason: why }) }), {
      onSuccess: () => {
        onClose();
        void navigate({ to: "/tickets/$ticketId", params: { ticketId: into.id }, search: { view: "all" } });
      },
    });
  }
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t("ticketMerge.title", { number: `#${ticket.number}` })}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      <form
        className={dialogs.form}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
        data-testid="merge-dialog"
      >
        <NumberInput
          label={t("ticketMerge.number")}
          leftSection="#"
          value={number ?? ""}
          onChange={(given) => setNumber(typeof given === "number" && given >= 1 ? given : undefined)}
          allowDecimal={false}
          allowNegative={false}
          hideControls
          error={problem}
          data-autofocus
          data-testid="merge-number"
        />
        {number === undefined && others.length > 0 && (
          <Radio.Group label={t("ticketMerge.theirs")} value={chosenId ?? null} onChange={setChosenId}>
            <div className={classes.choices}>
              {others.map((row) => (
                <Radio key={row.id} value={row.id} label={nameOf(row)} data-testid="merge-choice" />
              ))}
            </div>
          </Radio.Group>
        )}
        {into !== undefined && (
          <div className={classes.pair} data-testid="merge-pair">
            <MergeCard ticket={ticket} side="from" other={into} />
            <MergeCard ticket={into} side="into" other={ticket} />
          </div>
        )}
        {into !== undefined && problem === undefined && (
          <ul className={classes.effects}>
            <li>{t("ticketMerge.effect.closed", { number: `#${ticket.number}` })}</li>
            <li>{t("ticketMerge.effect.followers", { number: `#${into.number}` })}</li>
            {ticket.conversationId !== undefined && <li>{joining("joining.linked", { number: into.number })}</li>}
            <li>{t("ticketMerge.effect.subs")}</li>
          </ul>
        )}
        <Textarea
          label={t("ticketMerge.reason")}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          maxLength={MAX_REASON_CHARS}
          rows={2}
        />
        <div className={dialogs.buttons}>
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button type="submit" variant="filled" loading={work.isPending} data-testid="merge-submit">
            {t("ticketMerge.submit")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

function nameOf({ number, subject }: TicketRow): string {
  return `#${number} ${subject ?? ""}`;
}
