/** The agent's feed for the whole console: one line, opened with the session. */
import { useQueryClient } from "@tanstack/react-query";
import {
  createContext,
  type ReactNode,
  use,
  useCallback,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from "react";
import { api, origin } from "#client/console/api.ts";
import { dueFollowUpQuery } from "#client/console/followups/due-query.ts";
import { comeBack, useMay } from "#client/console/session/me.ts";
import { useSessionEnded } from "#client/console/session/session-ended.ts";
import { type ToldViewers, ticketViewersQuery } from "#client/console/tickets/viewers/viewers-query.ts";
import { whoAmI } from "#client/lib/agent-api.ts";
import { endReasonOf } from "#client/lib/api.ts";
import { FeedConnection, type FeedSnapshot } from "#client/lib/feed-connection.ts";
import type { Presence } from "#client/lib/feed-log.ts";
import { browserPlatform } from "#client/lib/platform.ts";
import type { TicketDoing } from "#protocol/constants";
import type { Conversation } from "#protocol/vocabulary";
import { asExpected, type Expected } from "./expected.ts";
import { removedAfter } from "./rows.ts";

export interface Feed extends FeedSnapshot {
  readonly removed: ReadonlySet<string>;
  readonly setPresence: (presence: Presence) => void;
  readonly endWrapUp: () => void;
  readonly sawCalls: (conversationId: string) => void;
  readonly sawTicket: (ticketId: string) => void;
  /** What the reader does with a ticket that is on the screen, for colleagues who have it open. */
  readonly viewing: (ticketId: string, doing: TicketDoing) => void;
  /** What the reader's own actions are making of conversations. */
  readonly expected: ReadonlyMap<string, Expected>;
  /** Shows a conversation so from now on; undefined takes it back. */
  readonly expect: (conversationId: string, expected: Expected | undefined) => void;
  readonly retryNow: () => void;
}

const FeedContext = createContext<Feed | undefined>(undefined);
/** D1, where pages come from, is behind the actors by a couple of seconds at most: then it knows what the feed has told. */
const INDEX_LAG_MS = 3_000;

/** Give it the key of who is signed in: a line is one person's. */
export function FeedProvider({ children }: { children: ReactNode }) {
  const queries = useQueryClient();
  const sessionEnded = useSessionEnded();
  const [expected, setExpected] = useState<ReadonlyMap<string, Expected>>(() => new Map());
  const expect = useCallback((conversationId: string, next: Expected | undefined) => {
    setExpected((before) => {
      const after = new Map(before);
      if (next === undefined) after.delete(conversationId);
      else after.set(conversationId, next);
      return after;
    });
  }, []);
  const [removed, setRemoved] = useState<ReadonlySet<string>>(() => new Set());
  /** Counts the frames after which the pages no longer tell the whole truth. */
  const [gaps, setGaps] = useState(0);
  const [connection] = useState(
    () =>
      new FeedConnection({
        baseUrl: origin,
        platform: browserPlatform,
        renew: () => comeBack(queries),
        probe: () => whoAmI(api).then(() => undefined, endReasonOf),
        heard(frame) {
          setRemoved((before) => removedAfter(before, frame));
          if (frame.type === "followup.due") {
            const { type: _, ...due } = frame;
            queries.setQueryData(dueFollowUpQuery.queryKey, due);
            void queries.invalidateQueries({ queryKey: ["today", "follow-ups"] });
          }
          if (frame.type === "ticket.viewers") {
            const { ticketId, viewers } = frame;
            const told: ToldViewers = { viewers, atMs: Date.now() };
            queries.setQueryData(ticketViewersQuery(ticketId).queryKey, () => told);
          }
          if (frame.type === "ticket.news") void queries.invalidateQueries({ queryKey: ["tickets"] });
          // What changed before the line was there no patch tells, nor where a conversation went that was taken away.
          if (frame.type === "feed.snapshot" || frame.type === "conversation.removed") setGaps((count) => count + 1);
        },
      }),
  );
  const mayListen = useMay("agent.feed");
  useEffect(() => {
    // Without the permission the line would be refused however often it is tried.
    if (!mayListen) return;
    connection.watch(["unassigned", "all"]);
    connection.start();
    return () => connection.stop();
  }, [connection, mayListen]);
  useEffect(() => {
    if (gaps === 0) return;
    const timer = setTimeout(() => void queries.invalidateQueries({ queryKey: ["conversations"] }), INDEX_LAG_MS);
    return () => clearTimeout(timer);
  }, [gaps, queries]);
  const snapshot = useSyncExternalStore(connection.subscribe, connection.get);
  const ended = snapshot.link.phase === "ended" && snapshot.link.reason === "session";
  useEffect(() => {
    if (ended) sessionEnded();
  }, [ended, sessionEnded]);
  // The same all along: whoever says what they look at says it anew when this changes.
  const viewing = useCallback(
    (ticketId: string, doing: TicketDoing) => connection.viewing(ticketId, doing),
    [connection],
  );
  const feed = useMemo(
    (): Feed => ({
      ...snapshot,
      removed,
      setPresence: (presence) => connection.setPresence(presence),
      endWrapUp: () => connection.endWrapUp(),
      sawCalls: (conversationId) => connection.sawCalls(conversationId),
      sawTicket: (ticketId) => connection.sawTicket(ticketId),
      viewing,
      expected,
      expect,
      retryNow: () => connection.retryNow(),
    }),
    [snapshot, removed, expected, expect, viewing, connection],
  );
  return <FeedContext value={feed}>{children}</FeedContext>;
}

/** A conversation as it is to be shown while an action of the reader's is on its way. */
export function useExpected<Known extends Conversation | undefined>(known: Known): Known | Conversation {
  const { expected } = useFeed();
  return known === undefined ? known : asExpected(known, expected.get(known.id));
}

export function useFeed(): Feed {
  const feed = use(FeedContext);
  if (feed === undefined) throw new Error("FeedProvider is missing");
  return feed;
}
