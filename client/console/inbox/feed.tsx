/** The agent's feed for the whole console: one line, opened with the session. */
import { useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, use, useEffect, useMemo, useState, useSyncExternalStore } from "react";
import type { PresenceStatus } from "#protocol/constants";
import { api, origin } from "#client/console/api.ts";
import { useMe } from "#client/console/session/me.ts";
import { useSessionEnded } from "#client/console/session/session-ended.ts";
import { whoAmI } from "#client/lib/agent-api.ts";
import { endReasonOf } from "#client/lib/api.ts";
import { FeedConnection, type FeedSnapshot } from "#client/lib/feed-connection.ts";
import { browserPlatform } from "#client/lib/platform.ts";
import { removedAfter } from "./rows.ts";

export interface Feed extends FeedSnapshot {
  readonly removed: ReadonlySet<string>;
  readonly setPresence: (status: PresenceStatus) => void;
  readonly retryNow: () => void;
}

const FeedContext = createContext<Feed | undefined>(undefined);
/** The shared lists are read again at most this often while the feed reports changes that no patch explains. */
const REREAD_AFTER_MS = 1_500;

export function FeedProvider({ children }: { children: ReactNode }) {
  const me = useMe();
  const queries = useQueryClient();
  const sessionEnded = useSessionEnded();
  const [removed, setRemoved] = useState<ReadonlySet<string>>(() => new Set());
  const connection = useMemo(() => {
    let rereadTimer: ReturnType<typeof setTimeout> | undefined;
    const reread = (delayMs: number) => {
      rereadTimer ??= setTimeout(() => {
        rereadTimer = undefined;
        void queries.invalidateQueries({ queryKey: ["conversations"] });
      }, delayMs);
    };
    let snapshots = 0;
    return new FeedConnection({
      baseUrl: origin,
      platform: browserPlatform,
      probe: () => whoAmI(api).then(() => undefined, endReasonOf),
      heard(frame) {
        setRemoved((before) => removedAfter(before, frame));
        if (frame.type === "conversation.removed") reread(REREAD_AFTER_MS);
        // What changed while the line was down, nobody tells.
        if (frame.type === "feed.snapshot" && ++snapshots > 1) reread(0);
      },
    });
    // A new line for each person who signs in.
  }, [queries, me.id]);
  useEffect(() => {
    connection.watch(["unassigned", "all"]);
    connection.start();
    return () => connection.stop();
  }, [connection]);
  const snapshot = useSyncExternalStore(connection.subscribe, connection.get);
  const ended = snapshot.link.phase === "ended" && snapshot.link.reason === "session";
  useEffect(() => {
    if (ended) sessionEnded();
  }, [ended, sessionEnded]);
  const feed = useMemo(
    (): Feed => ({
      ...snapshot,
      removed,
      setPresence: (status) => connection.setPresence(status),
      retryNow: () => connection.retryNow(),
    }),
    [snapshot, removed, connection],
  );
  return <FeedContext value={feed}>{children}</FeedContext>;
}

export function useFeed(): Feed {
  const feed = use(FeedContext);
  if (feed === undefined) throw new Error("FeedProvider is missing");
  return feed;
}
