/** What the palette has to offer for what was written. */
import { type InfiniteData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useMemo } from "react";
import { api } from "#client/console/api.ts";
import { contactNameOf } from "#client/console/inbox/contact-name.ts";
import { useFeed } from "#client/console/inbox/feed.tsx";
import { toSearch } from "#client/console/inbox/filters.ts";
import { useSettled } from "#client/console/inbox/use-search.ts";
import { useViews } from "#client/console/inbox/use-views.ts";
import { agentsQuery } from "#client/console/session/directory.ts";
import { useMay, useMe } from "#client/console/session/me.ts";
import { sectionsFor } from "#client/console/settings/sections.ts";
import type { IconName } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { commandWords } from "#client/i18n/console-commands.ts";
import { settingsWords } from "#client/i18n/console-settings.ts";
import { search } from "#client/lib/search-api.ts";
import { listTickets } from "#client/lib/ticket-api.ts";
import type { ConversationPage } from "#protocol/http";
import type { ConversationRow } from "#protocol/vocabulary";
import { useCommands } from "./commands.tsx";
import { fitting } from "./match.ts";
import { COMMANDS, keysOf } from "./table.ts";

export interface PaletteItem {
  /** The same whenever it is offered. */
  readonly id: string;
  readonly label: string;
  /** Beside the label, quieter. */
  readonly hint?: string | undefined;
  readonly icon: IconName;
  readonly keys?: string | undefined;
  /** What it is found by. */
  readonly text: string;
  readonly run: () => void;
}

export interface PaletteGroup {
  readonly name: "recent" | "commands" | "views" | "conversations" | "found" | "tickets" | "colleagues" | "settings";
  readonly items: readonly PaletteItem[];
}

const MAX_OF_GROUP = 6;

/** @param recentIds what was chosen lately, shown while nothing is written */
export function usePaletteItems(q: string, isComposing: boolean, recentIds: readonly string[]) {
  const groups = useOffered();
  const found = useFound(q, isComposing);
  const tickets = useNumbered(q);
  const sought = q.trim();
  if (sought === "") {
    const all = groups.flatMap(({ items }) => items);
    const recent = recentIds.map((id) => all.find((item) => item.id === id)).filter((item) => item !== undefined);
    const first = groups.filter(({ name }) => name === "commands" || name === "conversations");
    const shown: PaletteGroup[] = [{ name: "recent" as const, items: recent }, ...first];
    return { groups: trimmed(shown), state: "ready" as const };
  }
  const known = groups.map(({ name, items }) => ({ name, items: fitting(sought, items) }));
  const ids = new Set(known.flatMap(({ items }) => items.map(({ id }) => id)));
  const more = { name: "found" as const, items: found.items.filter(({ id }) => !ids.has(id)) };
  return { groups: trimmed([tickets, ...known, more]), state: found.state };
}

function trimmed(groups: readonly PaletteGroup[]): PaletteGroup[] {
  return groups
    .map(({ name, items }) => ({ name, items: items.slice(0, MAX_OF_GROUP) }))
    .filter(({ items }) => items.length > 0);
}

function useOffered(): PaletteGroup[] {
  const { t } = useWordsOf(commandWords);
  const english = useWordsOf(commandWords).inLocale("en");
  const chinese = useWordsOf(commandWords).inLocale("zh-CN");
  const settings = useWordsOf(settingsWords);
  const me = useMe();
  const commands = useCommands();
  const navigate = useNavigate();
  const open = useOpen();
  const rows = useKnownRows();
  const views = useViews();
  const agents = useQuery(agentsQuery).data ?? [];
  return [
    {
      name: "conversations",
      items: rows.map(({ conversation, contactName, preview }) => {
        const label = contactNameOf(conversation, contactName, t);
        return {
          ...{ id: `conversation ${conversation.id}`, label, hint: preview?.text, icon: "chat" },
          ...{ text: `${label} ${preview?.text ?? ""}`, run: () => open(conversation.id) },
        };
      }),
    },
    {
      name: "commands",
      items: COMMANDS.filter((command) => !("isKeyOnly" in command) && commands.has(command.id)).map((command) => ({
        ...{ id: `command ${command.id}`, label: t(`command.${command.id}`), icon: command.icon },
        ...{ keys: keysOf(command)[0], run: () => void commands.run(command.id) },
        text: `${english(`command.${command.id}`)} ${chinese(`command.${command.id}`)}`,
      })),
    },
    {
      name: "views",
      items: views.map(({ id, name, view, filters }) => ({
        ...{ id: `view ${id}`, label: name, icon: "bookmark", text: name },
        run: () => void navigate({ to: "/inbox/$view", params: { view }, search: toSearch(filters) }),
      })),
    },
    {
      name: "colleagues",
      items: agents.map(({ id, name, status }) => ({
        ...{ id: `colleague ${id}`, label: t("palette.colleague", { name }), hint: t(`presence.${status}`) },
        ...{ icon: "person", text: name },
        run: () => void navigate({ to: "/inbox/$view", params: { view: "all" }, search: { assigneeId: id } }),
      })),
    },
    {
      name: "settings",
      items: sectionsFor(me.permissions).map(({ name, icon }) => ({
        ...{ id: `settings ${name}`, label: settings.t(`settings.${name}`), icon },
        text: `${settings.inLocale("en")(`settings.${name}`)} ${settings.inLocale("zh-CN")(`settings.${name}`)}`,
        run: () => void navigate({ to: `/settings/${name}` }),
      })),
    },
  ];
}

