/**
 * What a conversation does, over its store: every change is one storage transaction (message, assignment, receipts and
 * what is owed to others), and what it tells its sockets follows only when the transaction is through. Nothing in here
 * awaits, so the order of arrival, of `seq` and of storage are the same order.
 */

import { ConversationCipher } from "#actors/conversation/cipher";
import { ClientIds } from "#actors/conversation/client-ids";
import { Digest } from "#actors/conversation/digest";
import { Tombstone } from "#actors/conversation/erasure";
import { keptMessage } from "#actors/conversation/kept-message";
import { type CursorChange, Participants, type ReceiptKind } from "#actors/conversation/participants";
import { PublicWriters } from "#actors/conversation/public-writers";
import {
  type ConversationRecord,
  ConversationStore,
  type Marks,
  type MessageRecord,
  UNMARKED,
} from "#actors/conversation/store";
import { activityContent, SYSTEM_ACTOR, toWireConversation, toWireMessage } from "#actors/conversation/view";
import { Words } from "#actors/conversation/words";
import { logOddity } from "#actors/runtime/log";
import { isMigrated } from "#actors/runtime/migrations";
import { type AuditActor, SYSTEM_AUDITOR } from "#domain/audit/actions";
import { entryOfMove } from "#domain/audit/conversation-entries";
import type { AuditRecord } from "#domain/audit/record";
import { messageId } from "#domain/conversations/message-id";
import {
  DEFAULT_MESSAGE_POLICY,
  isSeenByContact,
  type MessageFacts,
  mayEdit,
  mayRecall,
} from "#domain/conversations/rules";
import { type Assignment, begin, wakeByCustomer } from "#domain/conversations/status";
import { ok, type Result, refuse } from "#domain/failures";
import type { Principal } from "#domain/identity/principal";
import { KeyMissing, type KeyRing, type WrappedKey } from "#domain/privacy/key-ring";
import { maskText } from "#domain/privacy/masking";
import type { ConversationTokens } from "#domain/search/store";
import type { TokenHasher } from "#domain/search/token-hash";
import type { ContentType } from "#protocol/constants";
import type { ConversationServerFrame } from "#protocol/frames";
import { ID_RANDOM_BYTES, newId } from "#protocol/ids";
import { plainTextOf } from "#protocol/product-card";
import type { Activity, Actor, Conversation, Message } from "#protocol/vocabulary";

/** Which of the conversation's sockets a frame is for. */
export type Audience = "everyone" | "agents" | "contact";

export interface RoomEvent {
  readonly audience: Audience;
  readonly frame: ConversationServerFrame;
}

/** How the room reaches what is outside of it. */
export interface RoomPorts {
  readonly storage: DurableObjectStorage;
  readonly keyRing: () => KeyRing;
  /** With the blind index's current key. */
  readonly tokenHasher: () => TokenHasher;
  /** Tells the index of words; resolves when it has taken it. */
  readonly tellWords: (told: ConversationTokens) => Promise<void>;
  /** Within the transaction of a change: write down what is owed to others for it. */
  readonly owe: (change: RoomChange, nowMs: number) => void;
  /** Whether a message now makes {@link owe} write nothing: all that it would owe is owed already. */
  readonly isOwed: (record: ConversationRecord) => boolean;
  /** After the transaction: tell the sockets. */
  readonly tell: (events: readonly RoomEvent[], nowMs: number) => void;
  /** The transaction was rolled back: forget what memory says of storage. */
  readonly rolledBack: () => void;
}

export interface RoomChange {
  /** As it was; absent when the conversation has just begun. */
  readonly before: ConversationRecord | undefined;
  readonly after: ConversationRecord;
  readonly hasReceipts: boolean;
  readonly hasMessages: boolean;
  /** What the audit log is to tell of it, if anything. */
  readonly audit: AuditRecord | undefined;
  /** Agents whom a note names. */
  readonly mentions: readonly NamedAgent[];
}

