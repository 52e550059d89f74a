/** Whether a ticket waits on its customer once they were answered: as its agent chose the last time. */
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "#client/console/api.ts";
import { kept } from "#client/console/kept.ts";
import { useNotify } from "#client/console/shell/use-notify.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { ticketReplyWords } from "#client/i18n/console-ticket-replies.ts";
import type { ConversationConnection } from "#client/lib/conversation-connection.ts";
import type { ShownTicket } from "#client/lib/ticket-answers.ts";
import { changeTicket, readTicket } from "#client/lib/ticket-api.ts";
import { hasAnsweredSince, whenSent } from "./when-sent.ts";

const KEY = "edgedesk.ticket.wait";
const NO = "no";

/** What a ticket can wait for anew by being answered; one that waits for somebody else goes on doing so. */
export function canWait({ status }: Pick<ShownTicket, "status">): boolean {
  return status === "new" || status === "open";
}

export function useWait(ticketId: string, connection: ConversationConnection) {
  const { t } = useWordsOf(ticketReplyWords);
  const notify = useNotify();
  const queries = useQueryClient();
  const [waits, setWaits] = useState(kept.get(KEY) !== NO);
  return {
    waits,
    choose(next: boolean) {
      setWaits(next);
      if (next) kept.remove(KEY);
      else kept.set(KEY, NO);
    },
    /** After the customer has it: a message that was refused waits for nobody. */
    async afterSending(clientId: string) {
      const message = await whenSent(connection, clientId);
      if (message === undefined) return;
      try {
        const ticket = await readTicket(api, ticketId);
        if (!canWait(ticket) || hasAnsweredSince(connection, message.seq)) return;
        await changeTicket(api, ticket, { status: "waiting_customer" });
      } catch {
        notify.problem(t("ticketReply.waitFailed"));
      } finally {
        await queries.invalidateQueries({ queryKey: ["tickets"] });
      }
    },
  };
}
