/** The HTTP half of the contract: custom roles, and the table of who may do what. */
import { z } from "zod";
import { BASE_CODES, done, type Operation } from "#protocol/operation";
import { id, role } from "#protocol/vocabulary";

const MAX_ROLE_NAME_CHARS = 60;
const MAX_PERMISSIONS = 200;
const MAX_PERMISSION_CHARS = 64;

const version = z.int().min(1);
const permission = z.string().min(1).max(MAX_PERMISSION_CHARS);

export const roleBody = z.object({
  name: z
    .string()
    .trim()
    .min(1)
    .max(MAX_ROLE_NAME_CHARS)
    .regex(/^[^\p{C}\p{Zl}\p{Zp}]+$/u, "must be one line of readable text"),
  role: role.meta({ description: "Which of the four it is based on." }),
  permissions: z.array(permission).max(MAX_PERMISSIONS),
});
export type RoleBody = z.infer<typeof roleBody>;

export const customRole = z
  .object({ id, name: z.string(), role, permissions: z.array(z.string()), version })
  .meta({ id: "CustomRole" });
export type CustomRole = z.infer<typeof customRole>;

export const roleRow = z
  .object({
    ...customRole.shape,
    people: z.int().min(0).meta({ description: "How many have it." }),
    invited: z.int().min(0).meta({ description: "How many are asked to join with it." }),
    mayChange: z.boolean().meta({ description: "False for one that holds more than the reader does." }),
  })
  .meta({ id: "RoleRow" });
export type RoleRow = z.infer<typeof roleRow>;

export const permissionRow = z
  .object({
    name: z.string(),
    roles: z.array(role).meta({ description: "The built-in roles that hold it." }),
    always: z.literal(true).optional().meta({ description: "No role goes without it." }),
    mayGive: z.boolean().meta({ description: "Whether the reader may tick it." }),
  })
  .meta({ id: "PermissionRow" });
export type PermissionRow = z.infer<typeof permissionRow>;

export const roleList = z
  .object({ items: z.array(roleRow), permissions: z.array(permissionRow) })
  .meta({ id: "RoleList" });
export type RoleList = z.infer<typeof roleList>;

export const roleAnswer = z.object({ role: customRole }).meta({ id: "RoleAnswer" });

const ofRole = z.object({ id });
const codes = [...BASE_CODES, "not_found", "conflict"] as const;

export const rolesOperations = {
  listRoles: {
    method: "get",
    path: "/api/v1/roles",
    summary: "Custom roles, and which permissions there are.",
    credential: "agent",
    status: 200,
    answer: roleList,
    codes: BASE_CODES,
  },
  createRole: {
    method: "post",
    path: "/api/v1/roles",
    summary: "Makes a role of ticked permissions.",
    credential: "agent",
    body: roleBody,
    status: 201,
    answer: roleAnswer,
    codes: [...BASE_CODES, "conflict"],
  },
  changeRole: {
    method: "put",
    path: "/api/v1/roles/:id",
    summary: "Changes a role, and what everybody who has it may do.",
    credential: "agent",
    params: ofRole,
    body: roleBody.extend({ version }),
    status: 200,
    answer: roleAnswer,
    codes,
  },
  deleteRole: {
    method: "delete",
    path: "/api/v1/roles/:id",
    summary: "Deletes a role that nobody has.",
    credential: "agent",
    params: ofRole,
    query: z.object({ version: z.coerce.number().pipe(version) }),
    status: 200,
    answer: done,
    codes,
  },
} as const satisfies Record<string, Operation>;
