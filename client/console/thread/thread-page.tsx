import { Button } from "@mantine/core";
import { Link, useParams } from "@tanstack/react-router";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useOffers } from "#client/console/commands/commands.tsx";
import { CustomerPane } from "#client/console/customer/customer-pane.tsx";
import { usePanel } from "#client/console/customer/use-panel.ts";
import { contactNameOf } from "#client/console/inbox/contact-name.ts";
import { useExpected, useFeed } from "#client/console/inbox/feed.tsx";
import { kept } from "#client/console/kept.ts";
import { ConversationMarks } from "#client/console/labels/conversation-marks.tsx";
import { useMay, useMe } from "#client/console/session/me.ts";
import { useSessionEnded } from "#client/console/session/session-ended.ts";
import { Notice } from "#client/console/shell/notice.tsx";
import { useNotify } from "#client/console/shell/use-notify.tsx";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWords, useWordsOf } from "#client/console/words.tsx";
import { threadWords } from "#client/i18n/console-thread.ts";
import { entries } from "#client/lib/entries.ts";
import type { Message } from "#protocol/vocabulary";
import { Composer } from "./composer.tsx";
import { type ComposerMode, draftsOf } from "./drafts.ts";
import { firstNew } from "./group.ts";
import { LineBanner } from "./line-banner.tsx";
import { MessageList } from "./message-list.tsx";
import { ThreadHeader } from "./thread-header.tsx";
import { threadItems } from "./thread-items.ts";
import classes from "./thread-page.module.css";
import { type ThreadCommands, useConversation } from "./use-conversation.ts";
import { useRecentSends } from "./use-recent-sends.ts";
import { useSought } from "./use-sought.ts";

/** The route's component: a new thread, with nothing of the old one, for each conversation. */
export function ThreadPage() {
  const { conversationId } = useParams({ from: "/signed-in/inbox/$view/$conversationId" });
  return <Thread key={conversationId} conversationId={conversationId} />;
}

