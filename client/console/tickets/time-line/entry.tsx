import { RefundSaying } from "#client/console/refunds/refund-saying.tsx";
import { useDirectory } from "#client/console/session/directory.ts";
import { Avatar } from "#client/console/shell/avatar.tsx";
import { Icon } from "#client/console/theme/icon.tsx";
import { TakenOff } from "#client/console/tickets/joining/taken-off.tsx";
import { OtherTicket, sayingOf } from "#client/console/tickets/other-ticket.tsx";
import { useTicketWords } from "#client/console/tickets/words.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { ticketReplyWords } from "#client/i18n/console-ticket-replies.ts";
import { CUSTOMER_WROTE } from "#protocol/constants";
import type { TicketEntry } from "#protocol/http-tickets";
import classes from "./entry.module.css";
import { iconOf } from "./entry-icon.ts";
import { When } from "./when.tsx";

/** One thing that happened to a ticket: a line with its sign; what a colleague noted stands in a box of its own. */
export function Entry({ entry }: { entry: TicketEntry }) {
  const who = useWho()(entry.by);
  return entry.kind === "note" ? <Note entry={entry} who={who} /> : <Event entry={entry} who={who} />;
}

function useWho(): (by: string) => string {
  const { agentName } = useDirectory();
  const { t } = useWordsOf(ticketReplyWords);
  const known = { system: t("ticketReply.system"), [CUSTOMER_WROTE]: t("ticketReply.customer") };
  return (by) => Object.entries(known).find(([each]) => each === by)?.[1] ?? agentName(by);
}

interface EntryProps {
  readonly entry: TicketEntry;
  /** Of whom it is. */
  readonly who: string;
}

function Note({ entry, who }: EntryProps) {
  const { t } = useTicketWords();
  return (
    <li className={classes.note} data-testid="entry-note">
      <Avatar id={entry.by} name={who} size={28} />
      <div className={classes.box}>
        <p className={classes.head}>
          <b className="ellipsis">{who}</b>
          <span className={classes.internal}>
            <Icon name="lock" size={14} />
            {t("ticket.internal")}
          </span>
          <When atMs={entry.atMs} />
        </p>
        <Words entry={entry} />
      </div>
    </li>
  );
}

function Event({ entry, who }: EntryProps) {
  const { t, sayChange, sayClock } = useTicketWords();
  const kind = sayingOf(entry);
  const [change] = entry.changes;
  // By the clock: whom it told, or what was missed.
  const isOfClock = kind === "overdue" || kind === "escalated";
  const isSaid = isOfClock || kind === "created" || kind === "refund" || kind === "unlinked" || kind !== entry.kind;
  return (
    <li className={classes.event} data-clock={isOfClock || undefined} data-testid={`entry-${entry.kind}`}>
      <span className={classes.sign}>
        <Icon name={iconOf(entry)} size={14} />
      </span>
      <div className={classes.what}>
        <p>
          {kind === "refund" ? (
            <RefundSaying entry={entry} who={who} />
          ) : isOfClock ? (
            sayClock(kind, change?.to)
          ) : (
            t(`ticket.entry.${kind}`, { who })
          )}{" "}
          <OtherTicket entry={entry} />
        </p>
        <TakenOff entry={entry} />
        {(!isSaid || kind === "created") && entry.changes.map((each) => <p key={each.field}>{sayChange(each)}</p>)}
        <Words entry={entry} />
      </div>
      <When atMs={entry.atMs} />
    </li>
  );
}

/** What was written about it. */
function Words({ entry: { reason, text } }: { entry: TicketEntry }) {
  return (
    <>
      {reason !== undefined && <p className={classes.reason}>{reason}</p>}
      {text !== undefined && <p className={classes.text}>{text}</p>}
    </>
  );
}
