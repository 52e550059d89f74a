/**
 * One agent. A thin shell: it owns RPC, the alarm and the sockets' events; what is done stands in the folder of its feature.
 * `presence/` says who they are and whether they can be reached, `work/` what they have on their hands, `feed/` what their
 * consoles show, `sessions/` which sockets end with which sign-in, and `deliveries.ts` who else is told.
 */
import { DurableObject } from "cloudflare:workers";
import { conversationAddress, queueAddress } from "#actors/addresses";
import { agentMethods } from "#actors/agent/access";
import { deliver } from "#actors/agent/deliveries";
import { Alerts } from "#actors/agent/feed/alerts";
import { Feed } from "#actors/agent/feed/feed";
import { FeedRows } from "#actors/agent/feed/feed-rows";
import { Incoming, WATCH_TIMER } from "#actors/agent/feed/incoming";
import { Mentions, toFrame } from "#actors/agent/feed/mentions";
import { TeamNews } from "#actors/agent/feed/team-news";
import { TicketAlerts, ticketAlertFrame } from "#actors/agent/feed/ticket-alerts";
import { Watch } from "#actors/agent/feed/watch";
import { FOLLOW_UPS_TIMER, setFollowUpsTimer, tellDueFollowUps } from "#actors/agent/followups/followups";
import { agentMigrations } from "#actors/agent/migrations";
import { Attendance } from "#actors/agent/presence/attendance";
import { Standing } from "#actors/agent/presence/standing";
import { OpenSessions } from "#actors/agent/sessions/open-sessions";
import { SignIns } from "#actors/agent/sessions/sign-ins";
import { TicketNews } from "#actors/agent/tickets/news";
import { viewTicket } from "#actors/agent/tickets/viewing";
import { Hands, LEASE_TIMER } from "#actors/agent/work/hands";
import { Slots } from "#actors/agent/work/slots";
import { TICKETS_TIMER, TicketHands } from "#actors/agent/work/tickets/ticket-hands";
import { TicketSlots } from "#actors/agent/work/tickets/ticket-slots";
import type {
  AgentRpc,
  Alerted,
  FollowUpDue,
  Mention,
  SlotGrant,
  SlotRequest,
  TicketAlerted,
  TicketGiven,
  TicketSlotRequest,
  TicketTold,
} from "#actors/contracts";
import { Erased } from "#actors/runtime/erased";
import { migrate } from "#actors/runtime/migrations";
import { Outbox } from "#actors/runtime/outbox";
import { refusedUpgrade } from "#actors/runtime/refused-upgrade";
import { answerClose } from "#actors/runtime/sockets";
import { Timers } from "#actors/runtime/timers";
import { keyRingOf } from "#actors/secrets";
import { agentReader, type ConversationSummary } from "#domain/conversations/summary";
import { database } from "#domain/database";
import { ok, type Result, refuse } from "#domain/failures";
import type { Account } from "#domain/identity/accounts";
import { isPermitted } from "#domain/identity/permissions";
import { type AgentPrincipal, decodePrincipal, PRINCIPAL_HEADER } from "#domain/identity/principal";
import { isInScope } from "#domain/identity/scope";
import { readAccount } from "#domain/identity/store";
import { listTeams } from "#domain/organisation/store";
import { readPreferences } from "#domain/preferences/store";
import type { Chosen } from "#domain/presence/rules";
import { type KeyCopies, keyCopies } from "#domain/privacy/key-copies";
import { maySee } from "#domain/routing/rules";
import { readAbilities } from "#domain/routing/store";
import { putBackTicketsOf, ticketsInHand } from "#domain/tickets/handing-out/held";
import type { Viewer } from "#domain/tickets/viewers/viewers";
import type { PresenceStatus } from "#protocol/constants";

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
  readonly #ticketSlots = new TicketSlots(this.ctx.storage.sql);
  readonly #rows = new FeedRows(this.ctx.storage, () => keyRingOf(this.env));
  readonly #feed = new Feed(this.ctx, this.#rows);
  readonly #teamNews = new TeamNews((teamId) => queueAddress(this.env, teamId));
  readonly #sessions = new OpenSessions(this.ctx.storage.sql);
  readonly #erased = new Erased(this.ctx.storage.sql);
  readonly #mentions = new Mentions(this.ctx.storage.sql);
  readonly #alerts = new Alerts(this.ctx.storage.sql);
  readonly #ticketAlerts = new TicketAlerts(this.ctx.storage.sql);
  readonly #ticketNews = new TicketNews(this.ctx.storage.sql);
  readonly #standing: Standing = new Standing({
    storage: this.ctx.storage,
    outbox: this.#outbox,
    slots: this.#slots,
    ticketSlots: this.#ticketSlots,
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
  readonly #hands = new Hands({
    slots: this.#slots,
    standing: this.#standing,
    rows: this.#rows,
    outbox: this.#outbox,
    timers: this.#timers,
    ask: (conversationId) => conversationAddress(this.env, conversationId).assignment(),
  });
  readonly #ticketHands = new TicketHands({
    slots: this.#ticketSlots,
    standing: this.#standing,
    hands: this.#hands,
    timers: this.#timers,
    inHand: (agentId, leased) => ticketsInHand(database(this.env.DB), agentId, leased),
  });
  readonly #attendance = new Attendance({
    timers: this.#timers,
    feed: this.#feed,
    standing: this.#standing,
    graceMs: Number(this.env.AGENT_DROP_GRACE_MS),
    letGo: (nowMs) => this.#hands.letGo(nowMs),
  });
  readonly #signIns = new SignIns({
    sessions: this.#sessions,
    standing: this.#standing,
    feed: this.#feed,
    outbox: this.#outbox,
  });
  readonly #incoming = new Incoming({
    feed: this.#feed,
    watch: this.#watch,
    attendance: this.#attendance,
    timers: this.#timers,
    viewTicket: (principal, ticketId, doing) => viewTicket(this.env, principal, ticketId, doing),
    frameRateFactor: this.env.FRAME_RATE_FACTOR,
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
    return this.#hands.reserve(request, Date.now());
  }

  async cancelReservation(conversationId: string, epoch: number): Promise<void> {
    if (this.#standing.profile === undefined) return;
    this.#slots.cancel(conversationId, epoch);
    this.#hands.loadChanged(Date.now());
  }

  async reserveTicket(request: TicketSlotRequest): Promise<Result<{ leaseUntilMs: number }>> {
    return this.#ticketHands.reserve(request);
  }

  async cancelTicket(ticketId: string, version: number): Promise<void> {
    if (this.#standing.profile !== undefined) this.#ticketHands.cancel(ticketId, version);
  }

  async ticketGiven({ inboxId, ...given }: TicketGiven): Promise<void> {
    if (this.#standing.profile === undefined || !this.#standing.mayHave(inboxId)) return;
    this.#ticketHands.changed(Date.now());
    this.#feed.tellAll({ type: "ticket.given", ...given });
  }

  async ticketsChanged(): Promise<void> {
    if (this.#standing.profile !== undefined) this.#ticketHands.changed(Date.now());
  }

  async conversationChanged(summary: ConversationSummary): Promise<void> {
    const profile = this.#standing.profile;
    if (profile === undefined) return;
    const { conversation } = summary;
    if (this.#erased.has(conversation.id)) return;
    const slot = this.#slots.get(conversation.id);
    if ((slot !== undefined && slot.epoch > conversation.epoch) || this.#rows.isOutdated(summary)) return;
    const isMine = conversation.assigneeId === profile.agentId;
    if (this.#hands.settle(summary, isMine)) {
      const nowMs = Date.now();
      // Before the queues hear that a place is free: what ended is finished first.
      if (conversation.status === "resolved" && slot?.leaseUntilMs === undefined) this.#attendance.beginWrapUp(nowMs);
      this.#hands.loadChanged(nowMs);
    }
    if (isMine) this.#teamNews.add(summary);
    // It was being assigned while their access changed.
    if (isMine && !this.#standing.mayHave(conversation.inboxId))
      this.#hands.release(conversation.id, conversation.epoch);
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
    if (this.#signIns.isOver(principal)) return refuse("session_ended");
    this.#sessions.opened(conversationId, principal.sessionId, principal.expiresAtMs, nowMs);
    this.#mentions.seen(conversationId);
    this.#alerts.seen(conversationId);
    return ok(true);
  }

  async socketOpened(
    conversationId: string,
    sessionId: string,
    expiresAtMs?: number,
    accessVersion?: number,
  ): Promise<void> {
    if (this.#standing.profile === undefined) return;
    this.#signIns.opened({ conversationId, sessionId, expiresAtMs, accessVersion }, Date.now());
  }

  async socketClosed(conversationId: string, sessionId: string): Promise<void> {
    if (this.#standing.profile === undefined) return;
    this.#sessions.closed(conversationId, sessionId);
  }

  async endSession(sessionId: string): Promise<void> {
    migrate(this.ctx.storage, agentMigrations);
    this.#signIns.end(sessionId, Date.now());
  }

  async accessChanged(accessVersion?: number): Promise<void> {
    // Before anything that may fail: what was open under the old access is closed.
    if (this.#standing.profile !== undefined) this.#signIns.closeOutdated(accessVersion, Date.now());
    const { name: agentId } = this.ctx.id;
    const account = agentId === undefined ? undefined : await readAccount(database(this.env.DB), agentId);
    if (account === undefined) return;
    const nowMs = Date.now();
    // Known from now on even if they never came: somebody may be on their way in with what held before.
    this.#standing.introduce(account, nowMs);
    if (this.#standing.known.takesWork) this.#hands.releaseWhatIsNotTheirs();
    else this.#attendance.endWork(nowMs);
    await this.#putTicketsBack(account, nowMs);
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

  async abilitiesChanged(): Promise<void> {
    const db = database(this.env.DB);
    const { name: agentId } = this.ctx.id;
    const account = agentId === undefined ? undefined : await readAccount(db, agentId);
    if (account === undefined) return;
    const abilities = await readAbilities(db, account.id);
    const nowMs = Date.now();
    // It may have been said before they ever came.
    this.#standing.introduce(account, nowMs);
    this.#standing.learn(abilities, nowMs);
  }

  async mentioned({ conversationId, inboxId, seq, by }: Mention): Promise<void> {
    const { profile } = this.#standing;
    if (profile === undefined || this.#erased.has(conversationId) || !maySee(profile, inboxId)) return;
    if (this.#mentions.add({ conversationId, seq, by })) this.#feed.tellAll(toFrame({ conversationId, seq, by }));
  }

  async alerted({ inboxId, ...alert }: Alerted): Promise<void> {
    const { profile } = this.#standing;
    if (profile === undefined || this.#erased.has(alert.conversationId) || !maySee(profile, inboxId)) return;
    if (this.#alerts.add(alert, Date.now())) this.#feed.tellAll({ type: "alert", ...alert });
  }

  async ticketAlerted({ inboxId, ...alert }: TicketAlerted): Promise<void> {
    const { profile } = this.#standing;
    if (profile === undefined || !maySee(profile, inboxId)) return;
    if (this.#ticketAlerts.add(alert, Date.now())) this.#feed.tellAll(ticketAlertFrame(alert));
  }

  async ticketSeen(ticketId: string): Promise<void> {
    if (this.#standing.profile === undefined) return;
    this.#ticketAlerts.seen(ticketId);
    this.#ticketNews.seen(ticketId);
  }

  async ticketViewers(ticketId: string, viewers: readonly Viewer[]): Promise<void> {
    this.#feed.tellAll({ type: "ticket.viewers", ticketId, viewers });
  }

  async ticketTold({ inboxId, ...news }: TicketTold): Promise<void> {
    const { profile } = this.#standing;
    if (profile === undefined || !maySee(profile, inboxId)) return;
    const told = this.#ticketNews.add(news, Date.now());
    if (told !== undefined) this.#feed.tellAll({ type: "ticket.news", ...told });
  }

  async followUpsChanged(): Promise<void> {
    const db = database(this.env.DB);
    const { name: agentId } = this.ctx.id;
    const account = agentId === undefined ? undefined : await readAccount(db, agentId);
    if (account === undefined) return;
    // It may be promised before they ever came.
    this.#standing.introduce(account, Date.now());
    await setFollowUpsTimer(this.#timers, db, account.id);
  }

  async followUpDue({ inboxId, ...due }: FollowUpDue): Promise<void> {
    const { profile } = this.#standing;
    if (profile === undefined || !maySee(profile, inboxId)) return;
    this.#feed.tellAll({ type: "followup.due", ...due });
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
      this.#alerts.seen(conversationId);
      this.#sessions.forget(conversationId);
    });
    this.#teamNews.drop(conversationId);
    this.#feed.tellAll({ type: "conversation.removed", conversationId });
    if (hadSlot) this.#hands.loadChanged(nowMs);
  }

  override async fetch(request: Request): Promise<Response> {
    const principal = decodePrincipal(request.headers.get(PRINCIPAL_HEADER));
    if (principal?.type !== "agent") return refusedUpgrade("not_signed_in");
    if (!isPermitted(principal, agentMethods.fetch.permission)) return refusedUpgrade("no_permission");
    const nowMs = Date.now();
    this.#standing.introduce(principal, nowMs);
    if (this.#signIns.isOver(principal)) return refusedUpgrade("session_ended");
    const rows = this.#rows.all(agentReader(principal)).filter((row) => isInScope(principal, row.conversation));
    const { response, socket } = this.#feed.sockets.accept({ principal, views: [] });
    this.#attendance.feedOpened(principal.expiresAtMs, nowMs);
    // First of all: what is told from now on is told after it.
    const mentions = this.#mentions.all();
    const alerts = this.#alerts.all();
    const calls = { mentions, alerts, ...this.#ticketAlerts.all(), ticketNews: this.#ticketNews.all() };
    this.#feed.sockets.send(socket, { type: "feed.snapshot", ...this.#standing.presence(), rows, ...calls });
    this.#standing.announce(nowMs);
    return response;
  }

  override async webSocketMessage(socket: WebSocket, data: string | ArrayBuffer): Promise<void> {
    this.#incoming.take(socket, data);
  }

  override async webSocketClose(socket: WebSocket, code: number): Promise<void> {
    answerClose(socket, code);
    this.#attendance.feedClosed();
  }

  override async webSocketError(): Promise<void> {
    this.#attendance.feedClosed();
  }

  override async alarm(): Promise<void> {
    await this.#timers.runDue(Date.now(), (name) => this.#timerDue(name, Date.now()));
    await this.#outbox.drain();
  }

  /** They may have left for good, or a team: what waits there is somebody else's to do. */
  async #putTicketsBack(account: Account, nowMs: number): Promise<void> {
    const back = await putBackTicketsOf(database(this.env.DB), keyRingOf(this.env), account, nowMs);
    if (back.length > 0) this.#ticketHands.changed(nowMs);
    // They would hear of it by the sweep anyway, but later.
    for (const { ticketId, teamId } of back) await queueAddress(this.env, teamId).ticketsChanged([ticketId]);
  }

  /** @returns when to come again */
  async #timerDue(name: string, nowMs: number): Promise<number | undefined> {
    if (name === FOLLOW_UPS_TIMER)
      return tellDueFollowUps(this.env, database(this.env.DB), this.#standing.known.agentId, nowMs);
    if (name === TICKETS_TIMER) return this.#ticketHands.count(nowMs);
    if (name === LEASE_TIMER) return this.#hands.settleLeases(nowMs);
    return name === WATCH_TIMER ? this.#watch.renew(nowMs) : this.#attendance.timerDue(name, nowMs);
  }
}
