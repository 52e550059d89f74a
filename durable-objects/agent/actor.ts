/**
 * One agent: presence, capacity and the feed. A thin shell over `slots.ts` (what the agent has on their hands),
 * `feed-rows.ts` (their list), `profile.ts` and `sessions.ts`.
 */
import { DurableObject } from "cloudflare:workers";
import { z } from "zod";
import { conversationAddress } from "#actors/addresses";
import { agentMethods, feedFrames } from "#actors/agent/access";
import { deliver, oweAvailability, oweClose, oweRelease, oweWatch } from "#actors/agent/deliveries";
import { FeedRows } from "#actors/agent/feed-rows";
import { agentMigrations } from "#actors/agent/migrations";
import { loadProfile, type Profile, saveProfile } from "#actors/agent/profile";
import { OpenSessions } from "#actors/agent/sessions";
import { LEASE_MARGIN_MS, Slots } from "#actors/agent/slots";
import type { AgentAvailability, AgentRpc, AssignmentState, SlotGrant, SlotRequest } from "#actors/contracts";
import { logFailure } from "#actors/runtime/log";
import { isMigrated, migrate } from "#actors/runtime/migrations";
import { Outbox } from "#actors/runtime/outbox";
import { errorFrameOf, readFrame } from "#actors/runtime/read-frame";
import { refusedUpgrade } from "#actors/runtime/refused-upgrade";
import { closeQuietly, Sockets } from "#actors/runtime/sockets";
import { Timers } from "#actors/runtime/timers";
import { keyRingOf } from "#actors/secrets";
import { type ConversationSummary, rowFor } from "#domain/conversations/summary";
import { type Failure, ok, type Result, refuse } from "#domain/failures";
import { isPermitted } from "#domain/identity/permissions";
import { type AgentPrincipal, agentPrincipal, decodePrincipal, PRINCIPAL_HEADER } from "#domain/identity/principal";
import { isInScope, isInSight } from "#domain/identity/scope";
import { CONVERSATION_WEIGHT } from "#domain/routing/rules";
import { CLOSE_CODES, type PresenceStatus, SHARED_VIEWS, type SharedView } from "#protocol/constants";
import { type FeedClientFrame, feedClientFrame } from "#protocol/frames";

const attachmentSchema = z.object({ principal: agentPrincipal, views: z.array(z.enum(SHARED_VIEWS)) });
type Attachment = z.infer<typeof attachmentSchema>;

const LEASE_TIMER = "lease";
/** The last feed closed. */
const DROP_TIMER = "drop";
/** The agent said that they are offline. */
const OFFLINE_TIMER = "offline";
/** A crash or a deploy ends sockets without telling: whoever has a feed open is looked after now and then. */
const PRESENCE_TIMER = "presence-check";
const PRESENCE_CHECK_MS = 60_000;
const WATCH_TIMER = "watch";
const WATCH_MS = 10 * 60_000;
const WATCH_RENEWAL_MS = 5 * 60_000;

export class AgentActor extends DurableObject<Cloudflare.Env> implements AgentRpc {
  readonly #timers = new Timers(this.ctx.storage);
  readonly #outbox = new Outbox(this.ctx.storage, this.#timers, (row) =>
    deliver(this.env, row, this.#known.agentId, (teamId) => this.#availability(teamId)),
  );
  readonly #sockets = new Sockets<Attachment>(this.ctx, attachmentSchema);
  readonly #slots = new Slots(this.ctx.storage.sql);
  readonly #rows = new FeedRows(this.ctx.storage);
  readonly #sessions = new OpenSessions(this.ctx.storage.sql);
  #profile: Profile | undefined;

