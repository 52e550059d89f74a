import { Button, Textarea } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { api } from "#client/console/api.ts";
import { agentsQuery } from "#client/console/session/directory.ts";
import { useNotify } from "#client/console/shell/use-notify.tsx";
import { Icon } from "#client/console/theme/icon.tsx";
import { replaced } from "#client/console/thread/composer-trigger.ts";
import { mentionedIn } from "#client/console/thread/mentions.ts";
import { isComposing } from "#client/console/thread/send-key.ts";
import { SuggestList, suggestingField } from "#client/console/thread/suggest-list.tsx";
import type { Suggestion } from "#client/console/thread/suggestions.ts";
import { useSuggest } from "#client/console/thread/use-suggest.ts";
import { newClientId } from "#client/lib/client-id.ts";
import type { ShownTicket } from "#client/lib/ticket-answers.ts";
import { noteTicket } from "#client/lib/ticket-api.ts";
import { MAX_TEXT_CHARS } from "#protocol/constants";
import { seesTicketOf } from "./may-hear.ts";
import classes from "./note-form.module.css";
import { useTicketWords } from "./words.ts";

/** For colleagues, on a ticket that has no conversation to answer in; `@` offers those who see it. */
export function NoteForm({ ticket }: { ticket: ShownTicket }) {
  const { t } = useTicketWords();
  const notify = useNotify();
  const queries = useQueryClient();
  const mayHear = seesTicketOf(ticket.inboxId);
  const agents = (useQuery(agentsQuery).data ?? []).filter(mayHear);
  const [text, setText] = useState("");
  const [caret, setCaret] = useState<number>();
  const field = useRef<HTMLTextAreaElement>(null);
  const listId = useId();
  const { suggest, step, dismiss } = useSuggest({ text, caret, isNote: true, customer: "", mayHear });
  // The same until it is sent: a note that was sent twice is there once.
  const [clientId, setClientId] = useState(() => newClientId(Date.now()));
  const noting = useMutation({
    mutationFn: () => noteTicket(api, ticket.id, { clientId, text, mentions: mentionedIn(text, agents) }),
    onSuccess: () => {
      setText("");
      setClientId(newClientId(Date.now()));
      return queries.invalidateQueries({ queryKey: ["tickets"] });
    },
    onError: () => notify.problem(t("ticket.refused")),
  });

  function pick(item: Suggestion) {
    if (suggest === undefined) return;
    const next = replaced(text, suggest.trigger, item.insert);
    flushSync(() => {
      setText(next.text);
      setCaret(next.caret);
    });
    field.current?.focus();
    field.current?.setSelectionRange(next.caret, next.caret);
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (suggest === undefined || isComposing(event.nativeEvent)) return;
    const item = suggest.items[suggest.active];
    if (event.key === "ArrowDown") step(1);
    else if (event.key === "ArrowUp") step(-1);
    else if (event.key === "Escape") dismiss();
    else if ((event.key === "Enter" || event.key === "Tab") && !event.shiftKey && item !== undefined) pick(item);
    else return;
    event.preventDefault();
  }

  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== "") noting.mutate();
      }}
    >
      <span className={classes.tag}>
        <Icon name="lock" size={14} />
        {t("ticket.internal")}
      </span>
      <div className={classes.field}>
        {suggest !== undefined && <SuggestList id={listId} suggest={suggest} onPick={pick} />}
        <Textarea
          ref={field}
          aria-label={t("ticket.note")}
          placeholder={t("ticket.noteHint")}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setCaret(event.target.selectionStart);
          }}
          {...suggestingField(listId, suggest, setCaret)}
          onKeyDown={onKeyDown}
          maxLength={MAX_TEXT_CHARS}
          classNames={{ input: classes.input }}
          autosize
          minRows={1}
          maxRows={8}
          data-testid="ticket-note"
        />
      </div>
      <Button
        type="submit"
        className={classes.send}
        loading={noting.isPending}
        disabled={text.trim() === ""}
        data-testid="ticket-add-note"
      >
        {t("ticket.addNote")}
      </Button>
    </form>
  );
}
