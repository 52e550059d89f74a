/** The HTTP half of the contract: who may not write. */
import { z } from "zod";
import { BASE_CODES, cursor, done, limit, type Operation } from "#protocol/operation";
import { id, instantMs, reason } from "#protocol/vocabulary";

const staff = z.object({ id: z.string(), name: z.string() });

export const block = z
  .object({
    id,
    kind: z.enum(["contact", "network"]),
    contactId: id.optional().meta({ description: "Who is blocked; of a network, by whom it was found." }),
    contactName: z.string().optional(),
    network: z
      .object({ family: z.union([z.literal(4), z.literal(6)]), prefix: z.int() })
      .optional()
      .meta({ description: "IPv4 or IPv6, and how many bits of the address count; the address itself is not kept." }),
    reason: z.string().optional(),
    createdBy: staff,
    createdAtMs: instantMs,
    expiresAtMs: instantMs.optional().meta({ description: "Absent: until somebody lifts it." }),
    liftedBy: staff.optional(),
    liftedAtMs: instantMs.optional(),
  })
  .meta({ id: "Block" });
export type BlockAnswer = z.infer<typeof block>;

export const blockPage = z
  .object({ items: z.array(block), nextCursor: z.string().optional() })
  .meta({ id: "BlockPage" });
export type BlockPage = z.infer<typeof blockPage>;

const expiresAtMs = instantMs
  .optional()
  .meta({ description: "At most a year ahead; absent: until somebody lifts it." });

export const blockContactBody = z.object({
  network: z.boolean().default(false).meta({ description: "Also everybody from where the contact came last." }),
  reason: reason.optional(),
  expiresAtMs,
});
export const blockRangeBody = z.object({
  range: z.string().min(1).max(64).meta({
    description: "An address, or a range in CIDR form: /32, /24 or /16 of IPv4, /64, /48 or /32 of IPv6.",
  }),
  reason: reason.optional(),
  expiresAtMs,
});
const blockPath = z.object({ id });
const blockListQuery = z.object({ state: z.enum(["standing", "over"]).default("standing"), cursor, limit });
const made = z.object({ items: z.array(block) }).meta({ id: "BlocksMade" });

export const blocksOperations = {
  listBlocks: {
    method: "get",
    path: "/api/v1/blocks",
    summary: "Blocks that stand, or those that are over; the newest first.",
    credential: "agent",
    query: blockListQuery,
    status: 200,
    answer: blockPage,
    codes: BASE_CODES,
  },
  blockRange: {
    method: "post",
    path: "/api/v1/blocks",
    summary: "Blocks a range of addresses: nobody from there can write as a customer.",
    credential: "agent",
    body: blockRangeBody,
    status: 201,
    answer: block,
    codes: [...BASE_CODES, "too_large", "conflict"],
  },
  liftBlock: {
    method: "post",
    path: "/api/v1/blocks/:id/lift",
    summary: "Lifts a block before its time.",
    credential: "agent",
    params: blockPath,
    body: z.object({}),
    status: 200,
    answer: done,
    codes: [...BASE_CODES, "not_found"],
  },
  contactBlocks: {
    method: "get",
    path: "/api/v1/contacts/:id/blocks",
    summary: "The blocks that stand against a contact.",
    credential: "agent",
    params: blockPath,
    status: 200,
    answer: made,
    codes: [...BASE_CODES, "not_found"],
  },
  blockContact: {
    method: "post",
    path: "/api/v1/contacts/:id/blocks",
    summary: "Blocks a contact, and everybody from where they came last if asked to.",
    credential: "agent",
    params: blockPath,
    body: blockContactBody,
    status: 201,
    answer: made,
    codes: [...BASE_CODES, "too_large", "not_found", "conflict"],
  },
} as const satisfies Record<string, Operation>;
