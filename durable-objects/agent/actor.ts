/**
 * One agent. A thin shell: it owns sockets, RPC and the alarm; `standing.ts` says who they are and whether they can be
 * reached, `slots.ts` and `hands.ts` what they have on their hands, `feed.ts` what their consoles show, `watch.ts` who
 * tells them of it, `sessions.ts` which sockets end with which sign-in.
 */
import { DurableObject } from "cloudflare:workers";
import { conversationAddress, queueAddress } from "#actors/addresses";
import { agentMethods, feedFrames } from "#actors/agent/access";
import { deliver, oweClose, oweRelease } from "#actors/agent/deliveries";
import { Feed, type FeedAttachment } from "#actors/agent/feed";
import { FeedRows } from "#actors/agent/feed-rows";
import { settleLeases, settleSlot } from "#actors/agent/hands";
import { Mentions, toFrame } from "#actors/agent/mentions";
import { agentMigrations } from "#actors/agent/migrations";
import { OpenSessions } from "#actors/agent/sessions";
import { LEASE_MARGIN_MS, Slots } from "#actors/agent/slots";
import { Standing } from "#actors/agent/standing";
import { TeamNews } from "#actors/agent/team-news";
import { Watch } from "#actors/agent/watch";
import type { AgentRpc, Mention, SlotGrant, SlotRequest } from "#actors/contracts";
import { Erased } from "#actors/runtime/erased";
import { FrameLimits } from "#actors/runtime/frame-limits";
import { migrate } from "#actors/runtime/migrations";
import { Outbox } from "#actors/runtime/outbox";
import { errorFrameOf, readFrame } from "#actors/runtime/read-frame";
import { refusedUpgrade } from "#actors/runtime/refused-upgrade";
import { answerClose, closeQuietly } from "#actors/runtime/sockets";
import { Timers } from "#actors/runtime/timers";
import { keyRingOf } from "#actors/secrets";
import { agentReader, type ConversationSummary } from "#domain/conversations/summary";
import { database } from "#domain/database";
import { type Failure, ok, type Result, refuse } from "#domain/failures";
import { isPermitted } from "#domain/identity/permissions";
import { type AgentPrincipal, decodePrincipal, PRINCIPAL_HEADER } from "#domain/identity/principal";
import { isInScope } from "#domain/identity/scope";
import { readAccount } from "#domain/identity/store";
import { listTeams } from "#domain/organisation/store";
import { readPreferences } from "#domain/preferences/store";
import { type Chosen, choosePresence, isBack } from "#domain/presence/rules";
import { type KeyCopies, keyCopies } from "#domain/privacy/key-copies";
import { maySee } from "#domain/routing/rules";
import { CLOSE_CODES, type PresenceStatus } from "#protocol/constants";
import { type FeedClientFrame, feedClientFrame } from "#protocol/frames";

const LEASE_TIMER = "lease";
/** The last feed closed. */
const DROP_TIMER = "drop";
/** The agent said that they are offline. */
const OFFLINE_TIMER = "offline";
/** A crash or a deploy ends sockets without telling: whoever has a feed open is looked after now and then. */
const PRESENCE_TIMER = "presence-check";
const PRESENCE_CHECK_MS = 60_000;
const WATCH_TIMER = "watch";
/** The agent said when they are back. */
const BACK_TIMER = "back";
/** The time after a conversation. */
const WRAP_UP_TIMER = "wrap-up";

