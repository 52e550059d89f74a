import { ActionIcon, Button, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import dialogs from "#client/console/actions/dialogs.module.css";
import { useMay } from "#client/console/session/me.ts";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { ticketDeskWords } from "#client/i18n/console-ticket-desk.ts";
import type { ShownTicket } from "#client/lib/ticket-answers.ts";
import { MAX_TEXT_CHARS, MAX_TICKET_SUBJECT_CHARS } from "#protocol/constants";
import { changing } from "./changing.ts";
import classes from "./desk.module.css";
import type { useTicketWork } from "./use-ticket.ts";
import { useTicketWords } from "./words.ts";

interface AboutProps {
  readonly ticket: ShownTicket;
  readonly work: ReturnType<typeof useTicketWork>["work"];
}

/** What a ticket is about, in words that can be changed where they stand. */
export function About({ ticket, work }: AboutProps) {
  const { t } = useTicketWords();
  const { t: desk } = useWordsOf(ticketDeskWords);
  const mayChange = useMay("ticket.change");
  /** As it was when the form was opened: what comes in meanwhile is no part of what was seen. */
  const [seen, setSeen] = useState<ShownTicket>();
  if (seen !== undefined) return <AboutForm seen={seen} work={work} onClose={() => setSeen(undefined)} />;
  const { subject, description } = ticket;
  return (
    <div className={classes.about}>
      <h2 data-testid="ticket-title">{subject ?? t("ticket.locked")}</h2>
      {mayChange && subject !== undefined && (
        <ActionIcon aria-label={desk("ticketDesk.edit")} onClick={() => setSeen(ticket)} data-testid="ticket-edit">
          <Icon name="edit" />
        </ActionIcon>
      )}
      {description === undefined ? (
        <p className={classes.quiet}>{desk("ticketDesk.noDescription")}</p>
      ) : (
        <p className={classes.description} data-testid="ticket-description">
          {description}
        </p>
      )}
    </div>
  );
}

function AboutForm({ seen, work, onClose }: { seen: ShownTicket; onClose: () => void } & Pick<AboutProps, "work">) {
  const { t } = useWordsOf(ticketDeskWords);
  const [subject, setSubject] = useState(seen.subject ?? "");
  const [description, setDescription] = useState(seen.description ?? "");
  const isMissing = subject.trim() === "";
  function submit() {
    if (isMissing) return;
    const words = description.trim() === "" ? null : description;
    const change = {
      ...(subject.trim() === seen.subject ? {} : { subject: subject.trim() }),
      ...(words === (seen.description ?? null) ? {} : { description: words }),
    };
    if (Object.keys(change).length === 0) onClose();
    else work.mutate(changing(seen, change, seen), { onSuccess: onClose });
  }
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      onKeyDown={(event) => {
        if (event.key === "Escape") onClose();
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) submit();
      }}
      data-testid="ticket-about-form"
    >
      <TextInput
        label={t("ticketDesk.subject")}
        value={subject}
        onChange={(event) => setSubject(event.currentTarget.value)}
        maxLength={MAX_TICKET_SUBJECT_CHARS}
        error={isMissing && t("ticketDesk.subjectMissing")}
        autoFocus
        data-testid="about-subject"
      />
      <Textarea
        label={t("ticketDesk.description")}
        value={description}
        onChange={(event) => setDescription(event.currentTarget.value)}
        maxLength={MAX_TEXT_CHARS}
        autosize
        minRows={4}
        maxRows={14}
        data-testid="about-description"
      />
      <div className={dialogs.buttons}>
        <Button onClick={onClose}>{t("action.cancel")}</Button>
        <Button type="submit" variant="filled" loading={work.isPending} data-testid="about-save">
          {t("ticketDesk.save")}
        </Button>
      </div>
    </form>
  );
}
