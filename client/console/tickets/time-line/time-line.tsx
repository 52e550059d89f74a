import { Button } from "@mantine/core";
import { type ReactNode, useId, useState } from "react";
import { createPortal } from "react-dom";
import { ExceptionMarks } from "#client/console/exceptions/exception-marks.tsx";
import { useMay } from "#client/console/session/me.ts";
import { NoteForm } from "#client/console/tickets/note-form.tsx";
import { SectionHead } from "#client/console/tickets/page/section-head.tsx";
import { LineState, useConversationLine } from "#client/console/tickets/replies/conversation-line.tsx";
import { MessageEntry } from "#client/console/tickets/replies/message-entry.tsx";
import replies from "#client/console/tickets/replies/replies.module.css";
import { TicketComposer } from "#client/console/tickets/replies/ticket-composer.tsx";
import { woven } from "#client/console/tickets/replies/woven.ts";
import { useTimeLine } from "#client/console/tickets/use-ticket.ts";
import { useTicketWords } from "#client/console/tickets/words.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { ticketPageWords } from "#client/i18n/console-ticket-page.ts";
import { ticketReplyWords } from "#client/i18n/console-ticket-replies.ts";
import type { ShownTicket } from "#client/lib/ticket-answers.ts";
import entries from "./entry.module.css";
import { Entry } from "./entry.tsx";
import { keepNewestFirst, readNewestFirst } from "./order.ts";
import classes from "./time-line.module.css";

interface TimeLineProps {
  readonly ticket: ShownTicket;
  /** How often something was put into the reply from elsewhere. */
  readonly puts: number;
  /** The foot of the page, which stays in sight: where one writes. */
  readonly dock: HTMLElement | null;
}

/** What happened, what colleagues noted and what was said to the customer. */
export function TimeLine({ ticket, puts, dock }: TimeLineProps) {
  const mayRead = useMay("conversation.read");
  const { conversationId } = ticket;
  return conversationId !== undefined && mayRead ? (
    <WithConversation key={conversationId} ticket={ticket} conversationId={conversationId} puts={puts} dock={dock} />
  ) : (
    <Alone ticket={ticket} dock={dock} hint={conversationId === undefined ? "ticketReply.none" : "ticketReply.gone"} />
  );
}

/** Without a conversation there are only notes. */
function Alone({
  ticket,
  dock,
  hint,
}: Omit<TimeLineProps, "puts"> & { hint: "ticketReply.none" | "ticketReply.gone" }) {
  const { t: say } = useWordsOf(ticketReplyWords);
  const line = useTimeLine(ticket.id);
  const mayNote = useMay("ticket.note");
  const known = line.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Section
      parts={known.map((entry) => <Entry key={entry.id} entry={entry} />)}
      older={
        line.hasNextPage ? { isLoading: line.isFetchingNextPage, show: () => void line.fetchNextPage() } : undefined
      }
    >
      <p className={replies.hint} data-testid="ticket-no-conversation">
        {say(hint)}
      </p>
      {mayNote && dock !== null && createPortal(<NoteForm ticket={ticket} />, dock)}
    </Section>
  );
}

function WithConversation({ ticket, conversationId, puts, dock }: TimeLineProps & { conversationId: string }) {
  const line = useTimeLine(ticket.id);
  const said = useConversationLine(conversationId);
  const mayNote = useMay("ticket.note");
  if (said.isGone) return <Alone ticket={ticket} dock={dock} hint="ticketReply.gone" />;
  const known = line.data?.pages.flatMap(({ items }) => items) ?? [];
  const parts = woven(
    { parts: known, hasOlder: line.hasNextPage },
    { parts: said.isLoaded ? said.items : [], hasOlder: said.hasOlder },
  );
  const showOlder = () => {
    if (line.hasNextPage) void line.fetchNextPage();
    if (said.hasOlder) said.commands.loadOlder();
  };
  return (
    <Section
      parts={parts.map((part) =>
        part.kind === "entry" ? (
          <Entry key={part.key} entry={part.entry} />
        ) : (
          <MessageEntry key={part.key} item={part.item} customerName={said.customerName} commands={said.commands} />
        ),
      )}
      older={line.hasNextPage || said.hasOlder ? { isLoading: said.older === "loading", show: showOlder } : undefined}
    >
      {said.conversation !== undefined && (
        <div data-testid="ticket-exceptions">
          <ExceptionMarks conversation={said.conversation} />
        </div>
      )}
      <LineState line={said} />
      {mayNote &&
        dock !== null &&
        createPortal(
          <TicketComposer
            ticket={ticket}
            connection={said.connection}
            conversation={said.conversation}
            customerName={said.customerName}
            knownName={said.knownName}
            puts={puts}
          />,
          dock,
        )}
    </Section>
  );
}

interface SectionProps {
  /** The latest first. */
  readonly parts: readonly ReactNode[];
  /** Absent: all are there. */
  readonly older: { readonly isLoading: boolean; readonly show: () => void } | undefined;
  /** What stands above them. */
  readonly children: ReactNode;
}

/** The parts in the order that the reader likes, with the way to the older ones at their older end. */
function Section({ parts, older, children }: SectionProps) {
  const { t } = useTicketWords();
  const { t: say } = useWordsOf(ticketPageWords);
  const [isNewestFirst, setNewestFirst] = useState(readNewestFirst);
  const headingId = useId();
  const order = say(isNewestFirst ? "ticketPage.newestFirst" : "ticketPage.oldestFirst");
  const more = older !== undefined && (
    <Button className={classes.older} loading={older.isLoading} onClick={older.show}>
      {t("ticket.older")}
    </Button>
  );
  return (
    <section className={classes.section} aria-labelledby={headingId}>
      <SectionHead title={t("ticket.timeLine")} id={headingId}>
        <button
          type="button"
          className={classes.order}
          aria-label={say("ticketPage.order", { order })}
          onClick={() => {
            keepNewestFirst(!isNewestFirst);
            setNewestFirst(!isNewestFirst);
          }}
          data-testid="time-line-order"
        >
          {order}
        </button>
      </SectionHead>
      {children}
      {!isNewestFirst && more}
      <ol className={entries.timeLine} data-testid="time-line">
        {isNewestFirst ? parts : parts.toReversed()}
      </ol>
      {isNewestFirst && more}
    </section>
  );
}
