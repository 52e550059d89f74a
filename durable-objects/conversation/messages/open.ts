/** Stored messages in plain, for those who may read them. */
import type { MessageRecord } from "#actors/conversation/messages/store";
import type { Participants } from "#actors/conversation/participants/participants";
import type { ConversationCipher } from "#actors/conversation/privacy/cipher";
import type { ConversationRecord } from "#actors/conversation/store";
import { toWireMessage } from "#actors/conversation/view";
import { plainTextOf } from "#protocol/product-card";
import type { Message } from "#protocol/vocabulary";

/** What it takes to open a conversation's messages. */
interface Opener {
  readonly record: Pick<ConversationRecord, "conversationId">;
  readonly cipher: ConversationCipher;
  readonly participants: Participants;
}

/** As the wire shows it; its content is empty once recalled. */
export function openMessage(opener: Opener, message: MessageRecord): Message {
  const { record, participants } = opener;
  const sender = participants.actorOf(message.senderId);
  return toWireMessage(message, record.conversationId, sender, contentOf(opener, message));
}

/** What search and lists go by: of a product its title. */
export function textOf(opener: Opener, message: MessageRecord): string {
  return plainTextOf({ contentType: message.contentType, content: contentOf(opener, message) });
}

function contentOf({ cipher }: Opener, { id, revision, sealedContent }: MessageRecord): string {
  return sealedContent === undefined ? "" : cipher.openContent(id, revision, sealedContent);
}
