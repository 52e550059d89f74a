/** One conversation, live, for as long as its thread is on the screen. */
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useRef, useSyncExternalStore } from "react";
import { api, origin } from "#client/console/api.ts";
import { kept } from "#client/console/kept.ts";
import { comeBack, useMe } from "#client/console/session/me.ts";
import { ConversationConnection, type ConversationSnapshot } from "#client/lib/conversation-connection.ts";
import { messagesBefore, probeConversation } from "#client/lib/messages-api.ts";
import { outboxStorage } from "#client/lib/outbox-storage.ts";
import { browserPlatform } from "#client/lib/platform.ts";
import type { Message } from "#protocol/vocabulary";
import { unsentPrefix } from "./drafts.ts";

/** What the parts of a thread may ask of it. */
export interface ThreadCommands {
  /** @param mentions of a note: ids of the colleagues whom it names */
  readonly send: (text: string, isPrivate: boolean, mentions: string[]) => void;
  readonly retry: (clientId: string) => void;
  readonly discard: (clientId: string) => void;
  readonly recall: (messageId: string) => void;
  readonly startEdit: (message: Message, text: string) => void;
  readonly loadOlder: () => void;
}

export interface LiveConversation {
  readonly connection: ConversationConnection;
  readonly snapshot: ConversationSnapshot;
}

/** @param onChangeRefused an edit or a recall was refused for good; a refused message says so where it stands */
export function useConversation(conversationId: string, onChangeRefused: () => void): LiveConversation {
  const me = useMe();
  const queries = useQueryClient();
  const refused = useRef(onChangeRefused);
  useEffect(() => {
    refused.current = onChangeRefused;
  }, [onChangeRefused]);
  const connection = useMemo(
    () =>
      new ConversationConnection({
        baseUrl: origin,
        conversationId,
        self: { type: "agent", id: me.id },
        storage: outboxStorage(kept, unsentPrefix(me.id)),
        platform: browserPlatform,
        renew: () => comeBack(queries),
        probe: () => probeConversation(api, conversationId),
        fetchOlder: (beforeSeq) => messagesBefore(api, conversationId, beforeSeq),
        refused: (code, clientId) => {
          if (clientId === undefined && (code === "conflict" || code === "forbidden")) refused.current();
        },
      }),
    [conversationId, me.id, queries],
  );
  useEffect(() => {
    connection.start();
    return () => connection.stop();
  }, [connection]);
  const snapshot = useSyncExternalStore(connection.subscribe, connection.get);
  return { connection, snapshot };
}