export class AgentActor extends DurableObject<Cloudflare.Env> implements AgentRpc {
  readonly #timers = new Timers(this.ctx.storage);
  readonly #outbox: Outbox = new Outbox(this.ctx.storage, this.#timers, (row) =>
    deliver(
      this.env,
      () => this.ctx.exports.Effects,
      row,
      this.#standing.known.agentId,
      (teamId) => this.#standing.availability(teamId, Date.now()),
    ),
  );
  readonly #slots = new Slots(this.ctx.storage.sql);
  readonly #rows = new FeedRows(this.ctx.storage, () => keyRingOf(this.env));
  readonly #feed = new Feed(this.ctx, this.#rows);
  readonly #teamNews = new TeamNews((teamId) => queueAddress(this.env, teamId));
  readonly #limits = new FrameLimits(this.env.FRAME_RATE_FACTOR);
  readonly #sessions = new OpenSessions(this.ctx.storage.sql);
  readonly #erased = new Erased(this.ctx.storage.sql);
  readonly #mentions = new Mentions(this.ctx.storage.sql);
  readonly #standing: Standing = new Standing({
    storage: this.ctx.storage,
    outbox: this.#outbox,
    slots: this.#slots,
    keyRing: () => keyRingOf(this.env),
    defaultCapacity: Number(this.env.DEFAULT_AGENT_CAPACITY),
    hasFeed: () => this.#feed.isOpen(),
    tellFeeds: (frame) => this.#feed.tellAll(frame),
  });
  readonly #watch = new Watch({
    sql: this.ctx.storage.sql,
    outbox: this.#outbox,
    feed: this.#feed,
    ownTeamIds: () => this.#standing.known.teamIds,
    everyTeamId: async () => (await listTeams(database(this.env.DB))).map(({ id }) => id),
  });

  constructor(ctx: DurableObjectState, env: Cloudflare.Env) {
    super(ctx, env);
    void ctx.blockConcurrencyWhile(async () => {
      await this.#timers.initialise();
      // What an earlier life owed is not left to its alarm.
      if (this.#standing.profile !== undefined) this.#outbox.flush(Date.now());
    });
  }

  async reserve(request: SlotRequest): Promise<Result<SlotGrant>> {
    const nowMs = Date.now();
    if (request.picker !== undefined) this.#standing.introduce(request.picker, nowMs);
    const profile = this.#standing.profile;
    // There is such an agent, or nobody would ask; they just never came.
    if (profile === undefined) return refuse("agent_offline");
    const isPick = request.manner === "pick";
    if (!profile.takesWork) return refuse(isPick ? "no_permission" : "agent_unknown");
    // Who picks was let in by the conversation itself.
    if (!isPick && !this.#standing.mayHave(request.inboxId)) return refuse("agent_out_of_scope");
    if (request.manner === "offer" && this.#standing.offered(nowMs) !== "online") return refuse("agent_offline");
    if (request.manner === "handover" && this.#standing.reachable() === "offline") return refuse("agent_offline");
    const lease = this.#slots.lease(request, profile.capacity, nowMs);
    if (!lease.ok) return lease;
    this.#loadChanged(nowMs);
    return ok({ agentId: profile.agentId, agentName: profile.name, leaseUntilMs: lease.value });
  }

  async cancelReservation(conversationId: string, epoch: number): Promise<void> {
    if (this.#standing.profile === undefined) return;
    this.#slots.cancel(conversationId, epoch);
    this.#loadChanged(Date.now());
  }

  async conversationChanged(summary: ConversationSummary): Promise<void> {
    const profile = this.#standing.profile;
    if (profile === undefined) return;
    const { conversation } = summary;
    if (this.#erased.has(conversation.id)) return;
    const slot = this.#slots.get(conversation.id);
    if ((slot !== undefined && slot.epoch > conversation.epoch) || this.#rows.isOutdated(summary)) return;
    const isMine = conversation.assigneeId === profile.agentId;
    if (settleSlot(this.#slots, summary, isMine)) {
      const nowMs = Date.now();
      // Before the queues hear that a place is free: what ended is finished first.
      if (conversation.status === "resolved" && slot?.leaseUntilMs === undefined) this.#beginWrapUp(nowMs);
      this.#loadChanged(nowMs);
    }
    if (isMine) this.#teamNews.add(summary);
    // It was being assigned while their access changed.
    if (isMine && !this.#standing.mayHave(conversation.inboxId)) this.#release(conversation.id, conversation.epoch);
    if (isMine && conversation.status !== "resolved") await this.#feed.keep(summary);
    else this.#feed.drop(summary, isMine);
  }

  async listChanged(summaries: readonly ConversationSummary[]): Promise<void> {
    if (this.#standing.profile === undefined) return;
    const there = summaries.filter(({ conversation }) => !this.#erased.has(conversation.id));
    this.#feed.patch(there, this.#standing.profile.agentId);
  }

  async openSocket(principal: AgentPrincipal, conversationId: string): Promise<Result<true>> {
    const nowMs = Date.now();
    this.#standing.introduce(principal, nowMs);
    if (this.#isOver(principal)) return refuse("session_ended");
    this.#sessions.opened(conversationId, principal.sessionId, principal.expiresAtMs, nowMs);
    this.#mentions.seen(conversationId);
    return ok(true);
  }

  async socketOpened(
    conversationId: string,
    sessionId: string,
    expiresAtMs?: number,
    accessVersion?: number,
  ): Promise<void> {
    const { profile } = this.#standing;
    if (profile === undefined) return;
    const nowMs = Date.now();
    const code = CLOSE_CODES.sessionEnded;
    if (this.#sessions.hasEnded(sessionId)) {
      // The session ended while the socket was on its way in.
      oweClose(this.#outbox, conversationId, { sessionId, code }, nowMs);
    } else {
      this.#sessions.opened(conversationId, sessionId, expiresAtMs, nowMs);
      if (!this.#standing.isOutdated(accessVersion)) return;
      // So did what they might do; their other sockets may have come with what holds now.
      oweClose(this.#outbox, conversationId, { beforeAccessVersion: profile.accessVersion, code }, nowMs);
    }
    this.#outbox.flush(nowMs);
  }

  async socketClosed(conversationId: string, sessionId: string): Promise<void> {
    if (this.#standing.profile === undefined) return;
    this.#sessions.closed(conversationId, sessionId);
  }

  async endSession(sessionId: string): Promise<void> {
    migrate(this.ctx.storage, agentMigrations);
    const nowMs = Date.now();
    const code = CLOSE_CODES.sessionEnded;
    for (const conversationId of this.#sessions.end(sessionId, nowMs))
      oweClose(this.#outbox, conversationId, { sessionId, code }, nowMs);
    this.#feed.sockets.closeWhere(code, "session ended", ({ principal }) => principal.sessionId === sessionId);
    this.#outbox.flush(nowMs);
  }

  async accessChanged(accessVersion?: number): Promise<void> {
    // Before anything that may fail: what was open under the old access is closed.
    if (this.#standing.profile !== undefined) this.#closeOutdated(accessVersion, Date.now());
    const { name: agentId } = this.ctx.id;
    const account = agentId === undefined ? undefined : await readAccount(database(this.env.DB), agentId);
    if (account === undefined) return;
    const nowMs = Date.now();
    // Known from now on even if they never came: somebody may be on their way in with what held before.
    this.#standing.introduce(account, nowMs);
    this.#releaseWhatIsNotTheirs(nowMs);
  }

  async presence(): Promise<PresenceStatus> {
    return this.#standing.reachable();
  }

  async whereabouts(): Promise<Chosen> {
    return this.#standing.whereabouts();
  }

  async preferencesChanged(): Promise<void> {
    const db = database(this.env.DB);
    const { name: agentId } = this.ctx.id;
    const account = agentId === undefined ? undefined : await readAccount(db, agentId);
    if (account === undefined) return;
    const { preferences } = await readPreferences(db, account.id);
    // They may have chosen before they ever came.
    this.#standing.introduce(account, Date.now());
    this.#standing.preferWrapUp(preferences.wrapUpSeconds);
  }

  async mentioned({ conversationId, inboxId, seq, by }: Mention): Promise<void> {
    const { profile } = this.#standing;
    if (profile === undefined || this.#erased.has(conversationId) || !maySee(profile, inboxId)) return;
    if (this.#mentions.add({ conversationId, seq, by })) this.#feed.tellAll(toFrame({ conversationId, seq, by }));
  }

  async rewrapKeys(keyId: string): Promise<KeyCopies | undefined> {
    if (this.#standing.profile === undefined) return undefined;
    return keyCopies(keyRingOf(this.env), keyId, [...this.#rows.rewrap(), ...this.#standing.rewrap()]);
  }

  async conversationErased(conversationId: string): Promise<void> {
    if (this.#standing.profile === undefined) return;
    const nowMs = Date.now();
    const hadSlot = this.#slots.get(conversationId) !== undefined;
    this.ctx.storage.transactionSync(() => {
      this.#erased.add(conversationId, nowMs);
      this.#slots.free(conversationId);
      this.#rows.remove(conversationId);
      this.#mentions.seen(conversationId);
      this.#sessions.forget(conversationId);
    });
    this.#teamNews.drop(conversationId);
    this.#feed.tellAll({ type: "conversation.removed", conversationId });
    if (hadSlot) this.#loadChanged(nowMs);
  }

  override async fetch(request: Request): Promise<Response> {
    const principal = decodePrincipal(request.headers.get(PRINCIPAL_HEADER));
    if (principal?.type !== "agent") return refusedUpgrade("not_signed_in");
    if (!isPermitted(principal, agentMethods.fetch.permission)) return refusedUpgrade("no_permission");
    const nowMs = Date.now();
    this.#standing.introduce(principal, nowMs);
    if (this.#isOver(principal)) return refusedUpgrade("session_ended");
    const rows = this.#rows.all(agentReader(principal)).filter((row) => isInScope(principal, row.conversation));
    const { response, socket } = this.#feed.sockets.accept({ principal, views: [] });
    this.#timers.cancel(DROP_TIMER);
    this.#lookAgainBy(Math.min(nowMs + PRESENCE_CHECK_MS, principal.expiresAtMs));
    // First of all: what is told from now on is told after it.
    const mentions = this.#mentions.all();
    this.#feed.sockets.send(socket, { type: "feed.snapshot", ...this.#standing.presence(), rows, mentions });
    this.#standing.announce(nowMs);
    return response;
  }

  override async webSocketMessage(socket: WebSocket, data: string | ArrayBuffer): Promise<void> {
    const attachment = this.#feed.sockets.attachmentOf(socket);
    if (attachment === undefined || attachment.principal.expiresAtMs <= Date.now()) {
      closeQuietly(socket, CLOSE_CODES.sessionEnded, "session ended");
      return;
    }
    const frame = readFrame(feedClientFrame, data);
    const limit = this.#limits.count(attachment.principal, frame.ok ? frame.value.type : undefined, Date.now());
    if (limit !== undefined) {
      this.#feed.sockets.send(socket, errorFrameOf("too_fast", undefined, limit.retryAfterMs));
      if (limit.isAbuse) closeQuietly(socket, CLOSE_CODES.tooFast, "too fast");
      return;
    }
    const failure = frame.ok ? this.#handle(frame.value, socket, attachment) : frame.failure;
    if (failure !== undefined) this.#feed.sockets.send(socket, errorFrameOf(failure));
  }

  override async webSocketClose(socket: WebSocket, code: number): Promise<void> {
    answerClose(socket, code);
    this.#feedClosed();
  }

  override async webSocketError(): Promise<void> {
    this.#feedClosed();
  }

  override async alarm(): Promise<void> {
    await this.#timers.runDue(Date.now(), (name) => this.#timerDue(name, Date.now()));
    await this.#outbox.drain();
  }

  /** Their session ended, or their access changed, while they were on their way in. */
  #isOver({ sessionId, accessVersion }: AgentPrincipal): boolean {
    return this.#sessions.hasEnded(sessionId) || this.#standing.isOutdated(accessVersion);
  }

  #closeOutdated(accessVersion: number | undefined, nowMs: number): void {
    if (accessVersion !== undefined) this.#standing.outdate(accessVersion);
    const code = CLOSE_CODES.sessionEnded;
    for (const conversationId of this.#sessions.all())
      oweClose(this.#outbox, conversationId, { beforeAccessVersion: accessVersion, code }, nowMs);
    const isMeant = ({ principal }: FeedAttachment) =>
      accessVersion === undefined || (principal.accessVersion ?? 0) < accessVersion;
    this.#feed.sockets.closeWhere(code, "access changed", isMeant);
    this.#outbox.flush(nowMs);
  }

  /** Customers do not wait for somebody who may no longer see what they wrote. */
  #releaseWhatIsNotTheirs(nowMs: number): void {
    const { takesWork, status } = this.#standing.known;
    if (!takesWork) {
      if (status !== "offline") this.#standing.choose({ status: "offline" }, nowMs);
      this.#timers.schedule(OFFLINE_TIMER, nowMs);
      return;
    }
    for (const { id, inboxId } of this.#rows.conversations()) {
      const slot = this.#slots.get(id);
      if (slot !== undefined && !this.#standing.mayHave(inboxId)) this.#release(id, slot.epoch);
    }
  }

  #release(conversationId: string, epoch: number): void {
    const nowMs = Date.now();
    oweRelease(this.#outbox, conversationId, epoch, nowMs);
    this.#outbox.flush(nowMs);
  }

  async #timerDue(name: string, nowMs: number): Promise<number | undefined> {
    switch (name) {
      case LEASE_TIMER:
        await settleLeases(this.#slots, this.#standing.known.agentId, nowMs, (conversationId) =>
          conversationAddress(this.env, conversationId).assignment(),
        );
        this.#loadChanged(nowMs);
        return this.#slots.nextLapseAtMs();
      case DROP_TIMER:
        return this.#drop(nowMs);
      case OFFLINE_TIMER:
        return this.#standing.known.status === "offline" ? this.#letGo(nowMs) : undefined;
      case PRESENCE_TIMER:
        return this.#checkPresence(nowMs);
      case BACK_TIMER:
        // What they chose since then has a time of its own, or none.
        if (isBack(this.#standing.known, nowMs)) this.#standing.choose({ status: "online" }, nowMs);
        return undefined;
      case WRAP_UP_TIMER:
        this.#standing.endWrapUp(nowMs);
        return undefined;
      case WATCH_TIMER:
        return this.#watch.renew(nowMs);
      default:
        return undefined;
    }
  }

  #handle(frame: FeedClientFrame, socket: WebSocket, attachment: FeedAttachment): Failure | undefined {
    if (!isPermitted(attachment.principal, feedFrames[frame.type].permission)) return "no_permission";
    const nowMs = Date.now();
    if (frame.type === "subscribe") {
      this.#feed.sockets.attach(socket, { ...attachment, views: frame.views });
      const againAtMs = this.#watch.changed(nowMs);
      if (againAtMs !== undefined) this.#timers.schedule(WATCH_TIMER, againAtMs);
    } else if (frame.type === "wrapup.end") {
      this.#timers.cancel(WRAP_UP_TIMER);
      this.#standing.endWrapUp(nowMs);
    } else {
      const chosen = choosePresence(frame, nowMs);
      if (!chosen.ok) return chosen.failure;
      this.#choose(chosen.value, nowMs);
    }
    return undefined;
  }

  #choose(chosen: Chosen, nowMs: number): void {
    if (chosen.untilMs === undefined) this.#timers.cancel(BACK_TIMER);
    else this.#timers.schedule(BACK_TIMER, chosen.untilMs);
    if (chosen.status === "offline") {
      // Time to change one's mind, or to finish: then those who wait for an answer get somebody else.
      this.#timers.schedule(OFFLINE_TIMER, nowMs + Number(this.env.AGENT_DROP_GRACE_MS));
    } else {
      this.#timers.cancel(OFFLINE_TIMER);
    }
    this.#standing.choose(chosen, nowMs);
  }

  #beginWrapUp(nowMs: number): void {
    const untilMs = this.#standing.beginWrapUp(nowMs);
    if (untilMs !== undefined) this.#timers.schedule(WRAP_UP_TIMER, untilMs);
  }

  #loadChanged(nowMs: number): void {
    if (this.#standing.profile === undefined) return;
    const nextLapse = this.#slots.nextLapseAtMs();
    if (nextLapse !== undefined) this.#timers.schedule(LEASE_TIMER, nextLapse);
    this.#standing.loadChanged(nowMs);
  }

  #feedClosed(): void {
    if (this.#standing.profile === undefined || this.#feed.isOpen()) return;
    const nowMs = Date.now();
    // Whatever their status: one who is offline may have picked something, and is gone now.
    if (this.#timers.dueAtMs(DROP_TIMER) === undefined)
      this.#timers.schedule(DROP_TIMER, nowMs + Number(this.env.AGENT_DROP_GRACE_MS));
    this.#standing.announce(nowMs);
  }

  #lookAgainBy(atMs: number): void {
    const before = this.#timers.dueAtMs(PRESENCE_TIMER);
    if (before === undefined || before > atMs) this.#timers.schedule(PRESENCE_TIMER, atMs);
  }

  /** @returns when to look again, as long as a feed is open */
  #checkPresence(nowMs: number): number | undefined {
    const isExpired = ({ principal }: FeedAttachment) => principal.expiresAtMs <= nowMs;
    this.#feed.sockets.closeWhere(CLOSE_CODES.sessionEnded, "session ended", isExpired);
    const expiries = [...this.#feed.sockets.entries()].map(([, { principal }]) => principal.expiresAtMs);
    if (expiries.length > 0) return Math.min(nowMs + PRESENCE_CHECK_MS, ...expiries);
    this.#feedClosed();
    return undefined;
  }

  /** @returns when to let go of the rest */
  #drop(nowMs: number): number | undefined {
    if (this.#feed.isOpen()) return undefined;
    if (this.#standing.known.status !== "offline") this.#standing.choose({ status: "offline" }, nowMs);
    return this.#letGo(nowMs);
  }

  /**
   * The agent is gone: every conversation they have goes back to the head of its queue.
   * @returns when to come again for those that are being assigned right now
   */
  #letGo(nowMs: number): number | undefined {
    for (const { conversationId, epoch, leaseUntilMs } of this.#slots.all()) {
      if (leaseUntilMs === undefined) oweRelease(this.#outbox, conversationId, epoch, nowMs);
    }
    this.#standing.announce(nowMs);
    const lapseAtMs = this.#slots.nextLapseAtMs();
    return lapseAtMs === undefined ? undefined : lapseAtMs + LEASE_MARGIN_MS;
  }
}
