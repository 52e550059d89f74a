/**
 * A conversation over its store, and the one way to change it: every change is one storage transaction (what it alters, and
 * what is owed to others for it), and what it tells its sockets follows only when the transaction is through. Nothing in
 * here awaits, so the order of arrival, of `seq` and of storage are the same order. What can be done with a conversation is
 * in the folders beside this file, one for each feature.
 */

import { Change, type RoomChange, type RoomEvent } from "#actors/conversation/change";
import { type Live, type LivePorts, loadLive } from "#actors/conversation/live";
import { MessageStore } from "#actors/conversation/messages/store";
import { ConversationCipher } from "#actors/conversation/privacy/cipher";
import { Tombstone } from "#actors/conversation/privacy/tombstone";
import type { SlaStanding } from "#actors/conversation/sla/store";
import { type ConversationRecord, ConversationStore } from "#actors/conversation/store";
import { toWireConversation } from "#actors/conversation/view";
import { logOddity } from "#actors/runtime/log";
import { isMigrated } from "#actors/runtime/migrations";
import { KeyMissing, type KeyRing } from "#domain/privacy/key-ring";
import type { Conversation } from "#protocol/vocabulary";

/** How the room reaches what is outside of it. */
export interface RoomPorts extends Pick<LivePorts, "tokenHasher" | "tellWords"> {
  readonly storage: DurableObjectStorage;
  readonly keyRing: () => KeyRing;
  /** Within the transaction of a change: write down what is owed to others for it. */
  readonly owe: (change: RoomChange, nowMs: number) => void;
  /** Whether a message now makes {@link owe} write nothing: all that it would owe is owed already. */
  readonly isOwed: (record: ConversationRecord) => boolean;
  /** After the transaction: tell the sockets. */
  readonly tell: (events: readonly RoomEvent[], nowMs: number) => void;
  /** The transaction was rolled back: forget what memory says of storage. */
  readonly rolledBack: () => void;
}

export class Room {
  readonly #ports: RoomPorts;
  readonly #loading: LivePorts;
  readonly store: ConversationStore;
  readonly messages: MessageStore;
  readonly tombstone: Tombstone;
  #live: Live | undefined;
  /** It has begun, but the ring lacks its key: nothing can be read or written until the key is back, and nothing is lost. */
  #locked: ConversationRecord | undefined;
  #isClosed = false;

  constructor(ports: RoomPorts) {
    const { sql } = ports.storage;
    this.#ports = ports;
    this.store = new ConversationStore(sql);
    this.messages = new MessageStore(sql);
    this.tombstone = new Tombstone(sql);
    const { tokenHasher, tellWords } = ports;
    this.#loading = { sql, messages: this.messages, tokenHasher, tellWords, live: () => this.live };
    if (isMigrated(ports.storage)) this.load();
  }

  /** It begins, and goes on, no more: nothing but its stores is left of it, if that. */
  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** It has begun and can be read. */
  get hasBegun(): boolean {
    return this.#live !== undefined;
  }

  get isLocked(): boolean {
    return this.#locked !== undefined;
  }

  /**
   * For those who take "not begun" for "nothing to do".
   * @throws KeyMissing if it has begun and is locked: they come again
   */
  get isThere(): boolean {
    return this.hasBegun || (this.isLocked && this.live !== undefined);
  }

  /** Its own row, which is known of a locked one too. */
  get record(): ConversationRecord | undefined {
    return this.#live?.record ?? this.#locked;
  }

  /** @throws KeyMissing if it is locked, Error if it has not begun; callers ask {@link hasBegun} first */
  get live(): Readonly<Live> {
    if (this.#locked !== undefined) throw new KeyMissing(this.#locked.key.keyId);
    return this.#begun();
  }

  get conversation(): Conversation {
    const { record, lastSeq } = this.live;
    return toWireConversation(record, lastSeq);
  }

  /** Whether a message now owes nobody anything that they are not owed already. */
  get isOwed(): boolean {
    return this.#ports.isOwed(this.live.record);
  }

  /**
   * Makes one change: all of it, or nothing.
   * @param body alters storage and, with it, what is in memory
   * @param isOneWrite the whole change is a single statement
   */
  change<Value>(nowMs: number, body: (change: Change) => Value, isOneWrite = false): Value {
    const before = this.#live?.record;
    const change = new Change(this.store, this.messages, () => this.#begun());
    try {
      const perform = () => {
        const result = body(change);
        const { record: after, participants } = this.live;
        const hasReceipts = participants.writeDueCursors(nowMs);
        const { hasMessages, audit, mentions, alerts, settled, rules, hasOnlyClocks } = change;
        this.#ports.owe(
          { before, after, hasReceipts, hasMessages, audit, mentions, alerts, settled, rules, hasOnlyClocks },
          nowMs,
        );
        return result;
      };
      const value = isOneWrite ? perform() : this.#ports.storage.transactionSync(perform);
      this.#ports.tell(change.events, nowMs);
      return value;
    } catch (error) {
      this.load();
      this.#ports.rolledBack();
      throw error;
    }
  }

  /** Within a change: it begins, with nothing in it yet. */
  begin(record: ConversationRecord): void {
    this.store.insertConversation(record);
    this.load();
  }

  /** Has the data key wrapped by the ring's current key. No change of the conversation: nobody is told. */
  rewrapKey(): void {
    const live = this.#begun();
    const key = live.cipher.rewrap();
    if (key === live.record.key) return;
    this.store.updateKey(key);
    live.record = { ...live.record, key };
  }

  /** Where nothing of it is worth a write: it would be found again by reading the same messages. */
  keepSla(standing: SlaStanding): void {
    this.#begun().sla = standing;
  }

  /** Reads anew what memory says of storage: where a tombstone was set, or more was written than memory was told. */
  load(): void {
    this.#isClosed = this.tombstone.read() !== undefined;
    this.#live = undefined;
    this.#locked = undefined;
    const record = this.#isClosed ? undefined : this.store.load();
    if (record === undefined) return;
    const cipher = new ConversationCipher(record.conversationId, record.key, this.#ports.keyRing);
    if (cipher.canOpen()) {
      this.#live = loadLive(this.#loading, record, cipher);
      return;
    }
    logOddity("key_missing", { keyId: record.key.keyId });
    this.#locked = record;
  }

  #begun(): Live {
    if (this.#live === undefined) throw new Error("conversation has not begun");
    return this.#live;
  }
}
