import { Checkbox } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "#client/console/api.ts";
import { useMay } from "#client/console/session/me.ts";
import { useNotify } from "#client/console/shell/use-notify.tsx";
import { Composer } from "#client/console/thread/composer.tsx";
import { draftPlaceOf } from "#client/console/tickets/articles/use-reply-draft.ts";
import { seesTicketOf } from "#client/console/tickets/may-hear.ts";
import { useTicketWords } from "#client/console/tickets/words.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { ticketReplyWords } from "#client/i18n/console-ticket-replies.ts";
import { newClientId } from "#client/lib/client-id.ts";
import type { ConversationConnection } from "#client/lib/conversation-connection.ts";
import type { ShownTicket } from "#client/lib/ticket-answers.ts";
import { noteTicket } from "#client/lib/ticket-api.ts";
import type { Conversation } from "#protocol/vocabulary";
import classes from "./replies.module.css";
import { canWait, useWait } from "./use-wait.ts";

interface TicketComposerProps {
  readonly ticket: ShownTicket;
  readonly connection: ConversationConnection;
  readonly conversation: Conversation | undefined;
  readonly customerName: string;
  readonly knownName: string | undefined;
  /** How often something was put into the reply from elsewhere: its draft is read anew. */
  readonly puts: number;
}

/** Answers the customer in the ticket's conversation, or notes something for colleagues on the ticket. */
export function TicketComposer({
  ticket,
  connection,
  conversation,
  customerName,
  knownName,
  puts,
}: TicketComposerProps) {
  const { t } = useWordsOf(ticketReplyWords);
  const notify = useNotify();
  const queries = useQueryClient();
  const words = useTicketWords();
  const mayChange = useMay("ticket.change");
  const wait = useWait(ticket.id, connection);
  const noting = useMutation({
    mutationFn: (note: { clientId: string; text: string; mentions: string[] }) => noteTicket(api, ticket.id, note),
    retry: 2,
    onSuccess: () => queries.invalidateQueries({ queryKey: ["tickets"] }),
    onError: () => notify.problem(words.t("ticket.refused")),
  });
  const asksToWait = mayChange && canWait(ticket);
  function send(text: string, isPrivate: boolean, mentions: string[]) {
    if (isPrivate) return noting.mutate({ clientId: newClientId(Date.now()), text, mentions });
    const clientId = connection.send(text);
    if (asksToWait && wait.waits) void wait.afterSending(clientId);
  }
  return (
    <div className={classes.composer} data-testid="ticket-composer">
      <Composer
        key={puts}
        conversationId={draftPlaceOf(ticket)}
        conversation={conversation}
        customerName={customerName}
        knownName={knownName}
        editing={undefined}
        firstMode={puts === 0 ? "note" : "reply"}
        mayHear={seesTicketOf(ticket.inboxId)}
        tabNames={{ reply: t("ticketReply.toCustomer"), note: t("ticketReply.internal") }}
        besideSend={
          asksToWait && (
            <Checkbox
              className={classes.wait}
              label={t("ticketReply.wait")}
              title={t("ticketReply.waitHint")}
              checked={wait.waits}
              onChange={(event) => wait.choose(event.currentTarget.checked)}
              data-testid="ticket-then-wait"
            />
          )
        }
        onSend={send}
        onEdited={() => undefined}
        onEditCancelled={() => undefined}
        onTyping={() => connection.typing()}
      />
    </div>
  );
}
