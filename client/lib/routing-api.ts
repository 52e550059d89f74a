/** How work is handed out, for those who may set it. */
import { LOCALES } from "#protocol/constants";
import type { AgentAbilities, RoutingSettings, Skill, SkillNames, TeamRouting } from "#protocol/http-routing";
import { type ApiOptions, call } from "./api.ts";
import { array, boolean, type Decoder, integer, object, oneOf, string } from "./decoder.ts";
import { slug } from "./nouns.ts";

const nothing = object({});
const version = integer(0);
const skillAtLevel = object({ skillId: slug, level: integer(1) });
const skill: Decoder<Skill> = object({ id: slug, names: object({ en: string, "zh-CN": string }), version });
const abilities: Decoder<AgentAbilities> = object(
  { skills: array(skillAtLevel) },
  { languages: array(oneOf(...LOCALES)), regions: array(string) },
);
const routing: Decoder<TeamRouting> = object(
  { needs: array(object({ inboxId: slug, skills: array(skillAtLevel) }, { region: string })), isSticky: boolean },
  {
    relaxAfterMs: integer(0),
    overflow: object({ teamId: slug, afterMs: integer(0) }),
    maxWaiting: integer(1),
    maxWaitMs: integer(0),
    takeBackAfterMs: integer(0),
    ticketsHandedOut: object({ atMost: integer(1) }),
    manualUntilMs: integer(0),
  },
);

/** A test holds it equal to the contract. */
export const routingAnswer: Decoder<RoutingSettings> = object({
  skills: array(skill),
  teams: array(object({ teamId: slug, routing, version })),
  agents: array(object({ agentId: string, abilities, version })),
});

const ADMIN = "/api/v1/admin";

/** @throws ApiError, as all of these do */
export function readRouting(api: ApiOptions): Promise<RoutingSettings> {
  return call(api, { method: "GET", path: `${ADMIN}/routing`, answer: routingAnswer });
}

export function createSkill(api: ApiOptions, names: SkillNames): Promise<Skill> {
  return call(api, { method: "POST", path: `${ADMIN}/skills`, body: { names }, answer: skill });
}

export async function renameSkill(api: ApiOptions, { id, names, version: seen }: Skill): Promise<void> {
  await call(api, { method: "PUT", path: skillPath(id), body: { names, version: seen }, answer: nothing });
}

/** `conflict` while a team asks for it. */
export async function deleteSkill(api: ApiOptions, skillId: string): Promise<void> {
  await call(api, { method: "DELETE", path: skillPath(skillId), answer: nothing });
}

export async function saveAbilities(
  api: ApiOptions,
  agentId: string,
  body: { readonly abilities: AgentAbilities; readonly version: number },
): Promise<void> {
  const path = `${ADMIN}/agents/${encodeURIComponent(agentId)}/abilities`;
  await call(api, { method: "PUT", path, body, answer: nothing });
}

export async function saveTeamRouting(
  api: ApiOptions,
  teamId: string,
  body: { readonly routing: TeamRouting; readonly version: number },
): Promise<void> {
  const path = `${ADMIN}/teams/${encodeURIComponent(teamId)}/routing`;
  await call(api, { method: "PUT", path, body, answer: nothing });
}

function skillPath(skillId: string): string {
  return `${ADMIN}/skills/${encodeURIComponent(skillId)}`;
}
