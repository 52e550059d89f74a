import { Button, Textarea } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "#client/console/api.ts";
import { agentsQuery, useDirectory } from "#client/console/session/directory.ts";
import { useMay } from "#client/console/session/me.ts";
import { Avatar } from "#client/console/shell/avatar.tsx";
import { useNotify } from "#client/console/shell/use-notify.tsx";
import { mentionedIn } from "#client/console/thread/mentions.ts";
import { formatAgo, formatInstant } from "#client/i18n/format.ts";
import { newClientId } from "#client/lib/client-id.ts";
import type { ShownTicket } from "#client/lib/ticket-answers.ts";
import { noteTicket } from "#client/lib/ticket-api.ts";
import { MAX_TEXT_CHARS } from "#protocol/constants";
import type { TicketEntry } from "#protocol/http-tickets";
import classes from "./tickets.module.css";
import { useTimeLine } from "./use-ticket.ts";
import { useTicketWords } from "./words.ts";

/** What happened and what colleagues noted, the latest first. */
export function TimeLine({ ticket }: { ticket: ShownTicket }) {
  const { t } = useTicketWords();
  const line = useTimeLine(ticket.id);
  const mayNote = useMay("ticket.note");
  const entries = line.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <section>
      <h3 className={classes.heading}>{t("ticket.timeLine")}</h3>
      {mayNote && <NoteForm ticketId={ticket.id} />}
      <ol className={classes.timeLine} data-testid="time-line">
        {entries.map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </ol>
      {line.hasNextPage && <Button onClick={() => void line.fetchNextPage()}>{t("ticket.older")}</Button>}
    </section>
  );
}

export function Entry({ entry }: { entry: TicketEntry }) {
  const { t, locale, sayChange } = useTicketWords();
  const { agentName } = useDirectory();
  const who = agentName(entry.by);
  const isNote = entry.kind === "note";
  const [change] = entry.changes;
  const kind = change?.field === "subTicket" ? "subTicket" : entry.kind;
  const isSaid = kind === "created" || kind === "subTicket" || kind === "merged";
  return (
    <li className={classes.entry} data-note={isNote || undefined} data-testid={`entry-${entry.kind}`}>
      <Avatar id={entry.by} name={who} size={20} />
      <div className={classes.what}>
        <p className={classes.who}>
          <span>{t(`ticket.entry.${kind}`, { who })}</span>
          {isNote && <span className={classes.internal}>{t("ticket.internal")}</span>}
          <time className={classes.when} title={formatInstant(locale, entry.atMs)}>
            {formatAgo(locale, entry.atMs, Date.now())}
          </time>
        </p>
        {(!isSaid || kind === "created") && entry.changes.map((each) => <p key={each.field}>{sayChange(each)}</p>)}
        {entry.reason !== undefined && <p className={classes.reason}>{entry.reason}</p>}
        {entry.text !== undefined && <p className={classes.text}>{entry.text}</p>}
      </div>
    </li>
  );
}

function NoteForm({ ticketId }: { ticketId: string }) {
  const { t } = useTicketWords();
  const notify = useNotify();
  const queries = useQueryClient();
  const agents = useQuery(agentsQuery).data ?? [];
  const [text, setText] = useState("");
  // The same until it is sent: a note that was sent twice is there once.
  const [clientId, setClientId] = useState(() => newClientId(Date.now()));
  const noting = useMutation({
    mutationFn: () => noteTicket(api, ticketId, { clientId, text, mentions: mentionedIn(text, agents) }),
    onSuccess: () => {
      setText("");
      setClientId(newClientId(Date.now()));
      return queries.invalidateQueries({ queryKey: ["tickets"] });
    },
    onError: () => notify.problem(t("ticket.refused")),
  });
  return (
    <form
      className={classes.noteForm}
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== "") noting.mutate();
      }}
    >
      <Textarea
        aria-label={t("ticket.note")}
        placeholder={t("ticket.noteHint")}
        value={text}
        onChange={(event) => setText(event.target.value)}
        maxLength={MAX_TEXT_CHARS}
        rows={2}
        data-testid="ticket-note"
      />
      <Button type="submit" loading={noting.isPending} disabled={text.trim() === ""} data-testid="ticket-add-note">
        {t("ticket.addNote")}
      </Button>
    </form>
  );
}
