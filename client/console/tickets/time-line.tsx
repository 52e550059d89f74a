import { Button } from "@mantine/core";
import { ExceptionMarks } from "#client/console/exceptions/exception-marks.tsx";
import { RefundSaying } from "#client/console/refunds/refund-saying.tsx";
import { useDirectory } from "#client/console/session/directory.ts";
import { useMay } from "#client/console/session/me.ts";
import { Avatar } from "#client/console/shell/avatar.tsx";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { ticketReplyWords } from "#client/i18n/console-ticket-replies.ts";
import { formatAgo, formatInstant } from "#client/i18n/format.ts";
import type { ShownTicket } from "#client/lib/ticket-answers.ts";
import { CUSTOMER_WROTE } from "#protocol/constants";
import type { TicketEntry } from "#protocol/http-tickets";
import { TakenOff } from "./joining/taken-off.tsx";
import { NoteForm } from "./note-form.tsx";
import { OtherTicket, sayingOf } from "./other-ticket.tsx";
import { LineState, useConversationLine } from "./replies/conversation-line.tsx";
import { MessageEntry } from "./replies/message-entry.tsx";
import replies from "./replies/replies.module.css";
import { TicketComposer } from "./replies/ticket-composer.tsx";
import { woven } from "./replies/woven.ts";
import classes from "./tickets.module.css";
import { useTimeLine } from "./use-ticket.ts";
import { useTicketWords } from "./words.ts";

/** What happened, what colleagues noted and what was said to the customer, the latest first. */
export function TimeLine({ ticket, puts }: { ticket: ShownTicket; puts: number }) {
  const { t } = useTicketWords();
  const mayRead = useMay("conversation.read");
  const { conversationId } = ticket;
  return (
    <section>
      <h3 className={classes.heading}>{t("ticket.timeLine")}</h3>
      {conversationId !== undefined && mayRead ? (
        <WithConversation key={conversationId} ticket={ticket} conversationId={conversationId} puts={puts} />
      ) : (
        <Alone ticket={ticket} hint={conversationId === undefined ? "ticketReply.none" : "ticketReply.gone"} />
      )}
    </section>
  );
}

/** Without a conversation there are only notes. */
function Alone({ ticket, hint }: { ticket: ShownTicket; hint: "ticketReply.none" | "ticketReply.gone" }) {
  const { t } = useTicketWords();
  const { t: say } = useWordsOf(ticketReplyWords);
  const line = useTimeLine(ticket.id);
  const mayNote = useMay("ticket.note");
  const entries = line.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      <p className={replies.hint} data-testid="ticket-no-conversation">
        {say(hint)}
      </p>
      {mayNote && <NoteForm ticket={ticket} />}
      <ol className={classes.timeLine} data-testid="time-line">
        {entries.map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </ol>
      {line.hasNextPage && <Button onClick={() => void line.fetchNextPage()}>{t("ticket.older")}</Button>}
    </>
  );
}

function WithConversation(props: { ticket: ShownTicket; conversationId: string; puts: number }) {
  const { ticket, conversationId, puts } = props;
  const { t } = useTicketWords();
  const line = useTimeLine(ticket.id);
  const said = useConversationLine(conversationId);
  const mayNote = useMay("ticket.note");
  if (said.isGone) return <Alone ticket={ticket} hint="ticketReply.gone" />;
  const entries = line.data?.pages.flatMap(({ items }) => items) ?? [];
  const parts = woven(
    { parts: entries, hasOlder: line.hasNextPage },
    { parts: said.isLoaded ? said.items : [], hasOlder: said.hasOlder },
  );
  const showOlder = () => {
    if (line.hasNextPage) void line.fetchNextPage();
    if (said.hasOlder) said.commands.loadOlder();
  };
  return (
    <>
      {said.conversation !== undefined && (
        <div className={replies.flags} data-testid="ticket-exceptions">
          <ExceptionMarks conversation={said.conversation} />
        </div>
      )}
      {mayNote && (
        <TicketComposer
          ticket={ticket}
          connection={said.connection}
          conversation={said.conversation}
          customerName={said.customerName}
          knownName={said.knownName}
          puts={puts}
        />
      )}
      <LineState line={said} />
      <ol className={classes.timeLine} data-testid="time-line">
        {parts.map((part) =>
          part.kind === "entry" ? (
            <Entry key={part.key} entry={part.entry} />
          ) : (
            <MessageEntry key={part.key} item={part.item} customerName={said.customerName} commands={said.commands} />
          ),
        )}
      </ol>
      {(line.hasNextPage || said.hasOlder) && (
        <Button loading={said.older === "loading"} onClick={showOlder}>
          {t("ticket.older")}
        </Button>
      )}
    </>
  );
}

export function Entry({ entry }: { entry: TicketEntry }) {
  const { t, locale, sayChange, sayClock } = useTicketWords();
  const { agentName } = useDirectory();
  const { t: say } = useWordsOf(ticketReplyWords);
  const known = { system: say("ticketReply.system"), [CUSTOMER_WROTE]: say("ticketReply.customer") };
  const who = Object.entries(known).find(([by]) => by === entry.by)?.[1] ?? agentName(entry.by);
  const isNote = entry.kind === "note";
  const [change] = entry.changes;
  const kind = sayingOf(entry);
  // By the clock: whom it told, or what was missed.
  const isOfClock = kind === "overdue" || kind === "escalated";
  const isSaid = isOfClock || kind === "created" || kind === "refund" || kind === "unlinked" || kind !== entry.kind;
  return (
    <li
      className={classes.entry}
      data-note={isNote || undefined}
      data-clock={isOfClock || undefined}
      data-testid={`entry-${entry.kind}`}
    >
      {isOfClock ? <ClockMark /> : <Avatar id={entry.by} name={who} size={20} />}
      <div className={classes.what}>
        <p className={classes.who}>
          <span>
            {kind === "refund" ? (
              <RefundSaying entry={entry} who={who} />
            ) : isOfClock ? (
              sayClock(kind, change?.to)
            ) : (
              t(`ticket.entry.${kind}`, { who })
            )}
          </span>
          {isNote && <span className={classes.internal}>{t("ticket.internal")}</span>}
          <time className={classes.when} title={formatInstant(locale, entry.atMs)}>
            {formatAgo(locale, entry.atMs, Date.now())}
          </time>
        </p>
        <OtherTicket entry={entry} />
        <TakenOff entry={entry} />
        {(!isSaid || kind === "created") && entry.changes.map((each) => <p key={each.field}>{sayChange(each)}</p>)}
        {entry.reason !== undefined && <p className={classes.reason}>{entry.reason}</p>}
        {entry.text !== undefined && <p className={classes.text}>{entry.text}</p>}
      </div>
    </li>
  );
}

/** In the place of a person: nobody did it. */
function ClockMark() {
  return (
    <span className={classes.clockMark}>
      <Icon name="clock" />
    </span>
  );
}
