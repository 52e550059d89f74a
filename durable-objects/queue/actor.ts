/**
 * One team's waiting line: the one writer that decides who is next. It asks agents for slots in its order and offers
 * what was granted to the conversation, which commits; see `docs/design/` on the assignment protocol.
 */
import { DurableObject } from "cloudflare:workers";
import { agentAddress, conversationAddress } from "#actors/addresses";
import type { AgentAvailability, QueueOutlook, QueuePlace, QueueRpc } from "#actors/contracts";
import { Answers } from "#actors/queue/answers";
import { queueMigrations } from "#actors/queue/migrations";
import { nextLookAtMs } from "#actors/queue/next-look";
import { Notices } from "#actors/queue/notices";
import { Pace } from "#actors/queue/pace";
import { placesNow } from "#actors/queue/places";
import { Policy } from "#actors/queue/policy";
import { type Entry, QueueStore } from "#actors/queue/store";
import { outlookNow } from "#actors/queue/support-tiers/outlook";
import { HAND_OUT_TIMER, HandOut } from "#actors/queue/tickets/hand-out";
import { HOLDERS_TIMER, Holders } from "#actors/queue/tickets/holders";
import { TICKETS_TIMER, TicketTimers } from "#actors/queue/tickets/timers";
import { TicketViewers } from "#actors/queue/tickets/viewers";
import { Weights } from "#actors/queue/weights";
import { Erased } from "#actors/runtime/erased";
import { logFailure } from "#actors/runtime/log";
import { migrate } from "#actors/runtime/migrations";
import { Timers } from "#actors/runtime/timers";
import type { ConversationSummary } from "#domain/conversations/summary";
import { database } from "#domain/database";
import { headStartMs, isManual, overflowTo, relaxed, type TeamPolicy, wantedBy } from "#domain/routing/policy";
import { agentsThere, chooseAgent, isEligible } from "#domain/routing/rules";
import { readTeamRouting } from "#domain/routing/store";
import { readWorkWeights } from "#domain/routing/weights/store";
import { conversationWeight } from "#domain/routing/weights/weights";
import type { Viewer } from "#domain/tickets/viewers/viewers";
import type { SharedView, TicketDoing } from "#protocol/constants";
import type { WorkWeights } from "#protocol/http-work-weights";

const MATCH_TIMER = "match";
/** Something that was assigned is to be answered by now. */
const ANSWER_TIMER = "answer";
/** Of what is due at a time; the rest is looked at next. */
const MAX_AT_ONCE = 100;

