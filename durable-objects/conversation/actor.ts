/**
 * One conversation. A thin shell: it owns RPC, the alarm and the sockets' events; whoever may not is turned away here, and
 * what is done stands in the folder of its feature. `room.ts` is what all of them work on, `deliveries.ts` who else is told.
 */
import { DurableObject } from "cloudflare:workers";
import type {
  AssignmentState,
  ConversationAction,
  ConversationExport,
  ConversationRpc,
  ImportConversation,
  JoinContact,
  LabelsWanted,
  QueuePlace,
  SlotGrant,
  SocketsOf,
  StartConversation,
  ToTier,
} from "#actors/contracts";
import { conversationFrames, conversationMethods } from "#actors/conversation/access";
import { act, orErased } from "#actors/conversation/actions";
import {
  commitOffer,
  overflowTo,
  requeue,
  SNOOZE_TIMER,
  takeBackFrom,
  wake,
} from "#actors/conversation/assignment/perform";
import { importConversation } from "#actors/conversation/begin/import";
import { start } from "#actors/conversation/begin/start";
import { answerClosing } from "#actors/conversation/closing/answer";
import { settlementOf } from "#actors/conversation/closing/settled";
import { askForTicket, closingTimerDue, isClosingTimer } from "#actors/conversation/closing/timers";
import { deliver, isOwed, owe } from "#actors/conversation/deliveries";
import { lookForExceptions } from "#actors/conversation/exceptions/look";
import { summarise } from "#actors/conversation/lists/summarise";
import { labelByPage } from "#actors/conversation/marks";
import { conversationMigrations } from "#actors/conversation/migrations";
import { joinContact } from "#actors/conversation/participants/join";
import { type Ports, portsOf } from "#actors/conversation/ports";
import { claimErasure, deliverErased, type ErasurePorts, erase } from "#actors/conversation/privacy/erasure";
import { exportPage } from "#actors/conversation/privacy/export";
import { personalIn, reveal } from "#actors/conversation/privacy/reveal";
import { refusalOf } from "#actors/conversation/refusal";
import { ToldReplyTimes } from "#actors/conversation/replies/told";
import { Room } from "#actors/conversation/room";
import { applyRules } from "#actors/conversation/rules/rule";
import { findMessages } from "#actors/conversation/search/find";
import { isSlaTimer, settleSla, slaTimerDue } from "#actors/conversation/sla/settle";
import { type AttendedPorts, admit, gone } from "#actors/conversation/sockets/attended";
import { Audience, EXPIRY_TIMER, positionFrame } from "#actors/conversation/sockets/audience";
import { Barred } from "#actors/conversation/sockets/barred";
import { Incoming } from "#actors/conversation/sockets/incoming";
import { historyPage } from "#actors/conversation/sockets/sync";
import { CustomerWord } from "#actors/conversation/tickets/customer-word";
import { ToldUpTo } from "#actors/conversation/work/told";
import { isMigrated, migrate } from "#actors/runtime/migrations";
import { type Delivered, Outbox, type OutboxRow } from "#actors/runtime/outbox";
import { refusedUpgrade } from "#actors/runtime/refused-upgrade";
import { answerClose } from "#actors/runtime/sockets";
import { Timers } from "#actors/runtime/timers";
import { blindIndexKeysOf, keyRingOf } from "#actors/secrets";
import { takesSlot } from "#domain/conversations/status";
import type { ConversationSummary } from "#domain/conversations/summary";
import { ok, type Result, refuse } from "#domain/failures";
import { isPermitted } from "#domain/identity/permissions";
import {
  type AgentPrincipal,
  type ContactPrincipal,
  decodePrincipal,
  PRINCIPAL_HEADER,
  type Principal,
} from "#domain/identity/principal";
import { type KeyCopies, keyCopies } from "#domain/privacy/key-copies";
import type { PersonalKind } from "#domain/privacy/masking/span";
import { tokenHashers } from "#domain/search/token-hash";
import { CLOSE_CODES } from "#protocol/constants";
import type { SearchHit } from "#protocol/http-search";
import type { ClosingAnswer, Conversation, Message } from "#protocol/vocabulary";

/** What a locked conversation owes it owes until its key is back, with which it is loaded anew. */
const LOCKED_RETRY_MS = 5 * 60_000;

export class ConversationActor extends DurableObject<Cloudflare.Env> implements ConversationRpc {
  readonly #timers = new Timers(this.ctx.storage);
  readonly #outbox: Outbox = new Outbox(this.ctx.storage, this.#timers, (row) => this.#deliver(row));
  readonly #audience = new Audience(this.ctx, this.env, this.#timers);
  readonly #barred = new Barred();
  readonly #toldUpTo = new ToldUpTo(this.ctx.storage.sql);
  readonly #toldReplyTimes = new ToldReplyTimes(this.ctx.storage.sql);
  readonly #room: Room;
  readonly #ports: Ports;
  readonly #parts: ErasurePorts & AttendedPorts;
  readonly #incoming: Incoming;
  readonly #customerWord: CustomerWord;
  /** The same news goes to several places: made once, until something changes. */
  #summary: ConversationSummary | undefined;

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
    this.#ports = portsOf(env, ctx.storage.sql, this.#room, this.#timers);
    this.#parts = { storage: ctx.storage, room: this.#room, outbox: this.#outbox, audience: this.#audience };
    this.#incoming = new Incoming(env, this.#ports, this.#audience);
    this.#customerWord = new CustomerWord(this.#room);
    void ctx.blockConcurrencyWhile(async () => {
      await this.#timers.initialise();
      // What an earlier life owed is not left to its alarm.
      if (this.#owes()) this.#outbox.flush(Date.now());
    });
  }

