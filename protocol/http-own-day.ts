/** The HTTP half of the contract: an agent's own numbers of today. */
import { z } from "zod";
import { BASE_CODES, type Operation } from "#protocol/operation";
import { timeZone } from "#protocol/vocabulary";

const count = z.int().min(0);
const spanMs = z.int().min(0);

export const ownNumbers = z
  .object({
    conversations: count.meta({ description: "In which the agent wrote something that the customer saw." }),
    messages: count.meta({ description: "That the customer saw." }),
    resolved: count.meta({ description: "Conversations that ended after the agent was the last to answer." }),
    ticketsFinished: count.meta({ description: "That the agent resolved or closed." }),
    answers: count.meta({ description: "The agent's first messages after one of a customer's." }),
    quickAnswers: count.meta({ description: "Of the answers those that came within three minutes." }),
    firstResponseMedianMs: spanMs.optional().meta({
      description: "How long customers waited for the first answer of their conversation; absent if there was none.",
    }),
    slaHit: count.meta({ description: "Of those that were resolved: all was in time." }),
    slaMissed: count,
    onlineMs: spanMs.meta({ description: "Online; being busy is left out." }),
  })
  .meta({ id: "OwnNumbers" });
export type OwnNumbers = z.infer<typeof ownNumbers>;

export const ownDayOperations = {
  ownNumbers: {
    method: "get",
    path: "/api/v1/me/today/numbers",
    summary: "What the agent has done today, in numbers.",
    credential: "agent",
    query: z.object({ zone: timeZone.meta({ description: "Whose day it is." }) }),
    status: 200,
    answer: ownNumbers,
    codes: BASE_CODES,
  },
} as const satisfies Record<string, Operation>;