function Thread({ conversationId }: { conversationId: string }) {
  const { t } = useWordsOf(threadWords);
  const notify = useNotify();
  const me = useMe();
  const { feed, sawCalls } = useFeed();
  const onChangeRefused = useCallback(() => notify.problem(t("message.changeRefused")), [notify, t]);
  const { connection, snapshot } = useConversation(conversationId, onChangeRefused);
  const sessionEnded = useSessionEnded();
  const mayReadContact = useMay("contact.read");
  const panel = usePanel();
  const { log, link, older } = snapshot;
  const [editing, setEditing] = useState<{ message: Message; text: string }>();
  const [unreadAtFirst, setUnreadAtFirst] = useState<number>();
  const ended = link.phase === "ended" ? link.reason : undefined;
  const loaded = log.syncedSeq !== undefined && (log.caughtUp || log.messages.length > 0);

  useEffect(() => {
    if (ended === "session") sessionEnded();
  }, [ended, sessionEnded]);
  const isCalled = [...feed.mentions, ...feed.alerts].some((call) => call.conversationId === conversationId);
  useEffect(() => {
    if (isCalled && loaded) sawCalls(conversationId);
  }, [isCalled, loaded, sawCalls, conversationId]);
  const row = feed.rows.get(conversationId);
  // Reading makes the count zero; the divider stays where it was when the thread was opened.
  if (loaded && unreadAtFirst === undefined) setUnreadAtFirst(row?.unread ?? 0);

  const items = useMemo(() => threadItems(entries(log), me), [log, me]);
  const { recent, sent } = useRecentSends();
  const sought = useSought(
    items,
    snapshot,
    useCallback(() => void connection.loadOlder(), [connection]),
  );
  const unsent = useUnsent(conversationId);
  const { giveBack } = unsent;
  const commands = useMemo(
    (): ThreadCommands => ({
      send: (text, isPrivate, mentions) =>
        sent(connection.send(text, isPrivate ? { private: true, ...(mentions.length > 0 && { mentions }) } : {})),
      unsend(message, text) {
        connection.recall(message.id);
        giveBack(message.private ? "note" : "reply", text);
      },
      retry: (clientId) => connection.retry(clientId),
      discard: (clientId) => connection.discard(clientId),
      recall: (messageId) => connection.recall(messageId),
      startEdit: (message, text) => setEditing({ message, text }),
      loadOlder: () => void connection.loadOlder(),
    }),
    [connection, sent, giveBack],
  );
  const write = (mode: ComposerMode) => {
    const section = unsent.place.current;
    section?.querySelector<HTMLElement>(`[role="tab"][data-mode="${mode}"]`)?.click();
    section?.querySelector("textarea")?.focus();
  };
  useOffers({
    reply: () => write("reply"),
    note: () => write("note"),
    customer: mayReadContact ? panel.toggle : undefined,
  });
  const markRead = useCallback(() => connection.markRead(), [connection]);

  const known = log.conversation ?? row?.conversation;
  const conversation = useExpected(known);
  const contact = log.messages.find((message) => message.sender.type === "contact")?.sender;
  const contactId = conversation?.contactId ?? contact?.id ?? conversationId;
  const customerName = contactNameOf({ contactId }, row?.contactName ?? contact?.name, t);

  // What was there a moment ago and is not any more was erased.
  if (ended === "gone") return <Gone erased={log.messages.length > 0} />;
  if (ended === "forbidden" && log.messages.length === 0) return <Gone erased={false} />;
  return (
    <div className={classes.panes}>
      <section
        ref={unsent.place}
        className="fill-column"
        aria-label={customerName}
        data-testid="thread"
        data-conversation-id={conversationId}
      >
        <ThreadHeader
          conversation={conversation}
          customerName={customerName}
          customerStatus={log.presence.find(({ by }) => by.type === "contact")?.status}
          panel={mayReadContact ? panel : undefined}
        />
        <LineBanner snapshot={snapshot} onRetry={() => connection.retryNow()} />
        {sought.isSeeking && (
          <p className={classes.seeking} role="status" data-testid="seeking">
            {t("thread.seeking")}
          </p>
        )}
        <MessageList
          items={items}
          customerName={customerName}
          firstNewKey={firstNew(items, unreadAtFirst ?? 0)}
          loaded={loaded}
          older={log.floorSeq > 0 ? older : "none"}
          typing={log.typing.map(({ by, draft }) => ({ name: by.type === "contact" ? customerName : by.name, draft }))}
          commands={commands}
          soughtKey={sought.key}
          undoable={recent}
          onSeen={markRead}
        />
        <Composer
          key={unsent.count}
          conversationId={conversationId}
          // Not as expected: before the server has given it to the agent, it would refuse what they write.
          conversation={known}
          customerName={customerName}
          knownName={row?.contactName || contact?.name || undefined}
          editing={editing}
          onSend={commands.send}
          onEdited={(text) => {
            if (editing !== undefined && text !== editing.text) connection.edit(editing.message.id, text);
            setEditing(undefined);
          }}
          onEditCancelled={() => setEditing(undefined)}
          onTyping={() => connection.typing()}
        />
      </section>
      {mayReadContact && conversation !== undefined && (
        <CustomerPane
          panel={panel}
          contactId={conversation.contactId}
          customerName={customerName}
          conversationId={conversationId}
          marks={<ConversationMarks conversation={conversation} />}
        />
      )}
    </div>
  );
}

/** What was taken back stands in the field again: as the draft, so that it survives whatever happens next. */
function useUnsent(conversationId: string) {
  const me = useMe();
  const [count, setCount] = useState(0);
  const place = useRef<HTMLElement>(null);
  const giveBack = useCallback(
    (mode: ComposerMode, text: string) => {
      const drafts = draftsOf(kept, me.id, conversationId);
      const begun = drafts.read(mode);
      drafts.write(mode, begun === "" ? text : `${text}\n${begun}`);
      setCount((before) => before + 1);
    },
    [me.id, conversationId],
  );
  useEffect(() => {
    if (count > 0) place.current?.querySelector("textarea")?.focus();
  }, [count]);
  return { count, place, giveBack };
}

function Gone({ erased }: { erased: boolean }) {
  const { t } = useWords();
  return (
    <Notice
      alert
      icon={<Icon name={erased ? "trash" : "x"} />}
      title={t(erased ? "thread.erased.title" : "thread.gone.title")}
      text={t(erased ? "thread.erased.text" : "thread.gone.text")}
    >
      <Button renderRoot={(props) => <Link to="/inbox/$view" params={{ view: "mine" }} {...props} />}>
        {t("console.back")}
      </Button>
    </Notice>
  );
}