  async start(
    principal: ContactPrincipal,
    first: StartConversation,
  ): Promise<Result<{ message: Message; repeated: boolean }>> {
    if (!isPermitted(principal, conversationMethods.start.permission)) return refuse("no_permission");
    if (this.#room.isClosed) return refuse("erased");
    const nowMs = Date.now();
    if (this.#barred.has(principal, nowMs)) return refuse("blocked");
    migrate(this.ctx.storage, conversationMigrations);
    return start(this.#ports, principal, first, nowMs);
  }

  async importHistory(imported: ImportConversation): Promise<Result<true>> {
    migrate(this.ctx.storage, conversationMigrations);
    return importConversation(this.#ports, imported, Date.now());
  }

  async perform(
    principal: AgentPrincipal,
    action: ConversationAction,
  ): Promise<Result<{ conversation: Conversation }>> {
    const refusal =
      refusalOf(this.#room, principal, conversationMethods.perform) ??
      refusalOf(this.#room, principal, conversationFrames[action.type]);
    if (refusal !== undefined) return refuse(refusal);
    return act(this.#ports, principal, action, Date.now());
  }

  async transferToTier(principal: AgentPrincipal, to: ToTier): Promise<Result<{ conversation: Conversation }>> {
    const refusal = refusalOf(this.#room, principal, conversationMethods.transferToTier);
    if (refusal !== undefined) return refuse(refusal);
    return this.perform(principal, { type: "conversation.transfer", ...to });
  }

  async labelOwn(principal: ContactPrincipal, change: LabelsWanted): Promise<Result<true>> {
    const refusal =
      refusalOf(this.#room, principal, conversationMethods.labelOwn) ??
      (this.#barred.has(principal, Date.now()) ? "blocked" : undefined);
    return refusal === undefined ? labelByPage(this.#room, change, Date.now()) : refuse(refusal);
  }

  async confirm(principal: ContactPrincipal, answer: ClosingAnswer): Promise<Result<{ conversation: Conversation }>> {
    const refusal =
      refusalOf(this.#room, principal, conversationMethods.confirm) ??
      (this.#barred.has(principal, Date.now()) ? "blocked" : undefined);
    if (refusal !== undefined) return refuse(refusal);
    return orErased(this.#room, answerClosing(this.#ports, principal, answer, Date.now()));
  }

  async ticketResolved(): Promise<void> {
    if (this.#room.isThere) askForTicket(this.#ports, Date.now());
  }

  async messages(
    principal: Principal,
    page: { beforeSeq?: number | undefined; limit: number },
  ): Promise<Result<{ items: Message[]; hasMore: boolean }>> {
    const refusal = refusalOf(this.#room, principal, conversationMethods.messages);
    if (refusal !== undefined) return refuse(refusal);
    return ok(historyPage(this.#room, principal, page.beforeSeq, page.limit));
  }

  async personalIn(
    principal: AgentPrincipal,
    messageId: string,
  ): Promise<Result<{ kinds: PersonalKind[]; changedSeq: number }>> {
    const refusal = refusalOf(this.#room, principal, conversationMethods.personalIn);
    return refusal === undefined ? personalIn(this.#room, messageId) : refuse(refusal);
  }

  async reveal(principal: AgentPrincipal, messageId: string, changedSeq: number): Promise<Result<{ content: string }>> {
    const refusal = refusalOf(this.#room, principal, conversationMethods.reveal);
    return refusal === undefined ? reveal(this.#room, messageId, changedSeq) : refuse(refusal);
  }

  async findMessages(principal: AgentPrincipal, query: string): Promise<Result<SearchHit[]>> {
    const refusal = refusalOf(this.#room, principal, conversationMethods.findMessages);
    if (refusal !== undefined) return refuse(refusal);
    return orErased(this.#room, findMessages(this.#room, principal, query).then(ok));
  }

  async commitAssignment(offer: SlotGrant & { epoch: number }): Promise<Result<{ epoch: number }>> {
    if (this.#room.isLocked) return refuse("key_missing");
    return this.#room.hasBegun ? commitOffer(this.#ports, offer, Date.now()) : refuse("not_found");
  }

  async releaseAssignment(agentId: string, epoch: number): Promise<void> {
    if (this.#room.isThere) requeue(this.#ports, agentId, epoch, Date.now());
  }

  async overflow(teamId: string, epoch: number): Promise<void> {
    if (this.#room.isThere) await overflowTo(this.#ports, teamId, epoch, Date.now());
  }

  async takeBack(agentId: string, epoch: number): Promise<void> {
    if (this.#room.isThere) takeBackFrom(this.#ports, agentId, epoch, Date.now());
  }

  async assignment(): Promise<AssignmentState | undefined> {
    const { record } = this.#room;
    if (record === undefined) return undefined;
    return { assigneeId: record.assigneeId, epoch: record.epoch, takesSlot: takesSlot(record) };
  }

  async summary(): Promise<ConversationSummary | undefined> {
    return this.#room.isThere ? this.#summarise() : undefined;
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

  async queuePosition(epoch: number, place: QueuePlace | number): Promise<void> {
    if (!this.#room.hasBegun || this.#room.live.record.epoch !== epoch) return;
    this.#audience.tell({
      audience: "contact",
      frame: positionFrame(typeof place === "number" ? { position: place, isFull: false } : place),
    });
  }

  async closeSockets(sockets: SocketsOf, code: number): Promise<void> {
    if (code === CLOSE_CODES.forbidden) this.#barred.bar(sockets, Date.now());
    this.#audience.close(sockets, code);
  }

  async claimErasure(conversationId: string, idleSinceMs: number): Promise<boolean> {
    return claimErasure(this.#parts, conversationId, idleSinceMs, Date.now());
  }

  async erase(conversationId: string): Promise<void> {
    migrate(this.ctx.storage, conversationMigrations);
    erase(this.#parts, conversationId, Date.now());
  }

  async exportPage(afterSeq: number, limit: number): Promise<ConversationExport | undefined> {
    // Of one whose key is missing at the moment nothing may be left out in silence.
    return this.#room.isThere ? exportPage(this.#room, afterSeq, limit) : undefined;
  }

  async joinContact(join: JoinContact): Promise<void> {
    if (this.#room.isClosed) return;
    // Noted in any case: the conversation may be about to begin, or a repeat of its first message be on its way.
    migrate(this.ctx.storage, conversationMigrations);
    this.#ports.joins.noteJoin(join.from, join.to);
    // One whose key is missing at the moment is told again: nobody else would ever tell it.
    if (!this.#room.isThere) return;
    joinContact(this.#room, this.#ports.joins, join, Date.now());
    // They come back under the verified contact's session, which whoever joined them was given.
    this.#audience.close({ principalId: join.from }, CLOSE_CODES.sessionEnded);
  }

  override async fetch(request: Request): Promise<Response> {
    const principal = decodePrincipal(request.headers.get(PRINCIPAL_HEADER));
    if (principal === undefined) return refusedUpgrade("not_signed_in");
    const refusal =
      refusalOf(this.#room, principal, conversationMethods.fetch) ??
      (this.#barred.has(principal, Date.now()) ? "blocked" : undefined);
    if (refusal !== undefined) return refusedUpgrade(refusal);
    return admit(this.#parts, principal, Date.now());
  }

  override webSocketMessage(socket: WebSocket, data: string | ArrayBuffer): undefined | Promise<void> {
    return this.#incoming.take(socket, data);
  }

  override async webSocketClose(socket: WebSocket, code: number): Promise<void> {
    answerClose(socket, code);
    gone(this.#parts, socket, Date.now());
  }

  override async webSocketError(socket: WebSocket): Promise<void> {
    gone(this.#parts, socket, Date.now());
  }

  override async alarm(): Promise<void> {
    await this.#timers.runDue(Date.now(), async (name) => {
      if (name === SNOOZE_TIMER) await wake(this.#ports, Date.now());
      if (isClosingTimer(name)) return closingTimerDue(this.#ports, name);
      if (isSlaTimer(name)) return slaTimerDue(this.#ports, name, Date.now());
      return name === EXPIRY_TIMER ? this.#audience.closeExpired(Date.now()) : undefined;
    });
    if (this.#owes()) await this.#outbox.drain();
    else if (this.#room.isLocked) this.#timers.wakeBy(Date.now() + LOCKED_RETRY_MS);
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
    return deliver(this.env, effects, row, record.conversationId, {
      summarise: () => summarise(this.#room),
      tellSaid: async () => {
        await words.tell(lastSeq);
        await lookForExceptions({
          room: this.#room,
          sql: this.ctx.storage.sql,
          find: (texts) => effects().findExceptions(texts),
        });
      },
      settleSla: () => settleSla(this.#ports, Date.now()),
      tellTickets: () => this.#customerWord.tell((id, wroteAtMs) => effects().customerWrote(id, wroteAtMs)),
      settleTickets: (settled) => effects().settleTickets(settlementOf(this.#room, settled)),
      applyRules: () => applyRules({ room: this.#room, ask: (subject) => effects().ruleConversation(subject) }),
      tellWork: async () => {
        await this.#toldUpTo.tell(this.#room, (told) => effects().recordWork(told), Date.now());
        await this.#toldReplyTimes.tell(this.#room, (told) => effects().recordReplies(told), Date.now());
      },
    });
  }

  #summarise(): ConversationSummary {
    this.#summary ??= summarise(this.#room);
    return this.#summary;
  }
}
