/** A conversation that has begun, as kept in memory: its own row, and what each feature keeps at hand of its messages. */
import { Digest } from "#actors/conversation/lists/digest";
import { ClientIdStore } from "#actors/conversation/messages/client-id-store";
import { ClientIds } from "#actors/conversation/messages/client-ids";
import { openMessage, textOf } from "#actors/conversation/messages/open";
import { PublicWriters } from "#actors/conversation/messages/public-writers";
import type { MessageStore } from "#actors/conversation/messages/store";
import { Participants } from "#actors/conversation/participants/participants";
import { ParticipantStore } from "#actors/conversation/participants/store";
import type { ConversationCipher } from "#actors/conversation/privacy/cipher";
import { Words } from "#actors/conversation/search/words";
import { WordsStore } from "#actors/conversation/search/words-store";
import { type SlaStanding, SlaStore } from "#actors/conversation/sla/store";
import type { ConversationRecord } from "#actors/conversation/store";
import type { ConversationTokens } from "#domain/search/store";
import type { TokenHasher } from "#domain/search/token-hash";

export interface Live {
  record: ConversationRecord;
  lastSeq: number;
  lastActivityAtMs: number;
  /** The last that the customer saw happen. */
  contactActivityAtMs: number;
  readonly cipher: ConversationCipher;
  readonly participants: Participants;
  readonly digest: Digest;
  readonly clientIds: ClientIds;
  readonly publicWriters: PublicWriters;
  readonly words: Words;
  readonly slaStore: SlaStore;
  /** Undefined until it was looked at in this life, if no policy was for it before. */
  sla: SlaStanding | undefined;
}

export interface LivePorts {
  readonly sql: SqlStorage;
  readonly messages: MessageStore;
  /** With the blind index's current key. */
  readonly tokenHasher: () => TokenHasher;
  /** Tells the index of words; resolves when it has taken it. */
  readonly tellWords: (told: ConversationTokens) => Promise<void>;
  /** What is in memory at that moment; throws if nothing is any more. */
  readonly live: () => Readonly<Live>;
}

/** @returns what storage says of it at this moment */
export function loadLive(ports: LivePorts, record: ConversationRecord, cipher: ConversationCipher): Live {
  const { sql, messages } = ports;
  const last = messages.lastMessage();
  const slaStore = new SlaStore(sql);
  const lastSeq = Math.max(last.changedSeq, record.changedSeq);
  const words = {
    state: new WordsStore(sql),
    messages,
    conversationId: record.conversationId,
    open: (message: Parameters<typeof textOf>[1]) => textOf(ports.live(), message),
    hasher: ports.tokenHasher,
    tell: ports.tellWords,
  };
  return {
    record,
    lastSeq,
    lastActivityAtMs: Math.max(last.createdAtMs, record.createdAtMs),
    contactActivityAtMs: Math.max(last.publicAtMs, record.createdAtMs),
    cipher,
    participants: new Participants(new ParticipantStore(sql), cipher),
    digest: new Digest(messages, (message) => openMessage(ports.live(), message)),
    clientIds: new ClientIds(new ClientIdStore(sql)),
    publicWriters: new PublicWriters(messages),
    words: new Words(words, lastSeq),
    slaStore,
    sla: slaStore.load(),
  };
}
