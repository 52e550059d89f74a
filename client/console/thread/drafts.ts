/** What an agent has begun to write, kept in their browser until it is sent, so that a reload loses nothing. */
import type { KeyValueStore } from "#client/lib/storage.ts";

export type ComposerMode = "reply" | "note";

const PREFIX = "edgedesk.draft.";

/** Where the drafts of one agent in one conversation are kept. */
export interface Drafts {
  /** @returns the draft, or an empty text */
  read(mode: ComposerMode): string;
  /** Keeps the draft; a blank one is forgotten. */
  write(mode: ComposerMode, text: string): void;
}

export function draftsOf(store: KeyValueStore, agentId: string, conversationId: string): Drafts {
  const keyOf = (mode: ComposerMode) => `${PREFIX}${agentId}.${conversationId}.${mode}`;
  return {
    read: (mode) => store.get(keyOf(mode)) ?? "",
    write(mode, text) {
      if (text.trim() === "") store.remove(keyOf(mode));
      else store.set(keyOf(mode), text);
    },
  };
}

const UNSENT_PREFIX = "edgedesk.agent.";

/** Under which an agent's messages wait until they are sent. */
export function unsentPrefix(agentId: string): string {
  return `${UNSENT_PREFIX}${agentId}`;
}

/** Forgets all that was written and not sent, by whomever: on signing out nothing said to a customer stays on a shared machine. */
export function forgetWriting(store: KeyValueStore): void {
  for (const prefix of [PREFIX, UNSENT_PREFIX]) for (const key of store.keys(prefix)) store.remove(key);
}
