/**
 * Who gets the next conversation. Pure: the QueueActor brings what it knows of entries and agents, and so does the simulation.
 * Eligible agents are online, have room for the work and know what it asks. Of these come first who meets most of what was
 * asked at the beginning, then who had the customer last, then the least loaded, then the longest idle.
 */
import { hasRoom } from "#domain/routing/weights/weights";
import type { PresenceStatus } from "#protocol/constants";

/** The smaller number is less; an agent knows a skill at one level, and work asks for a least one. */
export interface SkillNeed {
  readonly skillId: string;
  /** From 1. */
  readonly level: number;
}

/** What an entry asks of an agent. */
export interface Requirements {
  /** How much of an agent's capacity it takes, in places. */
  readonly weight: number;
  /** Where the customer wrote; absent where that is not known, or not asked. */
  readonly inboxId?: string | undefined;
  /** The most important first; the last one is let go of first. */
  readonly skills?: readonly SkillNeed[] | undefined;
  readonly language?: string | undefined;
  readonly region?: string | undefined;
  /** Whoever had it last: asked first, within bounds. */
  readonly lastAgentId?: string | undefined;
  /** Whoever let it lie or handed it on: not asked. */
  readonly notAgentId?: string | undefined;
}

/** What an agent knows. Absent languages or regions: any; absent skills: none. */
export interface Abilities {
  readonly skills?: readonly SkillNeed[] | undefined;
  readonly languages?: readonly string[] | undefined;
  readonly regions?: readonly string[] | undefined;
}

export interface AgentState extends Abilities {
  readonly agentId: string;
  readonly status: PresenceStatus;
  readonly capacity: number;
  readonly load: number;
  /** Since when they have had their present load; the smaller, the longer idle. */
  readonly idleSinceMs: number;
  /** Inboxes whose conversations they may see; absent: all of them. */
  readonly inboxIds?: readonly string[] | undefined;
}

/** How much more of their capacity the last agent may have in use than the least loaded, and still be asked first. */
export const STICKY_LOAD_GAP = 0.5;

/**
 * What each skill level or language that the work does not ask for counts, as a part of an agent's capacity: those who know
 * much are kept for work that asks for it, but not while others are much busier. Tuned with `npm run sim:routing -- --tune`.
 */
const SPARE_COST = 0.06;

export function isEligible(agent: AgentState, requirements: Requirements): boolean {
  const { status, agentId } = agent;
  return (
    status === "online" &&
    hasRoom(agent, requirements.weight) &&
    agentId !== requirements.notAgentId &&
    maySee(agent, requirements.inboxId) &&
    unmetBy(agent, requirements) === 0
  );
}

/** Whether an agent of this scope may be given work of this inbox. */
export function maySee({ inboxIds }: Pick<AgentState, "inboxIds">, inboxId: string | undefined): boolean {
  return inboxIds === undefined || inboxId === undefined || inboxIds.includes(inboxId);
}

/**
 * @param requirements what is asked by now
 * @param wanted what was asked at the beginning: whoever comes nearest to it is preferred
 * @returns the agent to ask first, or undefined if nobody is eligible
 */
export function chooseAgent<Agent extends AgentState>(
  agents: readonly Agent[],
  requirements: Requirements,
  wanted: Requirements = requirements,
): Agent | undefined {
  const eligible = agents.filter((agent) => isEligible(agent, requirements));
  if (eligible.length < 2) return eligible[0];
  const ranked = eligible.map((agent) => ({ agent, unmet: unmetBy(agent, wanted), cost: costOf(agent, wanted) }));
  const best = ranked.reduce((one, other) => (compare(other, one) < 0 ? other : one));
  const last = ranked.find(({ agent }) => agent.agentId === wanted.lastAgentId);
  const leastLoad = Math.min(...eligible.map(loadOf));
  const isSticky = last?.unmet === best.unmet && loadOf(last.agent) <= leastLoad + STICKY_LOAD_GAP;
  return isSticky ? last.agent : best.agent;
}

/** Those who are online for customers of this inbox, busy to the brim or not, in the order in which they are asked. */
export function agentsThere<Agent extends AgentState>(agents: readonly Agent[], inboxId: string): Agent[] {
  return agents.filter((agent) => agent.status === "online" && maySee(agent, inboxId)).sort(byLoadThenIdle);
}

/** How many of the skills, language and region that are asked the agent lacks. */
function unmetBy(agent: Abilities, { skills = [], language, region }: Requirements): number {
  let unmet = 0;
  for (const { skillId, level } of skills) if (levelOf(agent, skillId) < level) unmet += 1;
  if (language !== undefined && agent.languages?.includes(language) === false) unmet += 1;
  if (region !== undefined && agent.regions?.includes(region) === false) unmet += 1;
  return unmet;
}

function levelOf({ skills = [] }: Abilities, skillId: string): number {
  return skills.find((skill) => skill.skillId === skillId)?.level ?? 0;
}

function loadOf({ load, capacity }: AgentState): number {
  return load / capacity;
}

/** The load, and what the agent knows beyond what is asked. */
function costOf(agent: AgentState, { skills = [] }: Requirements): number {
  const asked = (skillId: string) => skills.find((need) => need.skillId === skillId)?.level ?? 0;
  const spareLevels = (agent.skills ?? []).reduce(
    (sum, { skillId, level }) => sum + Math.max(0, level - asked(skillId)),
    0,
  );
  const spareLanguages = Math.max(0, (agent.languages?.length ?? 1) - 1);
  return loadOf(agent) + SPARE_COST * (spareLevels + spareLanguages);
}

interface Ranked {
  readonly agent: AgentState;
  readonly unmet: number;
  readonly cost: number;
}

function compare(a: Ranked, b: Ranked): number {
  if (a.unmet !== b.unmet) return a.unmet - b.unmet;
  return a.cost === b.cost ? byLoadThenIdle(a.agent, b.agent) : a.cost - b.cost;
}

function byLoadThenIdle(a: AgentState, b: AgentState): number {
  const byLoad = loadOf(a) - loadOf(b);
  if (byLoad !== 0) return byLoad;
  if (a.idleSinceMs !== b.idleSinceMs) return a.idleSinceMs - b.idleSinceMs;
  return a.agentId < b.agentId ? -1 : 1;
}