/** Opens a conversation in the list that is open, or among all. */
function useOpen() {
  const navigate = useNavigate();
  const { view } = useParams({ strict: false });
  return (conversationId: string, at?: number) =>
    void navigate({
      to: "/inbox/$view/$conversationId",
      params: { view: view ?? "all", conversationId },
      search: at === undefined ? {} : { at },
    });
}

/** Those that any list of this visit has shown. */
function useKnownRows(): readonly ConversationRow[] {
  const { feed } = useFeed();
  const queries = useQueryClient();
  return useMemo(() => {
    const rows = new Map<string, ConversationRow>();
    const read = queries.getQueriesData<InfiniteData<ConversationPage>>({ queryKey: ["conversations"] });
    for (const [, data] of read) {
      for (const page of data?.pages ?? []) for (const row of page.items) rows.set(row.conversation.id, row);
    }
    for (const [id, row] of feed.rows) rows.set(id, row);
    return [...rows.values()].sort((a, b) => Date.parse(b.lastActivityAt) - Date.parse(a.lastActivityAt));
  }, [queries, feed.rows]);
}

/** The ticket of this number. */
function useNumbered(q: string): PaletteGroup {
  const navigate = useNavigate();
  const mayRead = useMay("ticket.read");
  const number = Number(/^#?([1-9]\d{0,9})$/.exec(q.trim())?.[1] ?? 0);
  const asked = useQuery({
    queryKey: ["tickets", "number", number],
    queryFn: () => listTickets(api, "all", { number }),
    enabled: mayRead && number > 0,
  });
  const items = (asked.data?.items ?? []).map(({ id, subject }): PaletteItem => {
    const label = `#${number}`;
    const open = { to: "/tickets/$ticketId", params: { ticketId: id }, search: { view: "all" } } as const;
    return { id: `ticket ${id}`, label, hint: subject, icon: "ticket", text: label, run: () => void navigate(open) };
  });
  return { name: "tickets", items };
}

/** What the server finds in messages, and by a customer's email or id. */
function useFound(q: string, isComposing: boolean): { items: PaletteItem[]; state: "ready" | "looking" | "failed" } {
  const { t } = useWordsOf(commandWords);
  const open = useOpen();
  const maySearch = useMay("conversation.search");
  const settled = useSettled(q, isComposing);
  const asked = useQuery({
    queryKey: ["palette", settled],
    queryFn: () => search(api, settled),
    enabled: maySearch && settled !== "",
    staleTime: 0,
  });
  if (!maySearch || q.trim() === "") return { items: [], state: "ready" };
  if (asked.isError) return { items: [], state: "failed" };
  if (asked.isFetching || settled !== q.trim()) return { items: [], state: "looking" };
  const items = (asked.data?.items ?? []).map(({ conversation, contactName, hits }): PaletteItem => {
    const label = contactNameOf(conversation, contactName, t);
    const [hit] = hits;
    return {
      ...{ id: `conversation ${conversation.id}`, label, hint: hit?.snippet, icon: "chat" },
      ...{ text: label, run: () => open(conversation.id, hit?.seq) },
    };
  });
  return { items, state: "ready" };
}
