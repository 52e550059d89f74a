/**
 * Conversations whose lines are kept open for a while after their threads were left, or are opened ahead while somebody
 * points at their rows: coming back to one shows it at once, up to date.
 */
import { useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, use, useEffect, useMemo, useRef } from "react";
import { api, origin } from "#client/console/api.ts";
import { kept } from "#client/console/kept.ts";
import { comeBack, useMe } from "#client/console/session/me.ts";
import { ConversationConnection } from "#client/lib/conversation-connection.ts";
import { manyMessagesBefore, probeConversation } from "#client/lib/messages-api.ts";
import { outboxStorage } from "#client/lib/outbox-storage.ts";
import { browserPlatform } from "#client/lib/platform.ts";
import type { ErrorCode } from "#protocol/constants";
import { unsentPrefix } from "./drafts.ts";
import { KeptLines } from "./kept-lines.ts";

/** Of those that nobody looks at. Each is a socket at the server. */
const MAX_IDLE = 6;
const IDLE_MS = 3 * 60_000;
/** Whoever points at a row for so long is likely to open it. */
const WARM_AFTER_MS = 80;

/** A line, and who hears of what the server refused on it. */
export interface LiveThread {
  readonly connection: ConversationConnection;
  refused: (code: ErrorCode, clientId: string | undefined) => void;
}

const LiveThreads = createContext<KeptLines<LiveThread> | undefined>(undefined);

/** Give it the key of who is signed in: lines are one person's. */
export function LiveThreadsProvider({ children }: { children: ReactNode }) {
  const me = useMe();
  const queries = useQueryClient();
  const lines = useMemo(
    () =>
      new KeptLines<LiveThread>(
        {
          open: (conversationId) => openThread(conversationId, me.id, () => comeBack(queries)),
          start: ({ connection }) => connection.start(),
          stop: ({ connection }) => connection.stop(),
          isOver: ({ connection }) => connection.get().link.phase === "ended",
        },
        { maxIdle: MAX_IDLE, idleMs: IDLE_MS, after: browserPlatform.after },
      ),
    [me.id, queries],
  );
  useEffect(() => () => lines.closeAll(), [lines]);
  return <LiveThreads value={lines}>{children}</LiveThreads>;
}

function openThread(conversationId: string, agentId: string, renew: () => Promise<boolean>): LiveThread {
  const thread: LiveThread = {
    connection: new ConversationConnection({
      baseUrl: origin,
      conversationId,
      self: { type: "agent", id: agentId },
      storage: outboxStorage(kept, unsentPrefix(agentId)),
      platform: browserPlatform,
      renew,
      probe: () => probeConversation(api, conversationId),
      fetchOlder: (beforeSeq) => manyMessagesBefore(api, conversationId, beforeSeq),
      refused: (code, clientId) => thread.refused(code, clientId),
    }),
    refused: () => undefined,
  };
  return thread;
}

export function useLiveThreads(): KeptLines<LiveThread> {
  const lines = use(LiveThreads);
  if (lines === undefined) throw new Error("LiveThreadsProvider is missing");
  return lines;
}

/** For what opens a conversation: opens its line while somebody is about to. */
export function useWarming(conversationId: string) {
  const lines = useLiveThreads();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return {
    enter() {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => lines.warm(conversationId), WARM_AFTER_MS);
    },
    leave: () => clearTimeout(timer.current),
  };
}
