/**
 * One conversation. A thin shell: it owns sockets, RPC and the alarm; `room.ts` says what a conversation does,
 * `assignment.ts` who has it, `sync.ts` what a client missed and `deliveries.ts` who else is told.
 */
import { DurableObject } from "cloudflare:workers";
import { agentAddress } from "#actors/addresses";
import type {
  AssignmentState,
  ConversationAction,
  ConversationExport,
  ConversationRpc,
  ImportConversation,
  JoinContact,
  LabelsWanted,
  SlotGrant,
  SocketsOf,
  StartConversation,
} from "#actors/contracts";
import { conversationFrames, conversationMethods } from "#actors/conversation/access";
import {
  type AssignmentPorts,
  commitOffer,
  perform,
  requeue,
  SNOOZE_TIMER,
  wake,
} from "#actors/conversation/assignment";
import { type Attachment, Audience, EXPIRY_TIMER } from "#actors/conversation/audience";
import { Barred } from "#actors/conversation/barred";
import { deliver, isOwed, owe, oweSocketClosed, oweSocketOpened } from "#actors/conversation/deliveries";
import { deliverErased, lanesToTell, oweErased, wipe } from "#actors/conversation/erasure";
import { exportPage } from "#actors/conversation/export";
import { findMessages } from "#actors/conversation/find";
import { type FrameContext, handleFrame } from "#actors/conversation/frames";
import { importConversation } from "#actors/conversation/import";
import { isMark, labelByPage, type MarkPorts, mark } from "#actors/conversation/marks";
import { conversationMigrations } from "#actors/conversation/migrations";
import { personalIn, reveal } from "#actors/conversation/reveal";
import { Room } from "#actors/conversation/room";
import { summarise } from "#actors/conversation/summarise";
import { historyPage } from "#actors/conversation/sync";
import { FrameLimits } from "#actors/runtime/frame-limits";
import { logFailure, logStranger } from "#actors/runtime/log";
import { isMigrated, migrate } from "#actors/runtime/migrations";
import { type Delivered, Outbox, type OutboxRow } from "#actors/runtime/outbox";
import { errorFrameOf, readFrame } from "#actors/runtime/read-frame";
import { refusedUpgrade } from "#actors/runtime/refused-upgrade";
import { answerClose, closeQuietly } from "#actors/runtime/sockets";
import { Timers } from "#actors/runtime/timers";
import { blindIndexKeysOf, keyRingOf } from "#actors/secrets";
import { takesSlot } from "#domain/conversations/status";
import type { ConversationSummary } from "#domain/conversations/summary";
import { database } from "#domain/database";
import { isRegistered } from "#domain/delivery/registry";
import { type Failure, ok, type Result, refuse } from "#domain/failures";
import { agentOf } from "#domain/identity/accounts";
import { verifyCustomerToken } from "#domain/identity/customer-token";
import type { Declared } from "#domain/identity/define";
import { isPermitted } from "#domain/identity/permissions";
import {
  type AgentPrincipal,
  type ContactPrincipal,
  decodePrincipal,
  PRINCIPAL_HEADER,
  type Principal,
} from "#domain/identity/principal";
import { isInScope, whyNotGiven } from "#domain/identity/scope";
import { readAccount } from "#domain/identity/store";
import { knownLabels } from "#domain/labels/store";
import { NONCE_BYTES } from "#domain/privacy/envelope";
import { type KeyCopies, keyCopies } from "#domain/privacy/key-copies";
import { isUnopenable, rewrapDataKey, type WrappedKey } from "#domain/privacy/key-ring";
import type { PersonalKind } from "#domain/privacy/masking/span";
import { tokenHashers } from "#domain/search/token-hash";
import { CLOSE_CODES } from "#protocol/constants";
import { conversationClientFrame } from "#protocol/frames";
import type { SearchHit } from "#protocol/http-search";
import { readPlainMessage } from "#protocol/plain-message";
import type { Actor, Conversation, Message } from "#protocol/vocabulary";

