/** Staff accounts as rows hold them, and what becomes of them: principals and the list of colleagues. */
import { z } from "zod";
import type { GrantedPermission } from "#domain/identity/permissions";
import type { AgentPrincipal } from "#domain/identity/principal";
import { ROLES } from "#protocol/constants";

const ids = z.array(z.string().min(1).max(64));
const idsJson = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue("is not JSON");
      return z.NEVER;
    }
  })
  .pipe(ids);

const account = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.enum(ROLES),
  teamIds: idsJson,
  inboxIds: idsJson.nullish().transform((value) => value ?? undefined),
  /** Of a custom role: its id and the permissions that it ticks. */
  roleId: z
    .string()
    .nullish()
    .transform((value) => value ?? undefined),
  grants: idsJson.nullish().transform((value) => value ?? undefined),
  roleName: z
    .string()
    .nullish()
    .transform((value) => value ?? undefined),
  suspendedAtMs: z
    .int()
    .nullish()
    .transform((value) => value ?? undefined),
  /** Null: as many conversations as everybody. */
  capacity: z
    .int()
    .nullish()
    .transform((value) => value ?? null),
  accessVersion: z.int(),
  secondFactorRequired: z.boolean(),
  hasSecondFactor: z.boolean(),
});
export type Account = z.output<typeof account>;

/** @throws ZodError if the row is not one we wrote */
export function parseAccount(row: unknown): Account {
  return account.parse(row);
}

/** Their role asks for a second factor, and there is none yet: until it is set up they may do nothing else. */
export function mustEnrol(row: Pick<Account, "secondFactorRequired" | "hasSecondFactor">): boolean {
  return row.secondFactorRequired && !row.hasSecondFactor;
}

/** What somebody may do who {@link mustEnrol}. */
const GRANTS_TO_ENROL = ["account.own"] as const satisfies GrantedPermission[];

export function agentOf(row: Account, sessionId: string, expiresAtMs: number): AgentPrincipal {
  const grants = mustEnrol(row) ? [...GRANTS_TO_ENROL] : row.grants;
  return {
    type: "agent",
    id: row.id,
    name: row.name,
    role: row.role,
    ...(grants === undefined ? {} : { grants }),
    teamIds: row.teamIds,
    ...(row.inboxIds === undefined ? {} : { inboxIds: row.inboxIds }),
    accessVersion: row.accessVersion,
    sessionId,
    expiresAtMs,
  };
}
