/** Tells the agent what is new: on the desktop while nobody looks at a tab, by a sound, and on the tab itself. */
import { useNavigate, useParams } from "@tanstack/react-router";
import { useEffect, useMemo, useRef } from "react";
import { contactNameOf } from "#client/console/inbox/contact-name.ts";
import { useFeed } from "#client/console/inbox/feed.tsx";
import { useUnread } from "#client/console/inbox/use-unread.ts";
import { usePreferences } from "#client/console/preferences/use-preferences.ts";
import { useMe } from "#client/console/session/me.ts";
import { useNotify } from "#client/console/shell/use-notify.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { deskWords } from "#client/i18n/console-desk.ts";
import { showOnDesktop } from "./desktop.ts";
import { type News, newsBetween } from "./news.ts";
import { play } from "./sounds.ts";
import { Tabs } from "./tabs.ts";
import { ticketAlertKeys } from "./ticket-alert-keys.ts";
import { showUnread } from "./title.ts";
import { useTicketNewsWords } from "./use-ticket-news-words.ts";

export function Notifier(): null {
  useTitle();
  const { t } = useWordsOf(deskWords);
  const { sayTicketNews } = useTicketNewsWords();
  const me = useMe();
  const { feed } = useFeed();
  const preferences = usePreferences();
  const notify = useNotify();
  const navigate = useNavigate();
  const { conversationId: openId, ticketId: openTicketId } = useParams({ strict: false });
  const tabs = useTabs(me.id);

  function open({ conversationId, ticket }: News) {
    if (ticket !== undefined) {
      void navigate({ to: "/tickets/$ticketId", params: { ticketId: ticket.id }, search: { view: "all" } });
    } else if (conversationId !== undefined) {
      void navigate({ to: "/inbox/$view/$conversationId", params: { view: "all", conversationId } });
    }
  }

  async function tell(news: News) {
    const isLookedAt = document.visibilityState === "visible" && document.hasFocus();
    const isOpen =
      isLookedAt && (news.ticket === undefined ? news.conversationId === openId : news.ticket.id === openTicketId);
    if (isLookedAt) tabs.current?.say({ key: news.key, isOpen });
    // Whoever does not want to be disturbed is not; it is all there when they are back.
    if (feed.status === "busy") return;
    if (isLookedAt && news.kind === "mention" && !isOpen)
      notify.offer(
        news.ticket === undefined ? t("mentions.by", { name: news.by ?? "" }) : wordsOf(news).title,
        t("mentions.open"),
        () => open(news),
      );
    if (isLookedAt && news.kind === "alert" && !isOpen)
      notify.offer(
        wordsOf(news).title,
        t("mentions.open"),
        () => open(news),
        news.done === undefined ? "clock" : "ticket",
      );
    if (isLookedAt && news.kind === "ticket" && !isOpen)
      notify.offer(wordsOf(news).title, t("mentions.open"), () => open(news), "ticket");
    const asked = await tabs.current?.ask(news.key);
    if (asked?.isTeller !== true) return;
    const { sounds, notifications } = preferences;
    const kind = news.kind === "ticket" ? "assigned" : news.kind;
    const sound = kind === "assigned" ? "assigned" : "message";
    if (sounds[sound] && asked.seen?.isOpen !== true) play(sound, sounds.volume);
    if (asked.seen !== undefined || !notifications[kind]) return;
    const { title, body } = wordsOf(news);
    showOnDesktop(title, body, news.key, () => open(news));
  }

  function wordsOf({ kind, row, ticket, done, by = "", cause = "breach" }: News): { title: string; body: string } {
    if (ticket !== undefined && done !== undefined)
      return sayTicketNews({ kind: done, number: ticket.number, byId: by });
    const name = row === undefined ? "" : contactNameOf(row.conversation, row.contactName, t);
    switch (kind) {
      case "assigned":
        return { title: t("news.assigned"), body: t("news.assignedText", { name }) };
      case "ticket":
        return { title: t("news.ticket", { number: ticket?.number ?? "" }), body: t("news.ticketText") };
      case "message":
        return { title: name, body: row?.preview?.text ?? t("news.messageText") };
      case "mention":
        return { title: t("news.mention", { name: by }), body: t("news.mentionText") };
      case "alert": {
        if (ticket !== undefined) {
          const { number } = ticket;
          const said = ticketAlertKeys(ticket.cause ?? "breach");
          return { title: t(said.title, { number }), body: t(said.body) };
        }
        return {
          title: t(`alert.${cause}`, { name: row === undefined ? t("alert.somebody") : name }),
          body: t(`alert.${cause}Text`),
        };
      }
    }
  }

  const told = useRef(feed);
  useEffect(() => {
    const news = newsBetween(told.current, feed, me.id);
    told.current = feed;
    for (const each of news) void tell(each);
  });
  return null;
}

/** For as long as the console is open. */
function useTabs(agentId: string) {
  const tabs = useRef<Tabs>(undefined);
  useEffect(() => {
    const opened = new Tabs(agentId);
    tabs.current = opened;
    return () => opened.close();
  }, [agentId]);
  return tabs;
}

function useTitle(): void {
  const me = useMe();
  const { feed } = useFeed();
  const unreadOf = useUnread();
  const own = useMemo(
    () => [...feed.rows.values()].filter(({ conversation }) => conversation.assigneeId === me.id),
    [feed.rows, me.id],
  );
  const unread = own.reduce((sum, row) => sum + unreadOf(row), 0) + feed.mentions.length;
  useEffect(() => showUnread(unread), [unread]);
  // Whoever signs in next does not see how much was waiting.
  useEffect(() => () => showUnread(0)(), []);
}
