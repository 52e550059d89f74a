/**
 * A shop's day: agents in shifts, customers who come in two peaks, what they ask, how long each is talked to and how long
 * each would wait. The day is drawn before anything is handed out, so that every strategy meets the very same one.
 */
import type { Abilities, Requirements, SkillNeed } from "#domain/routing/rules";
import type { Priority } from "#protocol/constants";
import { between, pick, type Random, seededRandom, shuffled } from "#scripts/seed/history/random";
import { exponential, lognormal, weighted } from "./chance.ts";

const HOUR_MS = 3_600_000;
/** From nine in the morning to eleven at night. */
export const DAY_MS = 14 * HOUR_MS;
/** Customers an hour, one against the other: before lunch, and in the evening. */
const ARRIVALS_BY_HOUR = [4, 6, 9, 10, 8, 7, 7, 7, 7, 8, 9, 12, 13, 8];
/** Agents at work are planned after that. */
const SHIFTS_MS = [0, 2, 4, 6].map((hours) => hours * HOUR_MS);
const SHIFT_WEIGHTS = [3, 2, 2, 5];
const SHIFT_MS = 8 * HOUR_MS;
const AGENTS = 200;
export const TEAMS = 8;
const ARRIVALS = 10_000;
const SKILLS_A_TEAM = 4;
const PRIORITIES: readonly Priority[] = ["low", "normal", "high", "urgent"];
const PRIORITY_WEIGHTS = [10, 70, 15, 5];
/** Of the logarithm: the longest of a hundred takes about six times the mean. */
const HANDLING_SIGMA = 1;
const PATIENCE_MEAN_MS = 8 * 60_000;

export interface SimulatedAgent extends Abilities {
  readonly agentId: string;
  readonly teams: readonly number[];
  readonly capacity: number;
  readonly fromMs: number;
  readonly toMs: number;
  /** Their line is cut at the end: what they have goes back to the head. The others finish it. */
  readonly drops: boolean;
}

export interface Arrival {
  readonly id: number;
  readonly atMs: number;
  readonly team: number;
  readonly priority: Priority;
  readonly wanted: Requirements;
  readonly handlingMs: number;
  readonly patienceMs: number;
}

export interface Day {
  readonly agents: readonly SimulatedAgent[];
  readonly arrivals: readonly Arrival[];
}

/** @param load the work of the day as a part of what its agents could do in their shifts */
export function dayOf(seed: number, load: number, agentCount = AGENTS, arrivalCount = ARRIVALS): Day {
  const random = seededRandom(seed * 2_654_435_761);
  const agents = Array.from({ length: agentCount }, (_, index) => agentOf(random, index));
  const capacityMs = agents.reduce((sum, { capacity, fromMs, toMs }) => sum + capacity * (toMs - fromMs), 0);
  const meanWeight = 1.1;
  const meanHandlingMs = (load * capacityMs) / (arrivalCount * meanWeight);
  const times = Array.from({ length: arrivalCount }, () => timeOf(random)).sort((a, b) => a - b);
  return { agents, arrivals: times.map((atMs, id) => arrivalOf(random, id, atMs, meanHandlingMs)) };
}

function agentOf(random: Random, index: number): SimulatedAgent {
  const team = index % TEAMS;
  const shift = weighted(random, SHIFT_WEIGHTS);
  const fromMs = SHIFTS_MS[shift] ?? 0;
  const isCut = random() < 0.05;
  const fullMs = Math.min(DAY_MS, fromMs + SHIFT_MS);
  const languages = [["zh-CN"], ["en"], ["zh-CN", "en"]][weighted(random, [60, 15, 25])];
  return {
    agentId: `agent-${String(index).padStart(3, "0")}`,
    // One in four helps out in another team too.
    teams: random() < 0.25 ? [team, (team + between(random, 1, TEAMS - 1)) % TEAMS] : [team],
    capacity: between(random, 2, 4),
    fromMs,
    toMs: isCut ? fromMs + random() * (fullMs - fromMs) : fullMs,
    drops: isCut,
    languages,
    skills: skillsOf(random, team, weighted(random, [25, 35, 25, 15])),
  };
}

function skillsOf(random: Random, team: number, count: number): SkillNeed[] {
  const all = Array.from({ length: SKILLS_A_TEAM }, (_, index) => `${team}-${index}`);
  return shuffled(random, all)
    .slice(0, count)
    .map((skillId) => ({ skillId, level: weighted(random, [45, 35, 20]) + 1 }));
}

function timeOf(random: Random): number {
  return (weighted(random, ARRIVALS_BY_HOUR) + random()) * HOUR_MS;
}

function arrivalOf(random: Random, id: number, atMs: number, meanHandlingMs: number): Arrival {
  const team = weighted(random, [16, 15, 14, 13, 12, 11, 10, 9]);
  const skills = skillsOf(random, team, weighted(random, [50, 38, 12]));
  return {
    id,
    atMs,
    team,
    priority: PRIORITIES[weighted(random, PRIORITY_WEIGHTS)] ?? "normal",
    wanted: {
      // One in ten is a case that takes two places.
      weight: random() < 0.1 ? 2 : 1,
      skills,
      language: pick(random, ["zh-CN", "zh-CN", "zh-CN", "zh-CN", "en"]),
    },
    handlingMs: lognormal(random, meanHandlingMs, HANDLING_SIGMA),
    patienceMs: exponential(random, PATIENCE_MEAN_MS),
  };
}