/** Who is named by whom, in which message. */
export interface NamedAgent {
  readonly agentId: string;
  readonly seq: number;
  readonly by: Pick<Actor, "id" | "name">;
}

export interface NewMessage {
  readonly clientId: string | undefined;
  /** Absent: words. */
  readonly contentType?: ContentType | undefined;
  readonly content: string;
  readonly private: boolean;
  readonly replyTo?: string | undefined;
  readonly attachmentIds?: readonly string[] | undefined;
  /** Of a note: ids of the agents whom it names. */
  readonly mentions?: readonly string[] | undefined;
}

export interface SentMessage {
  readonly message: Message;
  /** It had been sent before; nothing changed. */
  readonly repeated: boolean;
}

/** With what an import writes a conversation's past. */
export interface Restored {
  readonly store: ConversationStore;
  readonly cipher: ConversationCipher;
  readonly participants: Participants;
}

/** A conversation that has begun, as kept in memory. */
interface Live {
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
}

export class Room {
  readonly #ports: RoomPorts;
  readonly store: ConversationStore;
  readonly tombstone: Tombstone;
  #live: Live | undefined;
  /** It has begun, but the ring lacks its key: nothing can be read or written until the key is back, and nothing is lost. */
  #locked: ConversationRecord | undefined;
  #isClosed = false;
  #events: RoomEvent[] = [];
  #hasMessages = false;
  #audit: AuditRecord | undefined;
  #mentions: NamedAgent[] = [];

  constructor(ports: RoomPorts) {
    this.#ports = ports;
    this.store = new ConversationStore(ports.storage.sql);
    this.tombstone = new Tombstone(ports.storage.sql);
    if (isMigrated(ports.storage)) this.#load();
  }

  /** It begins, and goes on, no more: nothing but {@link store} is left of it, if that. */
  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Takes note of a tombstone that was just set. */
  close(): void {
    this.#load();
  }

  /** It has begun and can be read. */
  get hasBegun(): boolean {
    return this.#live !== undefined;
  }

  get isLocked(): boolean {
    return this.#locked !== undefined;
  }

  /** Its own row, which is known of a locked one too. */
  get record(): ConversationRecord | undefined {
    return this.#live?.record ?? this.#locked;
  }

  /** @throws KeyMissing if it is locked, Error if it has not begun; callers ask {@link hasBegun} first */
  get live(): Readonly<Live> {
    if (this.#locked !== undefined) throw new KeyMissing(this.#locked.key.keyId);
    if (this.#live === undefined) throw new Error("conversation has not begun");
    return this.#live;
  }

  get conversation(): Conversation {
    const { record, lastSeq } = this.live;
    return toWireConversation(record, lastSeq);
  }

  /** Begins the conversation with no message yet; the first follows in the same transaction of {@link send}. */
  begin(
    origin: {
      conversationId: string;
      inboxId: string;
      contactId: string;
      contactVerified: boolean;
      teamId: string;
      key: WrappedKey;
    },
    contact: Actor,
    message: NewMessage,
    nowMs: number,
  ): Result<SentMessage> {
    const { teamId, ...identity } = origin;
    const kept = keptMessage(message);
    if (!kept.ok) return kept;
    const state = { ...begin(teamId, nowMs), ...UNMARKED };
    const record: ConversationRecord = { ...identity, ...state, changedSeq: 0, createdAtMs: nowMs };
    return this.#change(nowMs, () => {
      this.store.insertConversation(record);
      this.#load();
      return this.#send(contact, kept.value, nowMs);
    });
  }

