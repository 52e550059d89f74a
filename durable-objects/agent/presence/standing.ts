/**
 * Where an agent stands: who they are, what they chose to be, whether they can be reached, how much they have on their
 * hands; and who hears of it: the queues of their teams and their own feeds.
 */
import { oweAvailability, owePresence } from "#actors/agent/deliveries";
import { agentMigrations } from "#actors/agent/migrations";
import { PresenceNote } from "#actors/agent/presence/presence-note";
import { loadProfile, type Profile, saveProfile } from "#actors/agent/presence/profile";
import type { Slots } from "#actors/agent/work/slots";
import type { TicketSlots } from "#actors/agent/work/tickets/ticket-slots";
import type { AgentAvailability } from "#actors/contracts";
import { isMigrated, migrate } from "#actors/runtime/migrations";
import type { Outbox } from "#actors/runtime/outbox";
import { type Colleague, takesWork } from "#domain/identity/scope";
import { type Chosen, offeredStatus, wrapUpUntil } from "#domain/presence/rules";
import type { KeyRing } from "#domain/privacy/key-ring";
import { maySee } from "#domain/routing/rules";
import { type ToldLoad, toldLoad } from "#domain/routing/weights/told-load";
import type { PresenceStatus } from "#protocol/constants";
import type { AgentAbilities } from "#protocol/http-routing";

export interface StandingPorts {
  readonly storage: DurableObjectStorage;
  readonly outbox: Outbox;
  readonly slots: Slots;
  readonly ticketSlots: Pick<TicketSlots, "count">;
  readonly keyRing: () => KeyRing;
  readonly defaultCapacity: number;
  /** Whether a feed is open to be told on. */
  readonly hasFeed: () => boolean;
  readonly tellFeeds: (frame: object) => void;
}

/** An agent as they come in, or as D1 has them. */
export interface Person extends Colleague {
  readonly id: string;
  readonly name: string;
  readonly teamIds: readonly string[];
  /** Their inboxes are those of the page that they come from, rather than all that they may see. */
  readonly narrowed?: true | undefined;
  readonly accessVersion?: number | undefined;
  /** Null: as much as everybody; absent: whoever comes does not tell. */
  readonly capacity?: number | null | undefined;
}

export interface PresenceFrame extends Chosen, ToldLoad {
  /** No new work is given before then. */
  readonly wrapUpUntilMs?: number | undefined;
  readonly capacity: number;
}

export class Standing {
  readonly #ports: StandingPorts;
  readonly #note: PresenceNote;
  #profile: Profile | undefined;

  constructor(ports: StandingPorts) {
    this.#ports = ports;
    this.#note = new PresenceNote(ports.storage.sql, ports.keyRing);
    if (isMigrated(ports.storage)) {
      migrate(ports.storage, agentMigrations);
      this.#profile = loadProfile(ports.storage.sql);
    }
  }

  /** Absent until the agent was met for the first time. */
  get profile(): Profile | undefined {
    return this.#profile;
  }

