/**
 * How a team hands out its work: what is let go of while a customer waits, when another team helps out, how many may wait,
 * when work that lies is taken back. Pure functions of the time that somebody has waited.
 */
import type { Requirements, SkillNeed } from "#domain/routing/rules";
import { MAX_SKILLS_ASKED, type Priority } from "#protocol/constants";

/** What conversations from one inbox ask of whoever answers them. */
export interface InboxNeed {
  readonly inboxId: string;
  readonly skills: readonly SkillNeed[];
  readonly region?: string | undefined;
}

export interface TeamPolicy {
  readonly needs: readonly InboxNeed[];
  /** After each such time one thing less is asked; absent: never. */
  readonly relaxAfterMs?: number | undefined;
  readonly overflow?: { readonly teamId: string; readonly afterMs: number } | undefined;
  /** Who comes when so many wait is told to leave a message; absent: nobody is. */
  readonly maxWaiting?: number | undefined;
  /** Who is expected to wait longer is told to leave a message; absent: nobody is. */
  readonly maxWaitMs?: number | undefined;
  /** An assigned conversation that nobody answers for so long waits again; absent: it stays. */
  readonly takeBackAfterMs?: number | undefined;
  /** Whether customers come back to whoever had them last. */
  readonly isSticky: boolean;
  /** Tickets go to somebody by themselves, so many to each at most; absent: they wait until somebody takes them. */
  readonly ticketsHandedOut?: { readonly atMost: number } | undefined;
  /** Until then nothing is offered: agents pick, or leads assign. */
  readonly manualUntilMs?: number | undefined;
}

/** Of a team that nobody set anything for. */
export const DEFAULT_POLICY: TeamPolicy = { needs: [], relaxAfterMs: 60_000, isSticky: true };

/**
 * How much earlier than they came pressing ones stand in the line. As everybody moves up with time at the same pace, nobody
 * is overtaken by those who come later than that: Jackson's urgency numbers (Operations Research 8, 1960), where waiting
 * counts as much as rank and none starves. Tuned with `npm run sim:routing -- --tune`.
 */
const HEAD_STARTS_MS: Readonly<Record<Priority, number>> = { low: -30_000, normal: 0, high: 60_000, urgent: 120_000 };

export function headStartMs(priority: Priority = "normal"): number {
  return HEAD_STARTS_MS[priority];
}

/** What a conversation of this inbox asks at first. @param known of it and its customer */
export function wantedBy(
  policy: Pick<TeamPolicy, "needs" | "isSticky">,
  { inboxId, lastAgentId, ...known }: Requirements,
): Requirements {
  const need = policy.needs.find((one) => one.inboxId === inboxId);
  const sticky = policy.isSticky ? lastAgentId : undefined;
  return {
    ...known,
    inboxId,
    skills: bothAsked(known.skills, need?.skills),
    region: need?.region,
    lastAgentId: sticky,
  };
}

/** What rules ask of this very conversation comes before what its inbox asks of each. */
function bothAsked(ruled: readonly SkillNeed[] | undefined, asked: readonly SkillNeed[] | undefined) {
  if (ruled === undefined || ruled.length === 0) return asked;
  const others = (asked ?? []).filter(({ skillId }) => !ruled.some((one) => one.skillId === skillId));
  return [...ruled, ...others].slice(0, MAX_SKILLS_ASKED);
}

/**
 * What is still asked after so long a wait: one thing less each time, in this order: that it is not whoever let it lie,
 * skills from the least important on, region, language.
 */
export function relaxed(wanted: Requirements, waitedMs: number, { relaxAfterMs }: Pick<TeamPolicy, "relaxAfterMs">) {
  let left = relaxAfterMs === undefined ? 0 : stepsIn(waitedMs, relaxAfterMs);
  const isDropped = (isAsked: boolean) => isAsked && left-- > 0;
  const notAgentId = isDropped(wanted.notAgentId !== undefined) ? undefined : wanted.notAgentId;
  const skills = wanted.skills?.slice(0, Math.max(0, wanted.skills.length - Math.max(0, left)));
  left -= wanted.skills?.length ?? 0;
  const region = isDropped(wanted.region !== undefined) ? undefined : wanted.region;
  const language = isDropped(wanted.language !== undefined) ? undefined : wanted.language;
  return { ...wanted, notAgentId, skills, region, language };
}

/** When the next thing is let go of; undefined if nothing is left. */
export function nextRelaxationAtMs(
  wanted: Requirements,
  waitingSinceMs: number,
  { relaxAfterMs }: Pick<TeamPolicy, "relaxAfterMs">,
  nowMs: number,
): number | undefined {
  if (relaxAfterMs === undefined) return undefined;
  const { skills = [], notAgentId, region, language } = wanted;
  const asked = skills.length + [notAgentId, region, language].filter((one) => one !== undefined).length;
  const step = stepsIn(nowMs - waitingSinceMs, relaxAfterMs) + 1;
  return step > asked ? undefined : waitingSinceMs + step * relaxAfterMs;
}

/** Whether a lead has said that nothing is offered at this moment. */
export function isManual({ manualUntilMs }: Pick<TeamPolicy, "manualUntilMs">, nowMs: number): boolean {
  return manualUntilMs !== undefined && nowMs < manualUntilMs;
}

/**
 * @param position in the line, from 1
 * @param expectedWaitMs at that position; undefined where nothing can be said, which is no limit
 */
export function isBeyondLimit(
  { maxWaiting, maxWaitMs }: Pick<TeamPolicy, "maxWaiting" | "maxWaitMs">,
  position: number,
  expectedWaitMs?: number,
): boolean {
  if (maxWaiting !== undefined && position > maxWaiting) return true;
  return maxWaitMs !== undefined && expectedWaitMs !== undefined && expectedWaitMs > maxWaitMs;
}

/** The team in which somebody waits on who came into this one then. */
export function overflowTo(
  { overflow }: Pick<TeamPolicy, "overflow">,
  arrivedAtMs: number,
  nowMs: number,
): string | undefined {
  return overflow !== undefined && nowMs >= arrivedAtMs + overflow.afterMs ? overflow.teamId : undefined;
}

/** When whoever came into this line then goes over to another; undefined if nobody did, or never. */
export function nextOverflowAtMs(
  { overflow }: Pick<TeamPolicy, "overflow">,
  arrivedAtMs: number | undefined,
): number | undefined {
  return overflow === undefined || arrivedAtMs === undefined ? undefined : arrivedAtMs + overflow.afterMs;
}

/**
 * Whether overflow from one team would come back to it.
 * @param next where each team's overflow goes now
 */
export function isCircle(teamId: string, overflowTeamId: string, next: ReadonlyMap<string, string>): boolean {
  const seen = new Set<string>();
  for (let at: string | undefined = overflowTeamId; at !== undefined && !seen.has(at); at = next.get(at)) {
    if (at === teamId) return true;
    seen.add(at);
  }
  return false;
}

function stepsIn(waitedMs: number, stepMs: number): number {
  return Math.max(0, Math.floor(waitedMs / stepMs));
}
