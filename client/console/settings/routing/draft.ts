/** What the dialogs of routing keep while they are filled in, and what becomes of it. */
import type { AgentAbilities, TeamRouting } from "#protocol/http-routing";

export type SkillLevel = AgentAbilities["skills"][number];

const SECOND_MS = 1_000;
const HOUR_MS = 3_600_000;
/** What a team that nobody set anything for goes by. */
export const PLAIN_ROUTING: TeamRouting = { needs: [], relaxAfterMs: 60_000, isSticky: true };
export const PLAIN_ABILITIES: AgentAbilities = { skills: [] };

/** @param typed as a number field gives it; @returns undefined for an empty one */
export function toMs(typed: string | number): number | undefined {
  return typeof typed === "number" ? Math.round(typed * SECOND_MS) : undefined;
}

export function toSeconds(ms: number | undefined): number | "" {
  return ms === undefined ? "" : Math.round(ms / SECOND_MS);
}

/** @param level 0: not at all. The others keep their order, which is that of importance. */
export function withLevel(skills: readonly SkillLevel[], skillId: string, level: number): SkillLevel[] {
  const isKnown = skills.some((skill) => skill.skillId === skillId);
  if (level === 0) return skills.filter((skill) => skill.skillId !== skillId);
  if (!isKnown) return [...skills, { skillId, level }];
  return skills.map((skill) => (skill.skillId === skillId ? { skillId, level } : skill));
}

/** Of a text with commas between them, those of Chinese too. */
export function toRegions(typed: string): string[] | undefined {
  const regions = [...new Set(typed.split(/[,，、]/).map((region) => region.trim()))].filter((region) => region !== "");
  return regions.length === 0 ? undefined : regions;
}

/** What one inbox asks; nothing at all is left out. */
export function withNeed(routing: TeamRouting, need: TeamRouting["needs"][number]): TeamRouting {
  const others = routing.needs.filter(({ inboxId }) => inboxId !== need.inboxId);
  const isEmpty = need.skills.length === 0 && (need.region ?? "").trim() === "";
  return { ...routing, needs: isEmpty ? others : [...others, need] };
}

/** @param choice hours from now, "keep" for as it was, or null */
export function manualUntil(choice: string | null, before: number | undefined, nowMs: number): number | undefined {
  if (choice === "keep") return before;
  return choice === null || choice === "off" ? undefined : nowMs + Number(choice) * HOUR_MS;
}
