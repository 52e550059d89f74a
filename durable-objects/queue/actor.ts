/**
 * One team's waiting line: the one writer that decides who is next. It asks agents for slots in its order and offers
 * what was granted to the conversation, which commits; see `docs/design/` on the assignment protocol.
 */
import { DurableObject } from "cloudflare:workers";
import { agentAddress, conversationAddress } from "#actors/addresses";
import type { AgentAvailability, QueueRpc } from "#actors/contracts";
import { queueMigrations } from "#actors/queue/migrations";
import { Notices } from "#actors/queue/notices";
import { type Entry, QueueStore } from "#actors/queue/store";
import { Erased } from "#actors/runtime/erased";
import { logFailure } from "#actors/runtime/log";
import { migrate } from "#actors/runtime/migrations";
import { Timers } from "#actors/runtime/timers";
import type { ConversationSummary } from "#domain/conversations/summary";
import { agentsThere, CONVERSATION_WEIGHT, chooseAgent, isEligible } from "#domain/routing/rules";
import type { SharedView } from "#protocol/constants";

const MATCH_TIMER = "match";
/** While somebody waits, another look is taken this often, whatever was or was not heard. */
const REMATCH_MS = 15_000;
const RETRY_MS = 2_000;

export class QueueActor extends DurableObject<Cloudflare.Env> implements QueueRpc {
  readonly #timers = new Timers(this.ctx.storage);
  readonly #store = new QueueStore(this.ctx.storage.sql);
  readonly #erased = new Erased(this.ctx.storage.sql);
  readonly #notices = new Notices(this.#store, {
    agent: (agentId) => agentAddress(this.env, agentId),
    conversation: (conversationId) => conversationAddress(this.env, conversationId),
  });

  constructor(ctx: DurableObjectState, env: Cloudflare.Env) {
    super(ctx, env);
    migrate(ctx.storage, queueMigrations);
    void ctx.blockConcurrencyWhile(() => this.#timers.initialise());
  }

  async conversationChanged(summary: ConversationSummary): Promise<void> {
    const nowMs = Date.now();
    const { id, epoch, status, assigneeId, teamId, inboxId } = summary.conversation;
    const before = this.#store.entry(id);
    if (this.#erased.has(id)) return;
    if (before !== undefined && before.epoch > epoch) return;
    const waitsHere = status === "open" && assigneeId === undefined && teamId === this.ctx.id.name;
    if (waitsHere && before?.epoch !== epoch) {
      const waitingSinceMs = summary.waitingSinceMs ?? nowMs;
      const entry = { conversationId: id, inboxId, epoch, weight: CONVERSATION_WEIGHT, waitingSinceMs };
      this.#store.insert(entry, summary.atHead);
      // From the alarm, not from here: whoever tells us must not wait for those whom we ask.
      this.#timers.schedule(MATCH_TIMER, nowMs);
    } else if (!waitsHere && before !== undefined) {
      this.#store.remove(id);
    }
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
    this.#store.saveAgent(availability);
    if (this.#first() !== undefined) this.#timers.schedule(MATCH_TIMER, nowMs);
  }

  async position(conversationId: string): Promise<number | undefined> {
    const entry = this.#store.entry(conversationId);
    return entry === undefined ? undefined : this.#store.positionOf(entry);
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
    });
    this.#notices.erased(conversationId, nowMs);
  }

  override async alarm(): Promise<void> {
    await this.#timers.runDue(Date.now(), async (name) => (name === MATCH_TIMER ? this.#match() : undefined));
  }

  /** @returns when to look again, if somebody still waits */
  async #match(): Promise<number | undefined> {
    let allReached = true;
    for (let entry = this.#first(); entry !== undefined; entry = this.#store.next(entry)) {
      // Nobody free for any inbox is nobody free for all entries.
      if (!this.#store.agents().some((agent) => isEligible(agent, { weight: CONVERSATION_WEIGHT }))) break;
      allReached = (await this.#place(entry)) && allReached;
    }
    this.#notices.soon(Date.now());
    return this.#first() === undefined ? undefined : Date.now() + (allReached ? REMATCH_MS : RETRY_MS);
  }

  #first(): Entry | undefined {
    return this.#store.first(1)[0];
  }

  /** Finds an agent for one entry. @returns false if somebody could not be reached */
  async #place(entry: Entry): Promise<boolean> {
    const refused = new Set<string>();
    for (;;) {
      const candidates = this.#store.agents().filter(({ agentId }) => !refused.has(agentId));
      const agent = chooseAgent(candidates, entry);
      if (agent === undefined) return true;
      try {
        if (await this.#offer(entry, agent)) return true;
        refused.add(agent.agentId);
      } catch (error) {
        logFailure("offer_failed", error);
        return false;
      }
    }
  }

  /** @returns whether the entry is settled: the agent has it, or it no longer waits; false if the agent refused */
  async #offer(entry: Entry, agent: AgentAvailability): Promise<boolean> {
    const { conversationId, inboxId, epoch, weight } = entry;
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
    if (hasMoved && now !== undefined && now.epoch <= epoch) this.#store.remove(conversationId);
    return true;
  }
}
