/** What the thread view needs of a conversation, whether the server knows it already or not. */
import type { ConversationSnapshot } from "#client/lib/conversation-connection.ts";
import type { ContentType } from "#protocol/constants";
import type { ClosingAnswer, ConversationClosing } from "#protocol/vocabulary";

export interface ThreadSource {
  readonly get: () => ConversationSnapshot;
  readonly subscribe: (listener: () => void) => () => void;
  start(): void;
  stop(): void;
  retryNow(): void;
  send(content: string, extra?: { readonly contentType: ContentType }): void;
  retry(clientId: string): void;
  discard(clientId: string): void;
  // What the server does not know yet cannot be changed, read or be older.
  edit?(messageId: string, content: string): void;
  recall?(messageId: string): void;
  typing?(): void;
  markRead?(): void;
  loadOlder?(): Promise<void>;
  /** Says whether it is settled. @throws ApiError */
  readonly confirm?: ((answer: Omit<ClosingAnswer, "clientId">) => Promise<ConversationClosing>) | undefined;
}

/** A message that is being changed. */
export interface Editing {
  readonly messageId: string;
  readonly content: string;
}
