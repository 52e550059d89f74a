/** The HTTP half of the contract: of which line of support a team is. */
import { z } from "zod";
import { BASE_CODES, done, type Operation } from "#protocol/operation";
import { slug, supportTier } from "#protocol/vocabulary";

export const supportTierOperations = {
  changeSupportTier: {
    method: "put",
    path: "/api/v1/admin/teams/:teamId/support-tier",
    summary: "Another line of support for a team; 409 if somebody else set one meanwhile.",
    credential: "agent",
    params: z.object({ teamId: slug }),
    body: z.object({ supportTier, supportTierBefore: supportTier }),
    status: 200,
    answer: done,
    codes: [...BASE_CODES, "not_found", "conflict"],
  },
} as const satisfies Record<string, Operation>;