  constructor(ctx: DurableObjectState, env: Cloudflare.Env) {
    super(ctx, env);
    if (isMigrated(ctx.storage)) {
      migrate(ctx.storage, agentMigrations);
      this.#profile = loadProfile(ctx.storage.sql);
    }
    void ctx.blockConcurrencyWhile(() => this.#timers.initialise());
  }

  async reserve(request: SlotRequest): Promise<Result<SlotGrant>> {
    const nowMs = Date.now();
    if (request.picker !== undefined) this.#introduce(request.picker, nowMs);
    const profile = this.#profile;
    // There is such an agent, or nobody would ask; they just never came.
    if (profile === undefined) return refuse("agent_offline");
    if (request.manner === "offer" && this.#reachable() !== "online") return refuse("agent_offline");
    if (request.manner === "handover" && this.#reachable() === "offline") return refuse("agent_offline");
    const lease = this.#slots.lease(request, profile.capacity, nowMs);
    if (!lease.ok) return lease;
    this.#loadChanged(nowMs);
    return ok({ agentId: profile.agentId, agentName: profile.name, leaseUntilMs: lease.value });
  }

  async cancelReservation(conversationId: string, epoch: number): Promise<void> {
    if (this.#profile === undefined) return;
    this.#slots.cancel(conversationId, epoch);
    this.#loadChanged(Date.now());
  }

  async conversationChanged(summary: ConversationSummary): Promise<void> {
    const profile = this.#profile;
    if (profile === undefined) return;
    const { conversation } = summary;
    const slot = this.#slots.get(conversation.id);
    if ((slot !== undefined && slot.epoch > conversation.epoch) || this.#rows.isOutdated(summary)) return;
    const isMine = conversation.assigneeId === profile.agentId;
    this.#settleSlot(summary, isMine);
    if (isMine && conversation.status !== "resolved") {
      this.#sendRow(summary, () => true);
      // The caller may forget it only once it is kept, but need not be the only one who waits for the disk.
      await this.#rows.save(summary);
    } else if (this.#rows.remove(conversation.id)) {
      this.#sockets.broadcast({ type: "conversation.removed", conversationId: conversation.id }, () => true);
      const isListed = ({ principal, views }: Attachment) =>
        views.includes("all") && (isMine || isInSight(principal, conversation.teamId));
      this.#sendRow(summary, isListed);
    }
  }

  async listChanged(summaries: readonly ConversationSummary[]): Promise<void> {
    for (const summary of summaries) {
      const { id, assigneeId, status, teamId } = summary.conversation;
      const isUnassigned = assigneeId === undefined && status === "open";
      // As the index lists them: a team hears of what left it, and lists it no more.
      const isListed = ({ principal, views }: Attachment) =>
        isInSight(principal, teamId) && (views.includes("all") || (isUnassigned && views.includes("unassigned")));
      // Its own rows it hears of from the conversation itself, and sooner.
      if (assigneeId !== undefined && assigneeId === this.#profile?.agentId) continue;
      this.#sendRow(summary, isListed);
      this.#sockets.broadcast(
        { type: "conversation.removed", conversationId: id },
        (attachment) => attachment.views.length > 0 && !isListed(attachment),
      );
    }
  }

  async openSocket(principal: AgentPrincipal, conversationId: string): Promise<Result<true>> {
    this.#introduce(principal, Date.now());
    if (this.#sessions.hasEnded(principal.sessionId)) return refuse("session_ended");
    this.#sessions.opened(conversationId, principal.sessionId);
    return ok(true);
  }

  async socketOpened(conversationId: string, sessionId: string): Promise<void> {
    if (this.#profile === undefined) return;
    if (!this.#sessions.hasEnded(sessionId)) return this.#sessions.opened(conversationId, sessionId);
    // The session ended while the socket was on its way in.
    const nowMs = Date.now();
    oweClose(this.#outbox, conversationId, { sessionId, code: CLOSE_CODES.sessionEnded }, nowMs);
    this.#outbox.flush(nowMs);
  }

  async socketClosed(conversationId: string, sessionId: string): Promise<void> {
    if (this.#profile === undefined) return;
    this.#sessions.closed(conversationId, sessionId);
  }

  async endSession(sessionId: string): Promise<void> {
    migrate(this.ctx.storage, agentMigrations);
    const nowMs = Date.now();
    const code = CLOSE_CODES.sessionEnded;
    for (const conversationId of this.#sessions.end(sessionId, nowMs))
      oweClose(this.#outbox, conversationId, { sessionId, code }, nowMs);
    this.#sockets.closeWhere(code, "session ended", ({ principal }) => principal.sessionId === sessionId);
    this.#outbox.flush(nowMs);
  }

  async accessChanged(): Promise<void> {
    if (this.#profile === undefined) return;
    const code = CLOSE_CODES.sessionEnded;
    const nowMs = Date.now();
    for (const conversationId of this.#sessions.all()) oweClose(this.#outbox, conversationId, { code }, nowMs);
    this.#sockets.closeWhere(code, "access changed", () => true);
    this.#outbox.flush(nowMs);
  }

  async presence(): Promise<PresenceStatus> {
    return this.#reachable();
  }

  override async fetch(request: Request): Promise<Response> {
    const principal = decodePrincipal(request.headers.get(PRINCIPAL_HEADER));
    if (principal?.type !== "agent") return refusedUpgrade("not_signed_in");
    if (!isPermitted(principal, agentMethods.fetch.permission)) return refusedUpgrade("no_permission");
    const nowMs = Date.now();
    const profile = this.#introduce(principal, nowMs);
    if (this.#sessions.hasEnded(principal.sessionId)) return refusedUpgrade("session_ended");
    const rows = this.#rows.all(keyRingOf(this.env)).filter((row) => isInScope(principal, row.conversation));
    const { response, socket } = this.#sockets.accept({ principal, views: [] });
    this.#timers.cancel(DROP_TIMER);
    this.#lookAgainBy(Math.min(nowMs + PRESENCE_CHECK_MS, principal.expiresAtMs));
    this.#availabilityChanged(nowMs);
    this.#sockets.send(socket, { type: "feed.snapshot", ...this.#standing(profile), rows });
    return response;
  }

  override async webSocketMessage(socket: WebSocket, data: string | ArrayBuffer): Promise<void> {
    const attachment = this.#sockets.attachmentOf(socket);
    if (attachment === undefined || attachment.principal.expiresAtMs <= Date.now()) {
      closeQuietly(socket, CLOSE_CODES.sessionEnded, "session ended");
      return;
    }
    const frame = readFrame(feedClientFrame, data);
    const failure = frame.ok ? this.#handle(frame.value, socket, attachment) : frame.failure;
    if (failure !== undefined) this.#sockets.send(socket, errorFrameOf(failure));
  }

  override async webSocketClose(socket: WebSocket, code: number): Promise<void> {
    closeQuietly(socket, code >= 1000 && code !== 1005 && code !== 1006 ? code : 1000, "closed");
    this.#feedClosed();
  }

  override async webSocketError(): Promise<void> {
    this.#feedClosed();
  }

  override async alarm(): Promise<void> {
    await this.#timers.runDue(Date.now(), (name) => this.#timerDue(name, Date.now()));
    await this.#outbox.drain();
  }

  async #timerDue(name: string, nowMs: number): Promise<number | undefined> {
    switch (name) {
      case LEASE_TIMER:
        await this.#settleLeases(nowMs);
        return this.#slots.nextLapseAtMs();
      case DROP_TIMER:
        return this.#drop(nowMs);
      case OFFLINE_TIMER:
        return this.#known.status === "offline" ? this.#letGo(nowMs) : undefined;
      case PRESENCE_TIMER:
        return this.#checkPresence(nowMs);
      case WATCH_TIMER:
        return this.#watch(nowMs);
      default:
        return undefined;
    }
  }

  #handle(frame: FeedClientFrame, socket: WebSocket, attachment: Attachment): Failure | undefined {
    if (!isPermitted(attachment.principal, feedFrames[frame.type].permission)) return "no_permission";
    const nowMs = Date.now();
    if (frame.type === "subscribe") {
      this.#sockets.attach(socket, { ...attachment, views: frame.views });
      const againAtMs = this.#watch(nowMs);
      if (againAtMs !== undefined) this.#timers.schedule(WATCH_TIMER, againAtMs);
    } else {
      this.#setStatus(frame.status, nowMs);
    }
    return undefined;
  }

  #setStatus(status: PresenceStatus, nowMs: number): void {
    this.#update({ status });
    if (status === "offline") {
      // Time to change one's mind, or to finish: then those who wait for an answer get somebody else.
      this.#timers.schedule(OFFLINE_TIMER, nowMs + Number(this.env.AGENT_DROP_GRACE_MS));
    } else {
      this.#timers.cancel(OFFLINE_TIMER);
    }
    this.#availabilityChanged(nowMs);
  }

  /** The first meeting, or a change of name or teams. */
  #introduce(principal: AgentPrincipal, nowMs: number): Profile {
    const before = this.#profile;
    const { id: agentId, name, teamIds } = principal;
    if (before !== undefined && before.name === name && before.teamIds.join() === teamIds.join()) return before;
    const capacity = Number(this.env.DEFAULT_AGENT_CAPACITY);
    const fresh = { agentId, status: "offline", capacity, idleSinceMs: nowMs, version: 0 } as const;
    const profile: Profile = { ...(before ?? fresh), name, teamIds };
    migrate(this.ctx.storage, agentMigrations);
    this.#profile = profile;
    saveProfile(this.ctx.storage.sql, profile);
    const teams = new Set([...(before?.teamIds ?? []), ...teamIds]);
    this.#update({});
    oweAvailability(this.#outbox, [...teams], nowMs);
    this.#outbox.flush(nowMs);
    return this.#known;
  }

  /** What queues may count on: the chosen status, as long as a feed is open to be told on. */
  #reachable(): PresenceStatus {
    const status = this.#profile?.status ?? "offline";
    return status === "offline" || this.#sockets.count(() => true) === 0 ? "offline" : status;
  }

  #availability(teamId: string): AgentAvailability {
    const { agentId, capacity, idleSinceMs, version, teamIds } = this.#known;
    const status = teamIds.includes(teamId) ? this.#reachable() : "offline";
    return { agentId, status, capacity, load: this.#slots.load(), idleSinceMs, version };
  }

  #availabilityChanged(nowMs: number): void {
    this.#update({});
    oweAvailability(this.#outbox, this.#known.teamIds, nowMs);
    this.#sockets.broadcast({ type: "presence", ...this.#standing(this.#known) }, () => true);
    this.#outbox.flush(nowMs);
  }

  #loadChanged(nowMs: number): void {
    if (this.#profile === undefined) return;
    const nextLapse = this.#slots.nextLapseAtMs();
    if (nextLapse !== undefined) this.#timers.schedule(LEASE_TIMER, nextLapse);
    this.#update({ idleSinceMs: nowMs });
    this.#availabilityChanged(nowMs);
  }

  #standing(profile: Profile): { status: PresenceStatus; capacity: number; load: number } {
    return { status: profile.status, capacity: profile.capacity, load: this.#slots.load() };
  }

  get #known(): Profile {
    if (this.#profile === undefined) throw new Error("agent was never introduced");
    return this.#profile;
  }

  #update(change: Partial<Profile>): void {
    const profile = { ...this.#known, ...change, version: this.#known.version + 1 };
    this.#profile = profile;
    saveProfile(this.ctx.storage.sql, profile);
  }

  #settleSlot(summary: ConversationSummary, isMine: boolean): void {
    const { id, epoch, status } = summary.conversation;
    const before = this.#slots.get(id);
    if (isMine && (status === "open" || status === "pending")) {
      if (before?.epoch === epoch && before.leaseUntilMs === undefined) return;
      this.#slots.hold(id, epoch, CONVERSATION_WEIGHT);
      if (before === undefined) this.#loadChanged(Date.now());
      return;
    }
    // A lease for this very epoch is an assignment that is still being made.
    if (before === undefined || (before.leaseUntilMs !== undefined && before.epoch === epoch)) return;
    this.#slots.free(id);
    this.#loadChanged(Date.now());
  }

  #sendRow(summary: ConversationSummary, isListed: (attachment: Attachment) => boolean): void {
    if (this.#sockets.count(isListed) === 0) return;
    const row = rowFor("agent", summary, summary.details);
    const frame = { type: "conversation.updated", conversationId: summary.conversation.id, ...row };
    this.#sockets.broadcast(
      frame,
      (attachment) => isListed(attachment) && isInScope(attachment.principal, row.conversation),
    );
  }

  async #settleLeases(nowMs: number): Promise<void> {
    for (const { conversationId, epoch } of this.#slots.lapsed(nowMs)) {
      let state: AssignmentState | undefined;
      try {
        state = await conversationAddress(this.env, conversationId).assignment();
      } catch (error) {
        // Not freed unheard, and nobody else's lease waits for it.
        logFailure("lease_unsettled", error);
        this.#slots.postpone(conversationId, epoch, nowMs);
        continue;
      }
      const slot = this.#slots.get(conversationId);
      // While we asked, the slot may have been confirmed or leased anew.
      if (slot === undefined || slot.epoch !== epoch || slot.leaseUntilMs === undefined) continue;
      if (state?.assigneeId === this.#known.agentId && state.takesSlot) {
        this.#slots.hold(conversationId, state.epoch, CONVERSATION_WEIGHT);
      } else {
        this.#slots.free(conversationId);
      }
    }
    this.#loadChanged(nowMs);
  }

  #feedClosed(): void {
    if (this.#profile === undefined || this.#sockets.count(() => true) > 0) return;
    const nowMs = Date.now();
    // Whatever their status: one who is offline may have picked something, and is gone now.
    if (this.#timers.dueAtMs(DROP_TIMER) === undefined)
      this.#timers.schedule(DROP_TIMER, nowMs + Number(this.env.AGENT_DROP_GRACE_MS));
    this.#availabilityChanged(nowMs);
  }

  #lookAgainBy(atMs: number): void {
    const before = this.#timers.dueAtMs(PRESENCE_TIMER);
    if (before === undefined || before > atMs) this.#timers.schedule(PRESENCE_TIMER, atMs);
  }

  /** @returns when to look again, as long as a feed is open */
  #checkPresence(nowMs: number): number | undefined {
    const isExpired = ({ principal }: Attachment) => principal.expiresAtMs <= nowMs;
    this.#sockets.closeWhere(CLOSE_CODES.sessionEnded, "session ended", isExpired);
    const expiries = [...this.#sockets.entries()].map(([, { principal }]) => principal.expiresAtMs);
    if (expiries.length > 0) return Math.min(nowMs + PRESENCE_CHECK_MS, ...expiries);
    this.#feedClosed();
    return undefined;
  }

  /** @returns when to let go of the rest */
  #drop(nowMs: number): number | undefined {
    if (this.#sockets.count(() => true) > 0) return undefined;
    if (this.#known.status !== "offline") this.#update({ status: "offline" });
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
    this.#availabilityChanged(nowMs);
    const lapseAtMs = this.#slots.nextLapseAtMs();
    return lapseAtMs === undefined ? undefined : lapseAtMs + LEASE_MARGIN_MS;
  }

  /** Tells the queues which lists are looked at. @returns when to tell them again, before they forget it */
  #watch(nowMs: number): number | undefined {
    const views = new Set<SharedView>();
    for (const [, attachment] of this.#sockets.entries()) for (const view of attachment.views) views.add(view);
    oweWatch(this.#outbox, this.#known.teamIds, { views: [...views], untilMs: nowMs + WATCH_MS }, nowMs);
    this.#outbox.flush(nowMs);
    return views.size === 0 ? undefined : nowMs + WATCH_RENEWAL_MS;
  }
}
