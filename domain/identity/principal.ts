/** Who is asking. The worker makes a principal from a verified credential; actors keep it with the socket. */
import { z } from "zod";
import { ROLES } from "#protocol/constants";

const contactPrincipal = z.object({
  type: z.literal("contact"),
  id: z.string(),
  inboxId: z.string(),
  /** The shop vouched for them when the session began. */
  verified: z.literal(true).optional(),
  /** Tags of the networks that they connect from, where a socket has to be found by them. */
  networks: z.array(z.string()).optional(),
  sessionId: z.string(),
  expiresAtMs: z.int(),
});
export type ContactPrincipal = z.infer<typeof contactPrincipal>;

export const agentPrincipal = z.object({
  type: z.literal("agent"),
  id: z.string(),
  name: z.string(),
  /** One of the four, or the one that a custom role is based on. */
  role: z.enum(ROLES),
  /** What they may do where that is not simply their role's: a custom role, or a second factor still to be set up. */
  grants: z.array(z.string()).optional(),
  /** Inboxes whose conversations they may see; absent: all of them. */
  inboxIds: z.array(z.string()).optional(),
  /** Comes with a request of another page than ours: `inboxIds` are that page's, not all that they may see. */
  narrowed: z.literal(true).optional(),
  /** Teams from whose queues they work. */
  teamIds: z.array(z.string()),
  /** Which state of their access this is; a later one has a greater number. */
  accessVersion: z.int().optional(),
  sessionId: z.string(),
  expiresAtMs: z.int(),
});
export type AgentPrincipal = z.infer<typeof agentPrincipal>;

export const principal = z.discriminatedUnion("type", [contactPrincipal, agentPrincipal]);
export type Principal = z.infer<typeof principal>;

/** Carries a principal from the worker to an actor; whatever a client sends under this name is overwritten. */
export const PRINCIPAL_HEADER = "x-edgedesk-principal";

/** Header-safe form: header values are byte strings, names are not. */
export function encodePrincipal(value: Principal): string {
  return encodeURIComponent(JSON.stringify(value));
}

/** @returns the principal, or undefined if the header is absent or not one of ours */
export function decodePrincipal(header: string | null): Principal | undefined {
  if (header === null) return undefined;
  try {
    return principal.safeParse(JSON.parse(decodeURIComponent(header))).data;
  } catch {
    return undefined;
  }
}
