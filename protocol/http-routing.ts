/** The HTTP half of the contract: skills, who knows what, and how each team hands out its work. */
import { z } from "zod";
import {
  LOCALES,
  MAX_SKILL_LEVEL,
  MAX_SKILL_NAME_CHARS,
  MAX_SKILLS,
  MAX_SKILLS_ASKED,
  MAX_WAITING,
} from "#protocol/constants";
import { BASE_CODES, done, type Operation } from "#protocol/operation";
import { instantMs, locale, slug } from "#protocol/vocabulary";
import { MAX_TICKETS_HANDED_OUT } from "#protocol/work-weights";

const MINUTE_MS = 60_000;
const waitMs = z
  .int()
  .min(10_000)
  .max(24 * 60 * MINUTE_MS);
/** Grows with each change; 0 of what was never set. */
const version = z.int().min(0);

const skillName = z
  .string()
  .overwrite((name) => name.replace(/\s+/gu, " ").trim())
  .min(1)
  .max(MAX_SKILL_NAME_CHARS)
  .regex(/^[^\p{C}\p{Zl}\p{Zp}]+$/u, "must be one line of readable text");
export const skillNames = z
  .object({ en: skillName, "zh-CN": skillName })
  .meta({ description: "In the shop's own words, a name a language." });
export type SkillNames = z.infer<typeof skillNames>;

const skill = z.object({ id: slug, names: skillNames, version }).meta({ id: "Skill" });
export type Skill = z.infer<typeof skill>;

const skillAtLevel = z.object({
  skillId: slug,
  level: z.int().min(1).max(MAX_SKILL_LEVEL).meta({ description: "The greater, the better they know it." }),
});
const region = z.string().trim().min(1).max(40);
const isEachOnce = (items: readonly { skillId: string }[]) =>
  new Set(items.map(({ skillId }) => skillId)).size === items.length;

export const agentAbilities = z
  .object({
    skills: z
      .array(skillAtLevel)
      .max(MAX_SKILLS)
      .refine(isEachOnce, { message: "must name each skill once" })
      .default([]),
    languages: z.array(locale).max(LOCALES.length).optional().meta({ description: "Absent: any." }),
    regions: z.array(region).min(1).max(50).optional().meta({ description: "Absent: any." }),
  })
  .meta({ id: "AgentAbilities" });
export type AgentAbilities = z.infer<typeof agentAbilities>;

export const teamRouting = z
  .object({
    needs: z
      .array(
        z.object({
          inboxId: slug,
          skills: z
            .array(skillAtLevel)
            .max(MAX_SKILLS_ASKED)
            .refine(isEachOnce, { message: "must name each skill once" }),
          region: region.optional(),
        }),
      )
      .max(100)
      .default([])
      .meta({ description: "What conversations of an inbox ask of whoever answers, the most important skill first." }),
    relaxAfterMs: waitMs
      .optional()
      .meta({ description: "After each such time one thing less is asked, the language last; absent: never." }),
    overflow: z
      .object({ teamId: slug, afterMs: waitMs })
      .optional()
      .meta({ description: "The team in which they wait on after that time." }),
    maxWaiting: z
      .int()
      .min(1)
      .max(MAX_WAITING)
      .optional()
      .meta({ description: "Who comes when so many wait is asked to leave a message." }),
    maxWaitMs: waitMs.optional().meta({
      description: "Who is expected to wait longer is asked to leave a message; nobody is while that is not known.",
    }),
    takeBackAfterMs: waitMs
      .optional()
      .meta({ description: "What nobody answers for so long is given to somebody else." }),
    isSticky: z.boolean().default(true).meta({ description: "Customers come back to whoever had them last." }),
    ticketsHandedOut: z
      .object({ atMost: z.int().min(1).max(MAX_TICKETS_HANDED_OUT) })
      .optional()
      .meta({
        description:
          "Tickets that nobody has go to somebody by themselves, unless that one has so many unfinished ones; absent: they wait.",
      }),
    manualUntilMs: instantMs.optional().meta({ description: "Until then nothing is offered: agents pick." }),
  })
  .meta({ id: "TeamRouting" });
export type TeamRouting = z.infer<typeof teamRouting>;

export const routingSettings = z
  .object({
    skills: z.array(skill),
    teams: z.array(z.object({ teamId: slug, routing: teamRouting, version })),
    agents: z.array(z.object({ agentId: z.string(), abilities: agentAbilities, version })),
  })
  .meta({ id: "RoutingSettings" });
export type RoutingSettings = z.infer<typeof routingSettings>;

const skillPath = z.object({ skillId: slug });
const changeCodes = [...BASE_CODES, "not_found", "conflict"] as const;

export const routingOperations = {
  readRouting: {
    method: "get",
    path: "/api/v1/admin/routing",
    summary: "Skills, what agents know, and how teams hand out their work; who is not listed is as everybody.",
    credential: "agent",
    status: 200,
    answer: routingSettings,
    codes: BASE_CODES,
  },
  createSkill: {
    method: "post",
    path: "/api/v1/admin/skills",
    summary: "A skill that agents may have and work may ask for.",
    credential: "agent",
    body: z.object({ names: skillNames }),
    status: 201,
    answer: skill,
    codes: [...BASE_CODES, "conflict"],
  },
  changeSkill: {
    method: "put",
    path: "/api/v1/admin/skills/:skillId",
    summary: "Other names, at the version that was seen.",
    credential: "agent",
    params: skillPath,
    body: z.object({ names: skillNames, version }),
    status: 200,
    answer: done,
    codes: changeCodes,
  },
  deleteSkill: {
    method: "delete",
    path: "/api/v1/admin/skills/:skillId",
    summary: "Deletes a skill that no team asks for; 409 for any other.",
    credential: "agent",
    params: skillPath,
    status: 200,
    answer: done,
    codes: changeCodes,
  },
  changeAbilities: {
    method: "put",
    path: "/api/v1/admin/agents/:agentId/abilities",
    summary: "What somebody knows, at the version that was seen.",
    credential: "agent",
    params: z.object({ agentId: slug }),
    body: z.object({ abilities: agentAbilities, version }),
    status: 200,
    answer: done,
    codes: changeCodes,
  },
  changeTeamRouting: {
    method: "put",
    path: "/api/v1/admin/teams/:teamId/routing",
    summary: "How a team hands out its work, at the version that was seen; 409 where overflow would come back.",
    credential: "agent",
    params: z.object({ teamId: slug }),
    body: z.object({ routing: teamRouting, version }),
    status: 200,
    answer: done,
    codes: changeCodes,
  },
} as const satisfies Record<string, Operation>;
