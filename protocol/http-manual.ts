/** The HTTP half of the contract: a time in which a team's work is handed out by hand. */
import { z } from "zod";
import { BASE_CODES, done, type Operation } from "#protocol/operation";
import { slug } from "#protocol/vocabulary";

/** A day: what is meant to last is set with the rest of how a team hands out work. */
export const MAX_MANUAL_MINUTES = 1_440;

export const manualOperations = {
  handOutByHand: {
    method: "put",
    path: "/api/v1/teams/:teamId/manual",
    summary: "Nothing of a team of one's own is offered for so long, agents pick; 0: it is offered again.",
    credential: "agent",
    params: z.object({ teamId: slug }),
    body: z.object({ minutes: z.int().min(0).max(MAX_MANUAL_MINUTES) }),
    status: 200,
    answer: done,
    codes: [...BASE_CODES, "not_found", "conflict"],
  },
} as const satisfies Record<string, Operation>;