  /** @throws if the agent was never met */
  get known(): Profile {
    if (this.#profile === undefined) throw new Error("agent was never introduced");
    return this.#profile;
  }

  /** Whether this was decided under a state of their access that has been changed since. */
  isOutdated(accessVersion: number | undefined): boolean {
    return accessVersion !== undefined && accessVersion < (this.#profile?.accessVersion ?? 0);
  }

  /** What was decided before this version holds no longer. */
  outdate(accessVersion: number): void {
    if (accessVersion > this.known.accessVersion) this.#save({ ...this.known, accessVersion });
  }

  /** Whether a conversation of this inbox may be in their hands. */
  mayHave(inboxId: string | undefined): boolean {
    return this.known.takesWork && maySee(this.known, inboxId);
  }

  /** The first meeting, or a change of name, teams, access or capacity; who comes with an old one changes nothing. */
  introduce(person: Person, nowMs: number): Profile {
    const before = this.#profile;
    if (before !== undefined && this.isOutdated(person.accessVersion)) return before;
    const met = metAs(person, before, this.#ports.defaultCapacity);
    if (before !== undefined && isSame(before, met)) return before;
    migrate(this.#ports.storage, agentMigrations);
    const fresh = { agentId: person.id, status: "offline", idleSinceMs: nowMs, version: 0 } as const;
    const free = { wrapUpSeconds: 0, wrapUpUntilMs: undefined, abilities: undefined };
    const profile = this.#save({ ...(before ?? { ...fresh, ...free }), ...met });
    const { teamIds } = profile;
    // Teams they left hear it too.
    const teams = new Set([...(before?.teamIds ?? []), ...teamIds]);
    oweAvailability(this.#ports.outbox, [...teams], nowMs);
    if (before !== undefined && before.capacity !== profile.capacity)
      this.#ports.tellFeeds({ type: "presence", ...this.presence() });
    this.#ports.outbox.flush(nowMs);
    return profile;
  }

  /** What they choose takes the place of all that they had said before. */
  choose({ status, reason, note, untilMs }: Chosen, nowMs: number): void {
    const { wrapUpUntilMs, ...known } = this.known;
    // Whoever takes no work finishes what they had in their own time.
    const kept = status === "online" && known.status === "online" ? wrapUpUntilMs : undefined;
    this.#ports.storage.transactionSync(() => {
      this.#note.keep(known.agentId, note);
      const { status: before, reason: reasonBefore } = known;
      this.#save({ ...known, status, reason, untilMs, wrapUpUntilMs: kept });
      if (before !== status || reasonBefore !== reason)
        owePresence(this.#ports.outbox, known.agentId, status, reason, nowMs);
    });
    this.announce(nowMs);
  }

  /** How long they are given nothing new after a conversation, from the next one on. */
  preferWrapUp(wrapUpSeconds: number): void {
    if (wrapUpSeconds !== this.known.wrapUpSeconds) this.#save({ ...this.known, wrapUpSeconds });
  }

  /** What they know was set anew; queues offer them by it from now on. */
  learn(abilities: AgentAbilities, nowMs: number): void {
    if (JSON.stringify(abilities) === JSON.stringify(this.known.abilities)) return;
    this.#save({ ...this.known, abilities });
    this.announce(nowMs);
  }

  /** A conversation of theirs has ended: they finish it before the next. @returns until when, if they do */
  beginWrapUp(nowMs: number): number | undefined {
    const { status, wrapUpSeconds, agentId } = this.known;
    const wrapUpUntilMs = wrapUpUntil(status, wrapUpSeconds, nowMs);
    if (wrapUpUntilMs === undefined) return undefined;
    this.#ports.storage.transactionSync(() => {
      this.#save({ ...this.known, wrapUpUntilMs });
      owePresence(this.#ports.outbox, agentId, status, "wrapUp", nowMs);
    });
    return wrapUpUntilMs;
  }

  /** Its time is over, or they are ready before: they are offered what waits. */
  endWrapUp(nowMs: number): void {
    const { wrapUpUntilMs, status, reason, agentId } = this.known;
    if (wrapUpUntilMs === undefined) return;
    this.#ports.storage.transactionSync(() => {
      this.#save({ ...this.known, wrapUpUntilMs: undefined });
      owePresence(this.#ports.outbox, agentId, status, reason, nowMs);
    });
    this.announce(nowMs);
  }

  /** What a queue may count on at this moment: reachable, and not finishing what they had. */
  offered(nowMs: number): PresenceStatus {
    return offeredStatus(this.reachable(), this.#profile?.wrapUpUntilMs, nowMs);
  }

  /** {@link reachable}, with what they say of it; nothing of somebody who is not there. */
  whereabouts(): Chosen {
    const status = this.reachable();
    return status === "offline" ? { status } : this.#chosen();
  }

  /** Wraps with the ring's current key what another one wraps. @returns which keys its copies name now */
  rewrap(): string[] {
    return this.#note.rewrap(this.known.agentId);
  }

  /** What queues may count on: the chosen status, as long as a feed is open to be told on. */
  reachable(): PresenceStatus {
    const status = this.#profile?.status ?? "offline";
    return status === "offline" || !this.#ports.hasFeed() ? "offline" : status;
  }

  /** As the queue of this team hears it. */
  availability(teamId: string, nowMs: number): AgentAvailability {
    const { agentId, capacity, idleSinceMs, version, teamIds, inboxIds, takesWork: isAtWork, abilities } = this.known;
    const status = isAtWork && teamIds.includes(teamId) ? this.offered(nowMs) : "offline";
    const tickets = this.#ports.ticketSlots.count();
    return {
      agentId,
      status,
      capacity,
      ...toldLoad(this.#ports.slots.load()),
      tickets,
      idleSinceMs,
      inboxIds,
      ...abilities,
      version,
    };
  }

  /** Something that queues and feeds go by has changed. */
  announce(nowMs: number): void {
    const { teamIds } = this.#save(this.known);
    oweAvailability(this.#ports.outbox, teamIds, nowMs);
    this.#ports.tellFeeds({ type: "presence", ...this.presence() });
    this.#ports.outbox.flush(nowMs);
  }

  loadChanged(nowMs: number): void {
    this.#save({ ...this.known, idleSinceMs: nowMs });
    this.announce(nowMs);
  }

  /** As the agent's own console shows it. */
  presence(): PresenceFrame {
    const { wrapUpUntilMs, capacity } = this.known;
    return { ...this.#chosen(), wrapUpUntilMs, capacity, ...toldLoad(this.#ports.slots.load()) };
  }

  #chosen(): Chosen {
    const { agentId, status, reason, untilMs } = this.known;
    return { status, reason, note: status === "busy" ? this.#note.read(agentId) : undefined, untilMs };
  }

  #save(profile: Profile): Profile {
    this.#profile = { ...profile, version: profile.version + 1 };
    saveProfile(this.#ports.storage.sql, this.#profile);
    return this.#profile;
  }
}

type Met = Pick<Profile, "name" | "teamIds" | "inboxIds" | "takesWork" | "accessVersion" | "capacity">;

function metAs(person: Person, before: Profile | undefined, defaultCapacity: number): Met {
  const { name, teamIds, narrowed, accessVersion = before?.accessVersion ?? 0 } = person;
  const said = person.capacity === undefined ? before?.capacity : person.capacity;
  const capacity = said ?? defaultCapacity;
  const met = { name, teamIds, inboxIds: person.inboxIds, takesWork: takesWork(person), accessVersion, capacity };
  // All that they may see is not known from a page that shows a part of it: whoever comes in full tells.
  return narrowed === undefined
    ? met
    : { ...met, inboxIds: before?.inboxIds, accessVersion: before?.accessVersion ?? 0 };
}

function isSame(before: Met, met: Met): boolean {
  const facts = ({ name, teamIds, inboxIds, takesWork: isAtWork, accessVersion, capacity }: Met) =>
    JSON.stringify([name, teamIds, inboxIds ?? null, isAtWork, accessVersion, capacity]);
  return facts(before) === facts(met);
}
