/** The HTTP half of the contract: teams, who is in them, and how much each may have on their hands. */
import { z } from "zod";
import { MAX_CAPACITY } from "#protocol/constants";
import { BASE_CODES, done, type Operation } from "#protocol/operation";
import { personName, role, slug, supportTier } from "#protocol/vocabulary";

const capacity = z.int().min(1).max(MAX_CAPACITY);

const teamMember = z.object({
  id: z.string(),
  name: z.string(),
  role: role.meta({ description: "One of the four, or the one that a custom role is based on." }),
  takesWork: z.boolean().meta({ description: "False for who cannot be given conversations, suspended ones too." }),
  capacity: capacity.optional().meta({ description: "Conversations at once at most; absent: `defaultCapacity`." }),
});
export type TeamMember = z.infer<typeof teamMember>;

export const managedTeam = z
  .object({
    id: slug,
    name: z.string(),
    supportTier,
    members: z.array(teamMember),
    inboxes: z.array(z.object({ id: slug, name: z.string() })).meta({
      description: "Inboxes whose conversations begin in this team.",
    }),
  })
  .meta({ id: "ManagedTeam" });
export type ManagedTeam = z.infer<typeof managedTeam>;

export const managedTeams = z
  .object({ items: z.array(managedTeam), defaultCapacity: z.int() })
  .meta({ id: "ManagedTeams" });
export type ManagedTeams = z.infer<typeof managedTeams>;

const teamPath = z.object({ teamId: slug });

export const teamsOperations = {
  listManagedTeams: {
    method: "get",
    path: "/api/v1/admin/teams",
    summary: "Teams with their members and what these may have on their hands.",
    credential: "agent",
    status: 200,
    answer: managedTeams,
    codes: BASE_CODES,
  },
  createTeam: {
    method: "post",
    path: "/api/v1/admin/teams",
    summary: "A new team, nobody in it yet; 409 if there is one of this name.",
    credential: "agent",
    body: z.object({ name: personName }),
    status: 201,
    answer: managedTeam,
    codes: [...BASE_CODES, "conflict"],
  },
  renameTeam: {
    method: "put",
    path: "/api/v1/admin/teams/:teamId",
    summary: "Another name; 409 if somebody else gave it one meanwhile.",
    credential: "agent",
    params: teamPath,
    body: z.object({ name: personName, nameBefore: z.string() }),
    status: 200,
    answer: done,
    codes: [...BASE_CODES, "not_found", "conflict"],
  },
  deleteTeam: {
    method: "delete",
    path: "/api/v1/admin/teams/:teamId",
    summary: "Deletes a team that nobody is in and nothing goes to; 409 for any other.",
    credential: "agent",
    params: teamPath,
    status: 200,
    answer: done,
    codes: [...BASE_CODES, "not_found", "conflict"],
  },
  changeCapacity: {
    method: "put",
    path: "/api/v1/admin/agents/:agentId/capacity",
    summary: "How many conversations somebody has at once at most; null: as many as everybody.",
    credential: "agent",
    params: z.object({ agentId: slug }),
    body: z.object({ capacity: capacity.nullable(), capacityBefore: z.int().nullable() }),
    status: 200,
    answer: done,
    codes: [...BASE_CODES, "not_found", "conflict"],
  },
} as const satisfies Record<string, Operation>;