const WRITE_RECEIPTS_AFTER_MS = 2_000;
/** What a locked conversation owes it owes until its key is back, with which it is loaded anew. */
const LOCKED_RETRY_MS = 5 * 60_000;

export class ConversationActor extends DurableObject<Cloudflare.Env> implements ConversationRpc {
  readonly #timers = new Timers(this.ctx.storage);
  readonly #outbox: Outbox = new Outbox(this.ctx.storage, this.#timers, (row) => this.#deliver(row));
  readonly #audience = new Audience(this.ctx, this.env, this.#timers);
  readonly #limits = new FrameLimits(this.env.FRAME_RATE_FACTOR);
  readonly #barred = new Barred();
  readonly #room: Room;
  readonly #assignment: AssignmentPorts;
  readonly #marks: MarkPorts;
  /** The same news goes to several places: made once, until something changes. */
  #summary: ConversationSummary | undefined;
  #receiptsHandle: ReturnType<typeof setTimeout> | undefined;

  constructor(ctx: DurableObjectState, env: Cloudflare.Env) {
    super(ctx, env);
    if (isMigrated(ctx.storage)) migrate(ctx.storage, conversationMigrations);
    this.#room = new Room({
      storage: ctx.storage,
      keyRing: () => keyRingOf(env),
      tokenHasher: () => tokenHashers(blindIndexKeysOf(env))[0],
      tellWords: (told) => this.ctx.exports.Effects.indexMessages(told),
      owe: (change, nowMs) => {
        this.#summary = undefined;
        owe(this.#outbox, change, nowMs);
      },
      isOwed: (record) => isOwed(this.#outbox, record),
      tell: (events, nowMs) => {
        for (const event of events) this.#audience.tell(event);
        this.#outbox.flush(nowMs);
      },
      rolledBack: () => {
        this.#timers.forget();
        this.#outbox.forget();
        this.#outbox.flush(Date.now());
      },
    });
    this.#assignment = {
      room: this.#room,
      timers: this.#timers,
      agent: (agentId) => agentAddress(env, agentId),
      isTeam: (teamId) => isRegistered(database(env.DB), "queue", teamId),
      whyNotTheirs: async (agentId, inboxId) => whyNotGiven(await readAccount(database(env.DB), agentId), inboxId),
    };
    this.#marks = { room: this.#room, knownLabels: (ids) => knownLabels(database(env.DB), ids) };
    void ctx.blockConcurrencyWhile(async () => {
      await this.#timers.initialise();
      // What an earlier life owed is not left to its alarm.
      if (this.#owes()) this.#outbox.flush(Date.now());
    });
  }

