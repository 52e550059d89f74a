import { useCallback, useEffect, useMemo } from "react";
import { contactNameOf } from "#client/console/inbox/contact-name.ts";
import { useFeed } from "#client/console/inbox/feed.tsx";
import { useMe } from "#client/console/session/me.ts";
import { useSessionEnded } from "#client/console/session/session-ended.ts";
import { useNotify } from "#client/console/shell/use-notify.tsx";
import { LineBanner } from "#client/console/thread/line-banner.tsx";
import { threadItems } from "#client/console/thread/thread-items.ts";
import { Typing } from "#client/console/thread/typing.tsx";
import { type ThreadCommands, useConversation } from "#client/console/thread/use-conversation.ts";
import { useWords, useWordsOf } from "#client/console/words.tsx";
import { ticketReplyWords } from "#client/i18n/console-ticket-replies.ts";
import { entries } from "#client/lib/entries.ts";

/** The conversation of a ticket, live while its page is open, as the thread has it. */
export function useConversationLine(conversationId: string) {
  const { t } = useWords();
  const me = useMe();
  const notify = useNotify();
  const sessionEnded = useSessionEnded();
  const { feed } = useFeed();
  const onChangeRefused = useCallback(() => notify.problem(t("message.changeRefused")), [notify, t]);
  const { connection, snapshot } = useConversation(conversationId, onChangeRefused);
  const { log, link, older } = snapshot;
  const ended = link.phase === "ended" ? link.reason : undefined;
  useEffect(() => {
    if (ended === "session") sessionEnded();
  }, [ended, sessionEnded]);
  const items = useMemo(() => threadItems(entries(log), me), [log, me]);
  const commands = useMemo(
    (): Pick<ThreadCommands, "retry" | "discard" | "loadOlder"> => ({
      retry: (clientId) => connection.retry(clientId),
      discard: (clientId) => connection.discard(clientId),
      loadOlder: () => void connection.loadOlder(),
    }),
    [connection],
  );
  const row = feed.rows.get(conversationId);
  const contact = log.messages.find(({ sender }) => sender.type === "contact")?.sender;
  const conversation = log.conversation ?? row?.conversation;
  const contactId = conversation?.contactId ?? contact?.id ?? conversationId;
  const knownName = row?.contactName || contact?.name || undefined;
  const isLoaded = log.syncedSeq !== undefined && (log.caughtUp || log.messages.length > 0);
  return {
    ...{ connection, snapshot, conversation, items, commands, knownName, older, isLoaded },
    customerName: contactNameOf({ contactId }, knownName, t),
    hasOlder: isLoaded && log.floorSeq > 0,
    /** Nobody shows it any more, or not to this reader. */
    isGone: ended === "gone" || (ended === "forbidden" && log.messages.length === 0),
  };
}

export type ConversationLine = ReturnType<typeof useConversationLine>;

/** How the line is, and who writes. */
export function LineState({ line }: { line: ConversationLine }) {
  const { t } = useWordsOf(ticketReplyWords);
  const { snapshot, connection, customerName, isLoaded } = line;
  return (
    <>
      <LineBanner snapshot={snapshot} onRetry={() => connection.retryNow()} />
      {!isLoaded && <p role="status">{t("ticketReply.loading")}</p>}
      <Typing
        who={snapshot.log.typing.map(({ by, draft }) => ({
          name: by.type === "contact" ? customerName : by.name,
          draft,
        }))}
      />
    </>
  );
}