export class QueueActor extends DurableObject<Cloudflare.Env> implements QueueRpc {
  readonly #timers = new Timers(this.ctx.storage);
  readonly #store = new QueueStore(this.ctx.storage.sql);
  readonly #erased = new Erased(this.ctx.storage.sql);
  readonly #policy = new Policy(this.ctx.storage.sql);
  readonly #weights = new Weights(this.ctx.storage.sql);
  readonly #answers = new Answers(this.ctx.storage.sql);
  readonly #pace = new Pace(this.ctx.storage.sql);
  readonly #notices = new Notices(this.#store, {
    places: (nowMs) => this.#places(nowMs),
    agent: (agentId) => agentAddress(this.env, agentId),
    conversation: (conversationId) => conversationAddress(this.env, conversationId),
  });

  readonly #handOut = new HandOut({
    env: this.env,
    timers: this.#timers,
    policy: () => this.#policy.current,
    agents: () => this.#store.agents(),
    setOffline: (agent) => this.#store.setOffline(agent),
    weights: () => this.#currentWeights(),
    given: (ticketId) => this.#tickets.changed([ticketId], Date.now()),
    isMatchDue: () => (this.#timers.dueAtMs(MATCH_TIMER) ?? Number.POSITIVE_INFINITY) <= Date.now(),
  });
  readonly #holders = new Holders(this.ctx.storage.sql, this.#timers);
  readonly #tickets: TicketTimers = new TicketTimers(this.ctx.storage, this.#timers, this.env, (settled) => {
    const nowMs = Date.now();
    this.#holders.mark([...new Set(settled.flatMap(({ holderIds }) => holderIds))], nowMs);
    if (settled.some(({ isToBeGiven }) => isToBeGiven)) this.#handOut.look(nowMs);
  });
  readonly #viewers = new TicketViewers(this.env);

  constructor(ctx: DurableObjectState, env: Cloudflare.Env) {
    super(ctx, env);
    migrate(ctx.storage, queueMigrations);
    void ctx.blockConcurrencyWhile(() => this.#timers.initialise());
  }

  async conversationChanged(summary: ConversationSummary): Promise<void> {
    const nowMs = Date.now();
    const { id, epoch, status, assigneeId, teamId, inboxId, priority } = summary.conversation;
    const before = this.#store.entry(id);
    if (this.#erased.has(id)) return;
    if (before !== undefined && before.epoch > epoch) return;
    const waitsHere = status === "open" && assigneeId === undefined && teamId === this.ctx.id.name;
    if (waitsHere && before?.epoch !== epoch) {
      const waitingSinceMs = summary.waitingSinceMs ?? nowMs;
      const entry = { conversationId: id, inboxId, epoch, waitingSinceMs };
      const asks = { asks: summary.asks, headStartMs: headStartMs(priority), arrivedAtMs: nowMs };
      this.#store.insert({ ...entry, ...asks }, summary.atHead);
      // From the alarm, not from here: whoever tells us must not wait for those whom we ask.
      this.#timers.schedule(MATCH_TIMER, nowMs);
    } else if (waitsHere) {
      if (before?.headStartMs !== headStartMs(priority)) this.#store.setHeadStart(id, headStartMs(priority));
    } else if (before !== undefined) {
      this.#store.remove(id);
      // Picked, or handed over.
      if (assigneeId !== undefined) this.#pace.handedOut(nowMs);
    }
    this.#mindPace();
    this.#expectAnswer(summary, nowMs);
    this.#notices.rowChanged(summary, nowMs);
  }

  async rowsChanged(summaries: readonly ConversationSummary[]): Promise<void> {
    const nowMs = Date.now();
    for (const summary of summaries) {
      const { id, epoch } = summary.conversation;
      if (!this.#erased.has(id) && (this.#store.entry(id)?.epoch ?? 0) <= epoch)
        this.#notices.rowChanged(summary, nowMs);
    }
  }

  async agentChanged(availability: AgentAvailability): Promise<void> {
    const nowMs = Date.now();
    const before = this.#store.agent(availability.agentId);
    this.#store.saveAgent(availability);
    this.#mindPace();
    if (this.#first() !== undefined) this.#timers.schedule(MATCH_TIMER, nowMs);
    this.#handOut.agentChanged(before, this.#store.agent(availability.agentId), nowMs);
  }

  async position(conversationId: string): Promise<number | undefined> {
    const entry = this.#store.entry(conversationId);
    return entry === undefined ? undefined : this.#store.positionOf(entry);
  }

  async place(conversationId: string): Promise<QueuePlace | undefined> {
    const position = await this.position(conversationId);
    return position === undefined ? undefined : this.#places(Date.now())(position);
  }

  async policyChanged(): Promise<void> {
    const { name: teamId } = this.ctx.id;
    if (teamId === undefined) return;
    const db = database(this.env.DB);
    const [routing, { weights }] = await Promise.all([readTeamRouting(db, teamId), readWorkWeights(db)]);
    this.#policy.set(routing);
    this.#weights.set(weights);
    if (this.#policy.current.takeBackAfterMs === undefined) this.#answers.forgetAll();
    const nowMs = Date.now();
    if (this.#first() !== undefined) this.#timers.schedule(MATCH_TIMER, nowMs);
    this.#handOut.look(nowMs);
    this.#notices.soon(nowMs);
  }

  async outlook(inboxId: string, leavesAgentId?: string): Promise<QueueOutlook> {
    return outlookNow({ store: this.#store, pace: this.#pace }, { inboxId, leavesAgentId }, Date.now());
  }

  async onlineAgents(inboxId: string): Promise<string[]> {
    return agentsThere(this.#store.agents(), inboxId).map(({ agentId }) => agentId);
  }

  async watch(agentId: string, views: readonly SharedView[], untilMs: number): Promise<void> {
    if (views.length === 0) this.#store.unwatch(agentId);
    else this.#store.watch(agentId, untilMs);
  }

  async conversationErased(conversationId: string): Promise<void> {
    const nowMs = Date.now();
    this.ctx.storage.transactionSync(() => {
      this.#erased.add(conversationId, nowMs);
      this.#store.remove(conversationId);
      this.#answers.forget(conversationId, Number.MAX_SAFE_INTEGER);
      this.#mindPace();
    });
    this.#notices.erased(conversationId, nowMs);
  }

  async ticketsChanged(ticketIds: readonly string[]): Promise<void> {
    this.#tickets.changed(ticketIds, Date.now());
  }

  async ticketViewed(ticketId: string, agentId: string, doing: TicketDoing): Promise<Viewer[]> {
    return this.#viewers.take(ticketId, agentId, doing, Date.now());
  }

  override async alarm(): Promise<void> {
    await this.#timers.runDue(Date.now(), async (name) => {
      if (name === ANSWER_TIMER) return this.#takeBack(Date.now());
      if (name === TICKETS_TIMER) return this.#tickets.run(this.ctx.id.name ?? "", Date.now());
      if (name === HAND_OUT_TIMER) return this.#handOut.run(this.ctx.id.name ?? "");
      if (name === HOLDERS_TIMER) return this.#holders.tell((agentId) => agentAddress(this.env, agentId));
      return name === MATCH_TIMER ? this.#match() : undefined;
    });
  }

  #places(nowMs: number): (position: number) => QueuePlace {
    return placesNow({ store: this.#store, pace: this.#pace, policy: this.#policy.current }, nowMs);
  }

  /** The pace is that of a line in which somebody waits and for which somebody is there. */
  #mindPace(): void {
    if (this.#first() === undefined || !this.#store.isAnybodyOnline()) this.#pace.interrupt();
  }

  /** What somebody has here is to be answered in the team's time. */
  #expectAnswer({ conversation }: ConversationSummary, nowMs: number): void {
    const { id: conversationId, epoch, status, assigneeId: agentId, teamId } = conversation;
    const { takeBackAfterMs } = this.#policy.current;
    if (status !== "open" || agentId === undefined || teamId !== this.ctx.id.name) {
      this.#answers.forget(conversationId, epoch);
    } else if (takeBackAfterMs !== undefined) {
      this.#answers.expect({ conversationId, epoch, agentId }, nowMs + takeBackAfterMs);
      const dueAtMs = this.#answers.nextDueAtMs();
      if (dueAtMs !== undefined) this.#timers.schedule(ANSWER_TIMER, dueAtMs);
    }
  }

  /** @returns when the next answer is due */
  async #takeBack(nowMs: number): Promise<number | undefined> {
    for (const { conversationId, epoch, agentId } of this.#answers.due(nowMs, MAX_AT_ONCE)) {
      // Should it fail, the timer comes again, and asks twice for what is done once.
      await conversationAddress(this.env, conversationId).takeBack(agentId, epoch);
      this.#answers.forget(conversationId, epoch);
    }
    return this.#answers.nextDueAtMs();
  }

  /** @returns when to look again, if somebody still waits */
  async #match(): Promise<number | undefined> {
    const policy = this.#policy.current;
    if (isManual(policy, Date.now())) {
      this.#notices.soon(Date.now());
      return this.#first() === undefined ? undefined : policy.manualUntilMs;
    }
    const weight = conversationWeight(await this.#currentWeights());
    let allReached = await this.#overflow(policy);
    for (let entry = this.#first(); entry !== undefined; entry = this.#store.next(entry)) {
      // Nobody free for any inbox is nobody free for all entries.
      if (!this.#store.agents().some((agent) => isEligible(agent, { weight }))) break;
      allReached = (await this.#place(entry, weight)) && allReached;
    }
    this.#notices.soon(Date.now());
    return nextLookAtMs(this.#store, policy, weight, Date.now(), allReached);
  }

  /** As it is set at this moment: what somebody has already keeps what it was given with. */
  async #currentWeights(): Promise<WorkWeights> {
    if (this.#weights.current !== undefined) return this.#weights.current;
    const { weights } = await readWorkWeights(database(this.env.DB));
    // Told of newer ones while we asked.
    if (this.#weights.current === undefined) this.#weights.set(weights);
    return this.#weights.current ?? weights;
  }

  /** Who waits too long here waits on in the other team. @returns false if somebody could not be reached */
  async #overflow(policy: TeamPolicy): Promise<boolean> {
    const nowMs = Date.now();
    for (const { conversationId, epoch, arrivedAtMs = nowMs } of this.#store.arrivedBy(nowMs, MAX_AT_ONCE)) {
      const teamId = overflowTo(policy, arrivedAtMs, nowMs);
      if (teamId === undefined) return true;
      try {
        // It tells both queues by itself.
        await conversationAddress(this.env, conversationId).overflow(teamId, epoch);
      } catch (error) {
        logFailure("overflow_failed", error);
        return false;
      }
    }
    return true;
  }

  #first(): Entry | undefined {
    return this.#store.first(1)[0];
  }

  /** Finds an agent for one entry. @returns false if somebody could not be reached */
  async #place(entry: Entry, weight: number): Promise<boolean> {
    const refused = new Set<string>();
    const { inboxId, waitingSinceMs, asks } = entry;
    const wanted = wantedBy(this.#policy.current, { inboxId, weight, ...asks });
    for (;;) {
      const candidates = this.#store.agents().filter(({ agentId }) => !refused.has(agentId));
      const asked = relaxed(wanted, Date.now() - waitingSinceMs, this.#policy.current);
      const agent = chooseAgent(candidates, asked, wanted);
      if (agent === undefined) return true;
      try {
        if (await this.#offer(entry, weight, agent)) return true;
        refused.add(agent.agentId);
      } catch (error) {
        logFailure("offer_failed", error);
        return false;
      }
    }
  }

  /** @returns whether the entry is settled: the agent has it, or it no longer waits; false if the agent refused */
  async #offer(entry: Entry, weight: number, agent: AgentAvailability): Promise<boolean> {
    const { conversationId, inboxId, epoch } = entry;
    const actor = agentAddress(this.env, agent.agentId);
    const conversation = conversationAddress(this.env, conversationId);
    const grant = await actor.reserve({ conversationId, inboxId, epoch, weight, manner: "offer" });
    if (!grant.ok && grant.failure !== "stale_epoch") {
      if (grant.failure === "agent_full") this.#store.setFull(agent);
      else if (grant.failure !== "agent_out_of_scope") this.#store.setOffline(agent);
      return false;
    }
    const committed = grant.ok ? await conversation.commitAssignment({ ...grant.value, epoch }) : grant;
    if (grant.ok && !committed.ok) await actor.cancelReservation(conversationId, epoch);
    // One that has moved on tells by itself what has become of it; offering it until then would be for nothing.
    const hasMoved = committed.ok || ((await conversation.assignment())?.epoch ?? Number.POSITIVE_INFINITY) > epoch;
    const now = this.#store.entry(conversationId);
    // It may have come back at a later epoch while we asked; that one waits on.
    if (hasMoved && now !== undefined && now.epoch <= epoch) {
      this.#store.remove(conversationId);
      if (committed.ok) this.#pace.handedOut(Date.now());
      this.#mindPace();
    }
    return true;
  }
}
