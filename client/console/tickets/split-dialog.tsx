import { Button, Modal, Select, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import dialogs from "#client/console/actions/dialogs.module.css";
import { api } from "#client/console/api.ts";
import { teamsQuery } from "#client/console/session/directory.ts";
import { useNotify } from "#client/console/shell/use-notify.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { ticketDeskWords } from "#client/i18n/console-ticket-desk.ts";
import { ticketMergeWords } from "#client/i18n/console-ticket-merge.ts";
import { ApiError } from "#client/lib/api.ts";
import { newClientId } from "#client/lib/client-id.ts";
import type { ShownTicket } from "#client/lib/ticket-answers.ts";
import { splitTicket } from "#client/lib/ticket-desk-api.ts";
import { MAX_TEXT_CHARS, MAX_TICKET_SUBJECT_CHARS, TICKET_TYPES } from "#protocol/constants";
import classes from "./desk.module.css";
import { FieldInputs } from "./field-inputs.tsx";
import { type FieldValues, missingOf } from "./field-values.ts";
import { wordTicketRefusal } from "./refusals.ts";
import { fieldsOf, useTicketTypes } from "./use-types.ts";
import { useTicketWords } from "./words.ts";

/** Makes a second ticket of the same customer out of one; sent twice it is made once. */
export function SplitDialog({ ticket, onClose }: { ticket: ShownTicket; onClose: () => void }) {
  const { t } = useWordsOf(ticketMergeWords);
  const { t: desk } = useWordsOf(ticketDeskWords);
  const { typeName } = useTicketWords();
  const navigate = useNavigate();
  const notify = useNotify();
  const queries = useQueryClient();
  const types = useTicketTypes();
  const teams = useQuery(teamsQuery).data ?? [];
  const [clientId] = useState(() => newClientId(Date.now()));
  const [subject, setSubject] = useState("");
  const [description, setDescription] = useState("");
  const [type, setType] = useState(ticket.type);
  const [fields, setFields] = useState<FieldValues>({});
  const [teamId, setTeamId] = useState(ticket.teamId);
  const [asked, setAsked] = useState(false);
  const definitions = fieldsOf(types, type);
  const isMissing = subject.trim() === "";
  const splitting = useMutation({
    mutationFn: () =>
      splitTicket(api, ticket.id, {
        ...{ clientId, subject: subject.trim(), type, teamId, priority: ticket.priority, fields },
        ...(description.trim() === "" ? {} : { description }),
      }),
    onSuccess: ({ id, number }) => {
      onClose();
      const open = () => void navigate({ to: "/tickets/$ticketId", params: { ticketId: id }, search: { view: "all" } });
      notify.offer(t("ticketSplit.done", { number: `#${number}` }), t("ticketSplit.open"), open, "ticket");
    },
    onError: (error) => notify.problem(wordTicketRefusal(error instanceof ApiError ? error.reason : undefined, desk)),
    onSettled: () => queries.invalidateQueries({ queryKey: ["tickets"] }),
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("ticketSplit.title", { number: `#${ticket.number}` })}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      <form
        className={dialogs.form}
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(true);
          if (!isMissing && missingOf(definitions, fields).length === 0) splitting.mutate();
        }}
        noValidate
        data-testid="split-dialog"
      >
        <p className={classes.quiet}>{t("ticketSplit.text")}</p>
        <TextInput
          label={desk("ticketDesk.subject")}
          value={subject}
          onChange={(event) => setSubject(event.currentTarget.value)}
          maxLength={MAX_TICKET_SUBJECT_CHARS}
          error={asked && isMissing && desk("ticketDesk.subjectMissing")}
          data-autofocus
          data-testid="split-subject"
        />
        <Textarea
          label={desk("ticketDesk.description")}
          value={description}
          onChange={(event) => setDescription(event.currentTarget.value)}
          maxLength={MAX_TEXT_CHARS}
          rows={3}
        />
        <Select
          label={desk("ticketDesk.type")}
          data={[...TICKET_TYPES, ...types.map(({ id }) => id)].map((value) => ({ value, label: typeName(value) }))}
          value={type}
          onChange={(chosen) => {
            setType(chosen ?? type);
            setFields({});
          }}
          allowDeselect={false}
        />
        <FieldInputs definitions={definitions} values={fields} onChange={setFields} asked={asked} />
        <Select
          label={desk("ticketDesk.bulk.team")}
          data={teams.map(({ id, name }) => ({ value: id, label: name }))}
          value={teamId}
          onChange={(chosen) => setTeamId(chosen ?? teamId)}
          allowDeselect={false}
        />
        <div className={dialogs.buttons}>
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button type="submit" variant="filled" loading={splitting.isPending} data-testid="split-submit">
            {t("ticketSplit.submit")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
