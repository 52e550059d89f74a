import { Button, Modal, Select, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import dialogs from "#client/console/actions/dialogs.module.css";
import { api } from "#client/console/api.ts";
import { teamsQuery } from "#client/console/session/directory.ts";
import { useNotify } from "#client/console/shell/use-notify.tsx";
import { newClientId } from "#client/lib/client-id.ts";
import { createTicket } from "#client/lib/ticket-api.ts";
import { inboxNamesOf } from "#client/lib/views-api.ts";
import {
  MAX_TEXT_CHARS,
  MAX_TICKET_SUBJECT_CHARS,
  PRIORITIES,
  TICKET_CHANNELS,
  TICKET_TYPES,
} from "#protocol/constants";
import { type Articles, draftWith } from "./articles/edits.ts";
import { useNewArticles } from "./articles/use-new-articles.ts";
import { FieldInputs } from "./field-inputs.tsx";
import { type FieldValues, missingOf } from "./field-values.ts";
import { OrdersField } from "./joining/orders-field.tsx";
import { JoiningOffer } from "./joining/same-trouble.tsx";
import { useJoining } from "./joining/use-joining.ts";
import { fieldsOf, useTicketTypes } from "./use-types.ts";
import { useTicketWords } from "./words.ts";

// A form of its own, which most tickets are made without.
const ArticlesField = lazy(() => import("./articles/articles-field.tsx"));

export interface CreateDialogProps {
  /** Of a conversation, under another ticket, or of neither. */
  readonly of: { readonly conversationId?: string; readonly parentId?: string };
  /** Whose conversation it is; their orders can be chosen. */
  readonly contactId?: string;
  readonly onClose: () => void;
}

/** Makes a ticket; sent twice it is made once. */
export function CreateDialog({ of, contactId, onClose }: CreateDialogProps) {
  const { t, typeName } = useTicketWords();
  const navigate = useNavigate();
  const notify = useNotify();
  const queries = useQueryClient();
  const teams = useQuery(teamsQuery);
  const isBlank = of.conversationId === undefined && of.parentId === undefined;
  const inboxes = useQuery({ queryKey: ["inbox-names"], queryFn: () => inboxNamesOf(api), enabled: isBlank });
  const [clientId] = useState(() => newClientId(Date.now()));
  const [subject, setSubject] = useState("");
  const [description, setDescription] = useState("");
  const [type, setType] = useState<string | null>("enquiry");
  const [priority, setPriority] = useState<string | null>("normal");
  const [teamId, setTeamId] = useState<string | null>(null);
  const [chosenInbox, setInbox] = useState<string | null>(null);
  const [channel, setChannel] = useState<string | null>("other");
  const types = useTicketTypes();
  const [fields, setFields] = useState<FieldValues>({});
  const definitions = fieldsOf(types, type ?? "");
  const [orderIds, setOrderIds] = useState<readonly string[]>([]);
  const articles = useNewArticles();
  const [asked, setAsked] = useState(false);
  const inboxId = chosenInbox ?? inboxes.data?.[0]?.id;
  const creating = useMutation({
    mutationFn: (linked: Articles) =>
      createTicket(api, {
        ...{ clientId, subject: subject.trim(), type, priority, ...of },
        ...(isBlank ? { inboxId, channel } : {}),
        fields,
        ...(orderIds.length === 0 ? {} : { orderIds }),
        ...(linked.length === 0 ? {} : { articles: linked }),
        ...(teamId === null ? {} : { teamId }),
        ...(description.trim() === "" ? {} : { description }),
      }),
    onSuccess: ({ id, number }) => {
      void queries.invalidateQueries({ queryKey: ["tickets"] });
      onClose();
      const open = () => void navigate({ to: "/tickets/$ticketId", params: { ticketId: id }, search: { view: "all" } });
      // Where a ticket grows out of something that is being worked on, one stays there.
      if (isBlank) open();
      else notify.offer(t("ticket.created", { number: `#${number}` }), t("ticket.open"), open);
    },
    onError: () => notify.problem(t("ticket.refused")),
  });
  const joining = useJoining(of.conversationId, onClose);
  /** Whoever was offered another one and wants a new one all the same is not asked again. */
  async function submit(linked: Articles) {
    const other = joining.isSettled
      ? undefined
      : await joining.look({ type: type ?? "enquiry", subject: subject.trim(), orderIds });
    if (other === undefined) creating.mutate(linked);
  }
  /** What was written becomes a note of the other one, with the articles at its end. */
  function joinOther() {
    const linked = articles.taken();
    if (linked !== undefined) joining.join({ clientId, subject, description: linked.reduce(draftWith, description) });
  }
  function makeAnew() {
    const linked = articles.taken();
    if (linked === undefined) return;
    joining.settle();
    creating.mutate(linked);
  }
  return (
    <Modal opened onClose={onClose} title={t("ticket.make")} closeButtonProps={{ "aria-label": t("action.close") }}>
      <form
        className={dialogs.form}
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(true);
          const linked = articles.taken();
          if (linked === undefined) return;
          if (subject.trim() !== "" && missingOf(definitions, fields).length === 0) void submit(linked);
        }}
        data-testid="ticket-dialog"
      >
        <TextInput
          label={t("ticket.subject")}
          value={subject}
          onChange={(event) => setSubject(event.target.value)}
          maxLength={MAX_TICKET_SUBJECT_CHARS}
          error={asked && subject.trim() === "" && t("ticket.subjectMissing")}
          data-autofocus
          data-testid="ticket-subject"
        />
        <Textarea
          label={t("ticket.description")}
          value={description}
          onChange={(event) => setDescription(event.target.value)}
          maxLength={MAX_TEXT_CHARS}
          rows={4}
        />
        <Select
          label={t("ticket.type")}
          data={[...TICKET_TYPES, ...types.map(({ id }) => id)].map((value) => ({ value, label: typeName(value) }))}
          value={type}
          onChange={(chosen) => {
            setType(chosen);
            setFields({});
          }}
          allowDeselect={false}
          data-testid="ticket-type"
        />
        <FieldInputs definitions={definitions} values={fields} onChange={setFields} asked={asked} />
        {contactId !== undefined && <OrdersField contactId={contactId} orderIds={orderIds} onChange={setOrderIds} />}
        <Select
          label={t("ticket.priority")}
          data={PRIORITIES.map((value) => ({ value, label: t(`ticket.priority.${value}`) }))}
          value={priority}
          onChange={setPriority}
          allowDeselect={false}
        />
        {isBlank && (inboxes.data?.length ?? 0) > 1 && (
          <Select
            label={t("ticket.inbox")}
            data={inboxes.data?.map(({ id, name }) => ({ value: id, label: name })) ?? []}
            value={inboxId ?? null}
            onChange={setInbox}
            allowDeselect={false}
          />
        )}
        {isBlank && (
          <Select
            label={t("ticket.channel")}
            data={TICKET_CHANNELS.map((value) => ({ value, label: t(`ticket.channel.${value}`) }))}
            value={channel}
            onChange={setChannel}
            allowDeselect={false}
            data-testid="ticket-channel"
          />
        )}
        <Select
          label={t("ticket.team")}
          placeholder={t("ticket.any")}
          data={(teams.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          value={teamId}
          onChange={setTeamId}
          clearable
          data-testid="ticket-team"
        />
        <Suspense>
          <ArticlesField field={articles} />
        </Suspense>
        {joining.other !== undefined && (
          <JoiningOffer
            other={joining.other}
            contactId={contactId}
            orderIds={orderIds}
            isPending={joining.isPending}
            onJoin={joinOther}
            onAnew={makeAnew}
          />
        )}
        <div className={dialogs.buttons}>
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button type="submit" variant="filled" loading={creating.isPending} data-testid="ticket-create">
            {t("ticket.make")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
