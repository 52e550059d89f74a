/** One conversation, live, for as long as its thread is on the screen. */
import { useEffect, useMemo, useSyncExternalStore } from "react";
import type { ConversationConnection, ConversationSnapshot } from "#client/lib/conversation-connection.ts";
import type { Message } from "#protocol/vocabulary";
import { useLiveThreads } from "./live-threads.tsx";

/** What the parts of a thread may ask of it. */
export interface ThreadCommands {
  /** @param mentions of a note: ids of the colleagues whom it names */
  readonly send: (text: string, isPrivate: boolean, mentions: string[]) => void;
  readonly retry: (clientId: string) => void;
  readonly discard: (clientId: string) => void;
  readonly recall: (messageId: string) => void;
  /** Recalls what was just sent and gives its text back for writing. */
  readonly unsend: (message: Message, text: string) => void;
  readonly startEdit: (message: Message, text: string) => void;
  readonly loadOlder: () => void;
}

export interface LiveConversation {
  readonly connection: ConversationConnection;
  readonly snapshot: ConversationSnapshot;
}

/** @param onChangeRefused an edit or a recall was refused for good; a refused message says so where it stands */
export function useConversation(conversationId: string, onChangeRefused: () => void): LiveConversation {
  const lines = useLiveThreads();
  const thread = useMemo(() => lines.get(conversationId), [lines, conversationId]);
  useEffect(() => lines.hold(conversationId), [lines, conversationId]);
  useEffect(() => {
    thread.refused = (code, clientId) => {
      if (clientId === undefined && (code === "conflict" || code === "forbidden")) onChangeRefused();
    };
  }, [thread, onChangeRefused]);
  const { connection } = thread;
  const snapshot = useSyncExternalStore(connection.subscribe, connection.get);
  return { connection, snapshot };
}
