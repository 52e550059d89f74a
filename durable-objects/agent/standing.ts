/**
 * Where an agent stands: who they are, what they chose to be, whether they can be reached, how much they have on their
 * hands; and who hears of it: the queues of their teams and their own feeds.
 */
import { oweAvailability } from "#actors/agent/deliveries";
import { agentMigrations } from "#actors/agent/migrations";
import { loadProfile, type Profile, saveProfile } from "#actors/agent/profile";
import type { Slots } from "#actors/agent/slots";
import type { AgentAvailability } from "#actors/contracts";
import { isMigrated, migrate } from "#actors/runtime/migrations";
import type { Outbox } from "#actors/runtime/outbox";
import { type Colleague, takesWork } from "#domain/identity/scope";
import { maySee } from "#domain/routing/rules";
import type { PresenceStatus } from "#protocol/constants";

export interface StandingPorts {
  readonly storage: DurableObjectStorage;
  readonly outbox: Outbox;
  readonly slots: Slots;
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

export interface PresenceFrame {
  readonly status: PresenceStatus;
  readonly capacity: number;
  readonly load: number;
}

export class Standing {
  readonly #ports: StandingPorts;
  #profile: Profile | undefined;

  constructor(ports: StandingPorts) {
    this.#ports = ports;
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
    const profile = this.#save({ ...(before ?? fresh), ...met });
    const { teamIds } = profile;
    // Teams they left hear it too.
    const teams = new Set([...(before?.teamIds ?? []), ...teamIds]);
    oweAvailability(this.#ports.outbox, [...teams], nowMs);
    if (before !== undefined && before.capacity !== profile.capacity)
      this.#ports.tellFeeds({ type: "presence", ...this.presence() });
    this.#ports.outbox.flush(nowMs);
    return profile;
  }

  choose(status: PresenceStatus, nowMs: number): void {
    this.#save({ ...this.known, status });
    this.announce(nowMs);
  }

  /** What queues may count on: the chosen status, as long as a feed is open to be told on. */
  reachable(): PresenceStatus {
    const status = this.#profile?.status ?? "offline";
    return status === "offline" || !this.#ports.hasFeed() ? "offline" : status;
  }

  /** As the queue of this team hears it. */
  availability(teamId: string): AgentAvailability {
    const { agentId, capacity, idleSinceMs, version, teamIds, inboxIds, takesWork: isAtWork } = this.known;
    const status = isAtWork && teamIds.includes(teamId) ? this.reachable() : "offline";
    return { agentId, status, capacity, load: this.#ports.slots.load(), idleSinceMs, inboxIds, version };
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
    const { status, capacity } = this.known;
    return { status, capacity, load: this.#ports.slots.load() };
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