  /**
   * Begins the conversation with its past.
   * @param write puts it into the store, in the same transaction
   */
  restore(record: ConversationRecord, write: (restored: Restored) => void, nowMs: number): void {
    this.#change(nowMs, () => {
      this.store.insertConversation(record);
      this.#load();
      const { cipher, participants } = this.live;
      write({ store: this.store, cipher, participants });
      participants.writeDueCursors(nowMs);
      // What memory counts by is read from what was written.
      this.#load();
      this.#hasMessages = true;
    });
  }

  /** Adds a message, or answers with the one that this `clientId` made the first time. */
  send(sender: Actor, message: NewMessage, nowMs: number): Result<SentMessage> {
    if (message.attachmentIds !== undefined && message.attachmentIds.length > 0) return refuse("not_found");
    if (message.replyTo !== undefined) {
      const target = this.store.messageById(message.replyTo);
      if (target === undefined || (target.private && sender.type === "contact")) return refuse("not_found");
    }
    const kept = keptMessage(message);
    if (!kept.ok) return kept;
    const isOneWrite = this.#isOneWrite(sender, nowMs) && message.mentions === undefined;
    return this.#change(nowMs, () => this.#send(sender, kept.value, nowMs), isOneWrite);
  }

  edit(editor: Actor, messageId: string, content: string, nowMs: number): Result<Message> {
    const found = this.#visible(messageId, editor);
    if (found === undefined) return refuse("not_found");
    const allowed = mayEdit(factsOf(found), editor.id, nowMs, DEFAULT_MESSAGE_POLICY);
    if (!allowed.ok) return allowed;
    const revision = found.revision + 1;
    const kept = found.private ? maskText(content).text : content;
    const sealedContent = this.live.cipher.sealContent(found.id, revision, kept);
    return this.#change(nowMs, () => ok(this.#update({ ...found, revision, sealedContent, editedAtMs: nowMs })));
  }

  recall(recaller: Actor, messageId: string, nowMs: number): Result<Message> {
    const found = this.#visible(messageId, recaller);
    if (found === undefined) return refuse("not_found");
    const recallsBefore = this.store.countRecalls(recaller.id);
    const allowed = mayRecall(factsOf(found), recaller.id, recallsBefore, nowMs, DEFAULT_MESSAGE_POLICY);
    if (!allowed.ok) return allowed;
    return this.#change(nowMs, () => ok(this.#update({ ...found, sealedContent: undefined, recalledAtMs: nowMs })));
  }

  /**
   * Moves the conversation to another state of its status machine, and notes it for the agents and for the audit log.
   * @param auditor who does it
   */
  move(
    next: Assignment,
    activity: Activity,
    assignee: Actor | undefined,
    nowMs: number,
    auditor: AuditActor = SYSTEM_AUDITOR,
  ): Conversation {
    return this.#change(nowMs, () => {
      if (assignee !== undefined) this.live.participants.ensure(assignee);
      this.#noteActivity(activity, nowMs);
      this.#noteForAudit(next, activity.key, auditor, nowMs);
      this.#applyAssignment(next);
      return this.conversation;
    });
  }

  /** Says something of the conversation that is for staff alone, and notes it for them. */
  mark(marks: Partial<Marks>, activity: Activity, nowMs: number): Conversation {
    return this.#change(nowMs, () => {
      this.#noteActivity(activity, nowMs);
      const live = this.#mutable();
      const seq = live.lastSeq + 1;
      live.record = { ...live.record, ...marks, changedSeq: seq };
      live.lastSeq = seq;
      this.store.updateMarks(live.record, seq);
      this.#emit("agents", { type: "conversation.updated", seq, conversation: this.conversation });
      return this.conversation;
    });
  }

  /**
   * The guest who began it is known now: all that they did in here was done by that verified contact. Idempotent.
   * @param name of the verified contact; without one the guest's stays
   * @returns whether it was theirs
   */
  joinContact(fromId: string, toId: string, name: string | undefined, nowMs: number): boolean {
    const { record, participants, lastSeq } = this.live;
    if (record.contactId !== fromId || record.contactVerified === true) return false;
    this.#change(nowMs, () => {
      // All of them: what is only in memory is read anew below.
      participants.writeDueCursors(Number.POSITIVE_INFINITY);
      const to: Actor = { type: "contact", id: toId, name: name ?? participants.actorOf(fromId).name };
      this.store.joinContact(fromId, participants.renamed(fromId, to), lastSeq + 1);
      // Participants, client ids and writers are kept in memory under the old id.
      this.#load();
      this.#emit("everyone", { type: "conversation.updated", seq: lastSeq + 1, conversation: this.conversation });
    });
    return true;
  }

  /**
   * Takes note of a receipt. Reading changes what agents' lists show, so it is written at once; that something was
   * delivered is written with a later change, or by {@link writeReceipts}.
   * @returns what others are to be told
   */
  noteReceipt(actor: Actor, kind: ReceiptKind, seq: number, nowMs: number): Result<ConversationServerFrame[]> {
    if (seq > this.live.lastSeq) return refuse("malformed");
    const moved = this.live.participants.note(actor, kind, seq, nowMs);
    if (kind === "read" && moved.length > 0) {
      this.live.digest.outdated();
      this.writeReceipts(nowMs);
    }
    return ok(moved.map(receiptFrame));
  }

  /** Whether the customer is told what this person has read and that they type. */
  isSeenByContact({ type, id }: Actor): boolean {
    const { record, publicWriters } = this.live;
    const hasWrittenPublicly = () => publicWriters.has(id);
    return isSeenByContact({ type, isAssignee: id === record.assigneeId, hasWrittenPublicly });
  }

  /** How far everybody has received and read, as this reader is told. */
  receipts(reader: Principal["type"]): ConversationServerFrame[] {
    const cursors = this.live.participants.cursors();
    return cursors.filter(({ by }) => reader === "agent" || this.isSeenByContact(by)).map(receiptFrame);
  }

  writeReceipts(nowMs: number): void {
    this.#change(nowMs, () => undefined);
  }

  wireMessage(record: MessageRecord): Message {
    const { record: own, participants } = this.live;
    return toWireMessage(record, own.conversationId, participants.actorOf(record.senderId), this.contentOf(record));
  }

  /** In plain; empty once recalled. */
  contentOf({ id, revision, sealedContent }: MessageRecord): string {
    return sealedContent === undefined ? "" : this.live.cipher.openContent(id, revision, sealedContent);
  }

  /** What search and lists go by: of a product its title. */
  plainTextOf(record: MessageRecord): string {
    return plainTextOf({ contentType: record.contentType, content: this.contentOf(record) });
  }

  /** Has the data key wrapped by the ring's current key. No change of the conversation: nobody is told. */
  rewrapKey(): void {
    const live = this.#mutable();
    const key = live.cipher.rewrap();
    if (key === live.record.key) return;
    this.store.updateKey(key);
    live.record = { ...live.record, key };
  }

  #send(sender: Actor, message: NewMessage, nowMs: number): Result<SentMessage> {
    const { clientIds, participants } = this.live;
    const { clientId } = message;
    const firstSeq = clientId === undefined ? undefined : clientIds.newestSeqOf(sender.id, clientId);
    if (firstSeq !== undefined) return ok({ message: this.#sentBefore(firstSeq), repeated: true });
    const joins = !message.private && !this.isSeenByContact(sender);
    const sent = this.#insert(participants.ensure(sender), message, nowMs, message.contentType ?? "text");
    // Older ones are asked for by inserting: nearly every message is new.
    if (sent === undefined) {
      return ok({ message: this.#sentBefore(this.store.movedClientId(sender.id, clientId ?? "")), repeated: true });
    }
    if (joins) this.#showReceipts(sender.id);
    this.#noteMentions(sender, message, sent.seq);
    if (sender.type === "contact") {
      const woken = wakeByCustomer(this.live.record, nowMs);
      if (woken !== undefined) {
        this.#noteForAudit(woken, "conversation.woken", { type: "contact", id: sender.id }, nowMs);
        this.#applyAssignment(woken);
      }
    }
    return ok({ message: sent, repeated: false });
  }

  /** @returns undefined if it was sent so long before that only storage knew it; nothing has changed then */
  #insert(sender: Actor, message: NewMessage, nowMs: number, contentType: Message["contentType"]): Message | undefined {
    const live = this.#mutable();
    const seq = live.lastSeq + 1;
    const id = messageId(nowMs, seq, crypto.getRandomValues(new Uint8Array(ID_RANDOM_BYTES)));
    const record: MessageRecord = {
      seq,
      changedSeq: seq,
      id,
      senderId: sender.id,
      clientId: message.clientId,
      contentType,
      sealedContent: live.cipher.sealContent(id, 1, message.content),
      revision: 1,
      private: message.private,
      replyTo: message.replyTo,
      createdAtMs: nowMs,
      editedAtMs: undefined,
      recalledAtMs: undefined,
    };
    if (!this.store.insertMessage(record)) return undefined;
    if (message.clientId !== undefined) live.clientIds.used(sender.id, message.clientId, seq);
    live.lastSeq = seq;
    live.lastActivityAtMs = nowMs;
    if (!message.private) {
      live.contactActivityAtMs = nowMs;
      live.publicWriters.wrote(sender);
    }
    this.#hasMessages = true;
    // The plain text is at hand: no need to open what was just sealed.
    const wire = toWireMessage(record, live.record.conversationId, sender, message.content);
    live.digest.added(wire);
    if (contentType !== "activity") live.words.added(seq, plainTextOf(wire));
    this.#emit(message.private ? "agents" : "everyone", { type: "message.created", seq, message: wire });
    return wire;
  }

  #update(changed: MessageRecord): Message {
    const live = this.#mutable();
    const record = { ...changed, changedSeq: live.lastSeq + 1 };
    this.store.updateMessage(record);
    live.lastSeq = record.changedSeq;
    live.digest.outdated();
    this.#hasMessages = true;
    const message = this.wireMessage(record);
    this.#emit(record.private ? "agents" : "everyone", { type: "message.updated", seq: record.changedSeq, message });
    return message;
  }

  #noteActivity(activity: Activity, nowMs: number): void {
    const line = { clientId: undefined, content: activityContent(activity), private: true };
    this.#insert(SYSTEM_ACTOR, line, nowMs, "activity");
  }

  /** Each once, and nobody of their own note. */
  #noteMentions({ id, name }: Actor, message: NewMessage, seq: number): void {
    if (!message.private) return;
    for (const agentId of new Set(message.mentions)) {
      if (agentId !== id) this.#mentions.push({ agentId, seq, by: { id, name } });
    }
  }

  #noteForAudit(next: Assignment, key: Activity["key"], auditor: AuditActor, nowMs: number): void {
    const { conversationId, ...before } = this.live.record;
    const entry = entryOfMove(conversationId, before, next, key, auditor);
    this.#audit = entry && { id: newId(nowMs), atMs: nowMs, entry };
  }

  #applyAssignment(next: Assignment): void {
    const live = this.#mutable();
    const seq = live.lastSeq + 1;
    const before = live.record;
    const assignee = next.assigneeId === undefined ? undefined : live.participants.actorOf(next.assigneeId);
    const joins = assignee !== undefined && !this.isSeenByContact(assignee);
    this.store.updateAssignment(next, seq);
    const { conversationId, inboxId, contactId, contactVerified, createdAtMs, key, labels, priority } = before;
    const staying = { conversationId, inboxId, contactId, contactVerified, createdAtMs, key, labels, priority };
    live.record = { ...staying, ...next, changedSeq: seq };
    live.lastSeq = seq;
    live.digest.outdated();
    this.#emit("everyone", { type: "conversation.updated", seq, conversation: this.conversation });
    if (before.assigneeId === next.assigneeId) return;
    for (const [agentId, status] of [
      [before.assigneeId, "offline"],
      [next.assigneeId, "online"],
    ] as const) {
      if (agentId === undefined) continue;
      this.#emit("contact", { type: "presence", by: live.participants.actorOf(agentId), status });
    }
    if (joins) this.#showReceipts(assignee.id);
  }

  /** Who looked on takes part now: the customer learns how far they had read, as they had opened it before they took it. */
  #showReceipts(id: string): void {
    for (const cursor of this.live.participants.cursors())
      if (cursor.by.id === id) this.#emit("contact", receiptFrame(cursor));
  }

  /** @param isOneWrite the whole change is a single statement */
  #change<Value>(nowMs: number, body: () => Value, isOneWrite = false): Value {
    const before = this.#live?.record;
    this.#events = [];
    this.#hasMessages = false;
    this.#audit = undefined;
    this.#mentions = [];
    try {
      const perform = () => {
        const result = body();
        const hasReceipts = this.live.participants.writeDueCursors(nowMs);
        const [hasMessages, audit, mentions] = [this.#hasMessages, this.#audit, this.#mentions];
        this.#ports.owe({ before, after: this.live.record, hasReceipts, hasMessages, audit, mentions }, nowMs);
        return result;
      };
      const value = isOneWrite ? perform() : this.#ports.storage.transactionSync(perform);
      this.#ports.tell(this.#events, nowMs);
      return value;
    } catch (error) {
      this.#load();
      this.#ports.rolledBack();
      throw error;
    }
  }

  #emit(audience: Audience, frame: ConversationServerFrame): void {
    this.#events.push({ audience, frame });
  }

  #sentBefore(seq: number | undefined): Message {
    const first = seq === undefined ? undefined : this.store.messageBySeq(seq);
    if (first === undefined) throw new Error("a message was taken for a repeat of none");
    return this.wireMessage(first);
  }

  /**
   * Whether sending will be a single statement, as it is for nearly every message: that is all or nothing by itself, and
   * a savepoint around it costs about as much as the statement.
   */
  #isOneWrite(sender: Actor, nowMs: number): boolean {
    const { record, participants, clientIds } = this.live;
    return (
      participants.isKnown(sender) &&
      !participants.isWriteDue(nowMs) &&
      !clientIds.isFull &&
      !(sender.type === "contact" && wakeByCustomer(record, nowMs) !== undefined) &&
      this.#ports.isOwed(record)
    );
  }

  #visible(messageId: string, reader: Actor): MessageRecord | undefined {
    const found = this.store.messageById(messageId);
    return found?.private === true && reader.type === "contact" ? undefined : found;
  }

  #mutable(): Live {
    if (this.#live === undefined) throw new Error("conversation has not begun");
    return this.#live;
  }

  #load(): void {
    this.#isClosed = this.tombstone.read() !== undefined;
    this.#live = undefined;
    this.#locked = undefined;
    const record = this.#isClosed ? undefined : this.store.load();
    if (record === undefined) return;
    const cipher = new ConversationCipher(record.conversationId, record.key, this.#ports.keyRing);
    if (!cipher.canOpen()) {
      logOddity("key_missing", { keyId: record.key.keyId });
      this.#locked = record;
      return;
    }
    const last = this.store.lastMessage();
    const lastSeq = Math.max(last.changedSeq, record.changedSeq);
    this.#live = {
      record,
      lastSeq,
      lastActivityAtMs: Math.max(last.createdAtMs, record.createdAtMs),
      contactActivityAtMs: Math.max(last.publicAtMs, record.createdAtMs),
      cipher,
      participants: new Participants(this.store, cipher),
      digest: new Digest(this.store, (message) => this.wireMessage(message)),
      clientIds: new ClientIds(this.store),
      publicWriters: new PublicWriters(this.store),
      words: new Words(
        {
          store: this.store,
          conversationId: record.conversationId,
          open: (message) => this.plainTextOf(message),
          hasher: this.#ports.tokenHasher,
          tell: this.#ports.tellWords,
        },
        lastSeq,
      ),
    };
  }
}

function receiptFrame({ kind, seq, by }: CursorChange): ConversationServerFrame {
  return { type: kind, seq, by };
}

function factsOf(record: MessageRecord): MessageFacts {
  return {
    senderId: record.senderId,
    contentType: record.contentType,
    createdAtMs: record.createdAtMs,
    recalledAtMs: record.recalledAtMs,
    edits: record.revision - 1,
  };
}