  async start(
    principal: ContactPrincipal,
    start: StartConversation,
  ): Promise<Result<{ message: Message; repeated: boolean }>> {
    const { clientId, contentType, content, attachmentIds, contactName, ...origin } = start;
    if (!isPermitted(principal, conversationMethods.start.permission)) return refuse("no_permission");
    if (this.#room.isClosed) return refuse("erased");
    const nowMs = Date.now();
    if (this.#barred.has(principal, nowMs)) return refuse("blocked");
    migrate(this.ctx.storage, conversationMigrations);
    // A guest who became somebody while this was on its way begins it as that one: it was registered before they did.
    const joinedInto = this.#room.store.joinedInto(principal.id);
    const starter = joinedInto === undefined ? principal : { ...principal, id: joinedInto, verified: true as const };
    const { record } = this.#room;
    if (record !== undefined && !isInScope(starter, record)) return refuse("not_found");
    if (this.#room.isLocked) return refuse("key_missing");
    const contact: Actor = { type: "contact", id: starter.id, name: contactName ?? "" };
    const message = { clientId, contentType, content, private: false, attachmentIds };
    if (this.#room.hasBegun) return this.#room.send(contact, message, nowMs);
    if (attachmentIds.length > 0) return refuse("not_found");
    const key = this.#wrappedNow(start.conversationId, start.key);
    if (key === undefined) return refuse("key_missing");
    const contactVerified = starter.verified === true;
    return this.#room.begin({ ...origin, key, contactId: starter.id, contactVerified }, contact, message, nowMs);
  }

  async importHistory(imported: ImportConversation): Promise<Result<true>> {
    migrate(this.ctx.storage, conversationMigrations);
    if (this.#room.isClosed) return refuse("erased");
    if (this.#room.record !== undefined) return ok(true);
    const key = this.#wrappedNow(imported.conversationId, imported.key);
    if (key === undefined) return refuse("key_missing");
    const nowMs = Date.now();
    const colleague = async (agentId: string, inboxId: string) => {
      const account = await readAccount(database(this.env.DB), agentId);
      if (account === undefined || whyNotGiven(account, inboxId) !== undefined) return undefined;
      return agentOf(account, imported.conversationId, nowMs);
    };
    return importConversation({ ...this.#assignment, colleague }, imported, key, nowMs);
  }

  async perform(
    principal: AgentPrincipal,
    action: ConversationAction,
  ): Promise<Result<{ conversation: Conversation }>> {
    const refusal =
      this.#refusal(principal, conversationMethods.perform) ??
      this.#refusal(principal, conversationFrames[action.type]);
    if (refusal !== undefined) return refuse(refusal);
    return this.#act(principal, action, Date.now());
  }

  async labelOwn(principal: ContactPrincipal, change: LabelsWanted): Promise<Result<true>> {
    const refusal =
      this.#refusal(principal, conversationMethods.labelOwn) ??
      (this.#barred.has(principal, Date.now()) ? "blocked" : undefined);
    return refusal === undefined ? labelByPage(this.#room, change, Date.now()) : refuse(refusal);
  }

  async messages(
    principal: Principal,
    page: { beforeSeq?: number | undefined; limit: number },
  ): Promise<Result<{ items: Message[]; hasMore: boolean }>> {
    const refusal = this.#refusal(principal, conversationMethods.messages);
    if (refusal !== undefined) return refuse(refusal);
    return ok(historyPage(this.#room, principal, page.beforeSeq, page.limit));
  }

  async personalIn(
    principal: AgentPrincipal,
    messageId: string,
  ): Promise<Result<{ kinds: PersonalKind[]; changedSeq: number }>> {
    const refusal = this.#refusal(principal, conversationMethods.personalIn);
    return refusal === undefined ? personalIn(this.#room, messageId) : refuse(refusal);
  }

  async reveal(principal: AgentPrincipal, messageId: string, changedSeq: number): Promise<Result<{ content: string }>> {
    const refusal = this.#refusal(principal, conversationMethods.reveal);
    return refusal === undefined ? reveal(this.#room, messageId, changedSeq) : refuse(refusal);
  }

  async findMessages(principal: AgentPrincipal, query: string): Promise<Result<SearchHit[]>> {
    const refusal = this.#refusal(principal, conversationMethods.findMessages);
    if (refusal !== undefined) return refuse(refusal);
    return this.#orErased(findMessages(this.#room, principal, query).then(ok));
  }

  async commitAssignment(offer: SlotGrant & { epoch: number }): Promise<Result<{ epoch: number }>> {
    if (this.#room.isLocked) return refuse("key_missing");
    return this.#room.hasBegun ? commitOffer(this.#assignment, offer, Date.now()) : refuse("not_found");
  }

  async releaseAssignment(agentId: string, epoch: number): Promise<void> {
    if (this.#isBegun()) requeue(this.#assignment, agentId, epoch, Date.now());
  }

  async assignment(): Promise<AssignmentState | undefined> {
    const { record } = this.#room;
    if (record === undefined) return undefined;
    return { assigneeId: record.assigneeId, epoch: record.epoch, takesSlot: takesSlot(record) };
  }

  async summary(): Promise<ConversationSummary | undefined> {
    return this.#isBegun() ? this.#summarise() : undefined;
  }

  async rewrapKeys(keyId: string): Promise<KeyCopies | undefined> {
    if (this.#room.hasBegun) {
      this.#room.rewrapKey();
      // It carries the key.
      this.#summary = undefined;
    }
    const { record } = this.#room;
    return record === undefined ? undefined : keyCopies(keyRingOf(this.env), keyId, [record.key.keyId]);
  }

  async reindexWords(keyId: string): Promise<boolean | undefined> {
    // A locked one is found by no word until it is told again: with its next message, or when the index is rebuilt.
    if (!this.#room.hasBegun) return undefined;
    // A running object may have the secrets of before for minutes.
    if (blindIndexKeysOf(this.env).currentKeyId !== keyId) return false;
    const { words, lastSeq } = this.#room.live;
    await words.tell(lastSeq, true);
    return true;
  }

  async queuePosition(epoch: number, position: number): Promise<void> {
    if (!this.#room.hasBegun || this.#room.live.record.epoch !== epoch) return;
    this.#audience.tell({ audience: "contact", frame: { type: "queue.position", position } });
  }

  async closeSockets(sockets: SocketsOf, code: number): Promise<void> {
    if (code === CLOSE_CODES.forbidden) this.#barred.bar(sockets, Date.now());
    this.#audience.close(sockets, code);
  }

  async claimErasure(conversationId: string, idleSinceMs: number): Promise<boolean> {
    if (this.#room.isClosed) return true;
    if (!this.#room.hasBegun) return false;
    const { record, lastActivityAtMs } = this.#room.live;
    if (record.status !== "resolved" || lastActivityAtMs > idleSinceMs) return false;
    this.#room.tombstone.claim(conversationId, Date.now());
    this.#room.close();
    this.#audience.closeAll();
    return true;
  }

  async erase(conversationId: string): Promise<void> {
    const { storage } = this.ctx;
    const { store, tombstone } = this.#room;
    migrate(storage, conversationMigrations);
    if (tombstone.read()?.isErased === true) return;
    const nowMs = Date.now();
    const lanes = lanesToTell(store, this.#audience.agentIds(), this.#outbox);
    try {
      storage.transactionSync(() => {
        wipe(storage.sql);
        this.#outbox.forget();
        tombstone.claim(conversationId, nowMs);
        tombstone.erased(nowMs);
        oweErased(this.#outbox, lanes, nowMs);
      });
    } catch (error) {
      this.#outbox.forget();
      throw error;
    }
    this.#room.close();
    this.#audience.closeAll();
    this.#outbox.flush(nowMs);
  }

  async exportPage(afterSeq: number, limit: number): Promise<ConversationExport | undefined> {
    // Of one whose key is missing at the moment nothing may be left out in silence.
    return this.#isBegun() ? exportPage(this.#room, afterSeq, limit) : undefined;
  }

  async joinContact({ from, to, name }: JoinContact): Promise<void> {
    if (this.#room.isClosed) return;
    // Noted in any case: the conversation may be about to begin, or a repeat of its first message be on its way.
    migrate(this.ctx.storage, conversationMigrations);
    this.#room.store.noteJoin(from, to);
    // One whose key is missing at the moment is told again: nobody else would ever tell it.
    if (!this.#isBegun()) return;
    this.#room.joinContact(from, to, name, Date.now());
    // They come back under the verified contact's session, which whoever joined them was given.
    this.#audience.close({ principalId: from }, CLOSE_CODES.sessionEnded);
  }

  override async fetch(request: Request): Promise<Response> {
    const principal = decodePrincipal(request.headers.get(PRINCIPAL_HEADER));
    if (principal === undefined) return refusedUpgrade("not_signed_in");
    const refusal =
      this.#refusal(principal, conversationMethods.fetch) ??
      (this.#barred.has(principal, Date.now()) ? "blocked" : undefined);
    if (refusal !== undefined) return refusedUpgrade(refusal);
    const response = this.#audience.admit(principal, this.#room);
    if (principal.type === "agent" && response.status === 101) {
      const nowMs = Date.now();
      oweSocketOpened(this.#outbox, principal, nowMs);
      this.#outbox.flush(nowMs);
    }
    return response;
  }

  /** Without a promise for what needs none: of a busy conversation's frames that is nearly all, and awaiting one costs. */
  override webSocketMessage(socket: WebSocket, data: string | ArrayBuffer): undefined | Promise<void> {
    const attachment = this.#audience.attachmentOf(socket);
    const nowMs = Date.now();
    if (attachment === undefined || attachment.principal.expiresAtMs <= nowMs) {
      closeQuietly(socket, CLOSE_CODES.sessionEnded, "session ended");
      return;
    }
    const frame = readFrame(conversationClientFrame, data, readPlainMessage);
    const sent = frame.ok && frame.value.type === "message.send" ? frame.value : frame;
    const type = frame.ok ? frame.value.type : undefined;
    const limit = this.#limits.count(attachment.principal, type, nowMs);
    if (limit !== undefined) {
      this.#audience.sendError(socket, errorFrameOf("too_fast", sent.clientId, limit.retryAfterMs));
      if (limit.isAbuse) closeQuietly(socket, CLOSE_CODES.tooFast, "too fast");
      return;
    }
    const answer = (failure: Failure | undefined): undefined => {
      if (failure !== undefined) this.#audience.sendError(socket, errorFrameOf(failure, sent.clientId));
    };
    const broken = (error: unknown): undefined => {
      if (this.#room.isClosed) return answer("erased");
      logFailure("frame_failed", error);
      answer("broken");
    };
    if (!frame.ok) return answer(frame.failure);
    try {
      const failure =
        this.#refusal(attachment.principal, conversationFrames[frame.value.type]) ??
        handleFrame(frame.value, this.#frameContext(socket, attachment, nowMs));
      return failure instanceof Promise ? failure.then(answer, broken) : answer(failure);
    } catch (error) {
      return broken(error);
    }
  }

  override async webSocketClose(socket: WebSocket, code: number): Promise<void> {
    answerClose(socket, code);
    this.#gone(socket);
  }

  override async webSocketError(socket: WebSocket): Promise<void> {
    this.#gone(socket);
  }

  override async alarm(): Promise<void> {
    await this.#timers.runDue(Date.now(), async (name) => {
      if (name === SNOOZE_TIMER) await wake(this.#assignment, Date.now());
      return name === EXPIRY_TIMER ? this.#audience.closeExpired(Date.now()) : undefined;
    });
    if (this.#owes()) await this.#outbox.drain();
    else if (this.#room.isLocked) this.#timers.wakeBy(Date.now() + LOCKED_RETRY_MS);
  }

  /**
   * For callers that take "not begun" for "nothing to do".
   * @throws KeyMissing if it has begun and is locked: they come again
   */
  #isBegun(): boolean {
    return this.#room.hasBegun || (this.#room.isLocked && this.#room.live !== undefined);
  }

  /** The key ring may have been rotated since this key was wrapped, or have lost its key: then undefined. */
  #wrappedNow(conversationId: string, key: WrappedKey): WrappedKey | undefined {
    const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
    try {
      return rewrapDataKey(keyRingOf(this.env), { kind: "conversation", id: conversationId }, key, nonce);
    } catch (error) {
      if (isUnopenable(error)) return undefined;
      throw error;
    }
  }

  /** A conversation that is only claimed for its erasure tells nobody anything until it is erased. */
  #owes(): boolean {
    return this.#room.hasBegun || (this.#room.isClosed && this.#room.tombstone.read()?.isErased === true);
  }

  async #deliver(row: OutboxRow): Promise<Delivered> {
    const tombstone = this.#room.isClosed ? this.#room.tombstone.read() : undefined;
    const effects = () => this.ctx.exports.Effects;
    if (tombstone?.isErased === true) return deliverErased(this.env, effects, row, tombstone.conversationId);
    const { record, words, lastSeq } = this.#room.live;
    return deliver(
      this.env,
      effects,
      row,
      record.conversationId,
      () => summarise(this.#room),
      () => words.tell(lastSeq),
    );
  }

  /** What was under way when the conversation was erased finds nothing to go on with. */
  async #orErased<Value>(work: Promise<Result<Value>>): Promise<Result<Value>> {
    try {
      return await work;
    } catch (error) {
      if (this.#room.isClosed) return refuse("erased");
      throw error;
    }
  }

  #act(principal: AgentPrincipal, action: ConversationAction, nowMs: number) {
    const done = isMark(action)
      ? mark(this.#marks, principal, action, nowMs)
      : perform(this.#assignment, principal, action, nowMs);
    return this.#orErased(done);
  }

  #summarise(): ConversationSummary {
    this.#summary ??= summarise(this.#room);
    return this.#summary;
  }

  #refusal(principal: Principal, declared: Declared): Failure | undefined {
    // Who it was of nobody knows any more, so a customer is not told that there was one.
    if (this.#room.isClosed) return principal.type === "agent" ? "erased" : "not_found";
    const { record, isLocked } = this.#room;
    if (record === undefined) return "not_found";
    if (!isInScope(principal, record)) {
      logStranger("conversation", principal);
      return "not_found";
    }
    if (!isPermitted(principal, declared.permission)) return "no_permission";
    return isLocked ? "key_missing" : undefined;
  }

  #frameContext(socket: WebSocket, attachment: Attachment, nowMs: number): FrameContext {
    const { principal } = attachment;
    return {
      room: this.#room,
      principal,
      me: this.#actorOf(principal),
      nowMs,
      isSynced: attachment.isSynced,
      reply: (frame) => this.#audience.send(socket, principal, frame),
      tellOthers: (event) => this.#audience.tell(event, socket),
      answerSync: (answer) => this.#audience.answerSync(socket, attachment, answer, this.#room),
      writeReceiptsSoon: () => {
        this.#receiptsHandle ??= setTimeout(() => {
          this.#receiptsHandle = undefined;
          if (this.#room.hasBegun) this.#room.writeReceipts(Date.now());
        }, WRITE_RECEIPTS_AFTER_MS);
      },
      perform: (agent, action) => this.#act(agent, action, nowMs),
      renew: async (contact, token) => {
        const renewed = await verifyCustomerToken(this.env.CUSTOMER_TOKEN_SECRET, token, nowMs);
        if (!renewed.ok) return renewed;
        const isSame = renewed.value.id === contact.id && renewed.value.inboxId === contact.inboxId;
        if (!isSame || renewed.value.verified !== contact.verified) return refuse("not_signed_in");
        const { networks } = contact;
        this.#audience.renew(socket, attachment, { ...renewed.value, ...(networks === undefined ? {} : { networks }) });
        return renewed;
      },
    };
  }

  #actorOf(principal: Principal): Actor {
    if (principal.type === "contact") return this.#room.live.participants.actorOf(principal.id);
    return { type: "agent", id: principal.id, name: principal.name };
  }

  #gone(socket: WebSocket): void {
    const attachment = this.#audience.attachmentOf(socket);
    if (attachment === undefined || !this.#room.hasBegun) return;
    const { principal } = attachment;
    if (!this.#audience.left(attachment, this.#room) || principal.type === "contact") return;
    const nowMs = Date.now();
    oweSocketClosed(this.#outbox, principal.id, principal.sessionId, nowMs);
    this.#outbox.flush(nowMs);
  }
}
