/** The HTTP half of the contract: how much of an agent's capacity each kind of work takes. */
import { z } from "zod";
import type { Channel } from "#protocol/constants";
import { BASE_CODES, type Operation } from "#protocol/operation";
import { slug } from "#protocol/vocabulary";
import { LEAST_CONVERSATION_WEIGHT, MAX_WEIGHED_TICKET_TYPES, MAX_WORK_WEIGHT } from "#protocol/work-weights";

const weight = (least: number) => z.number().min(least).max(MAX_WORK_WEIGHT).multipleOf(0.01);

const ofConversation = weight(LEAST_CONVERSATION_WEIGHT).optional();
const byChannel = { phone: ofConversation, chat: ofConversation, email: ofConversation } satisfies Record<
  Channel,
  z.ZodType
>;

const content = {
  conversations: z
    .object(byChannel)
    .default({})
    .meta({ description: "By channel, in places; absent: 1. What is more than an agent's capacity takes all of it." }),
  tickets: z
    .record(slug, weight(0))
    .refine((types) => Object.keys(types).length <= MAX_WEIGHED_TICKET_TYPES, { message: "are too many" })
    .default({})
    .meta({ description: "By type, in places; absent: 0, it does not count." }),
};
const version = z.int().min(0).meta({ description: "0 as long as nothing was set." });

export const workWeights = z.object(content).meta({ id: "WorkWeights" });
export type WorkWeights = z.infer<typeof workWeights>;
const weightSettings = z.object({ weights: workWeights, version }).meta({ id: "WorkWeightSettings" });
export type WeightSettings = z.infer<typeof weightSettings>;

export const workWeightOperations = {
  readWorkWeights: {
    method: "get",
    path: "/api/v1/admin/work-weights",
    summary: "How much of an agent's capacity each kind of work takes.",
    credential: "agent",
    status: 200,
    answer: weightSettings,
    codes: BASE_CODES,
  },
  changeWorkWeights: {
    method: "put",
    path: "/api/v1/admin/work-weights",
    summary: "Sets them at the version that was seen, for what is given to somebody from now on.",
    credential: "agent",
    body: z.object({ weights: workWeights, version }),
    status: 200,
    answer: weightSettings,
    codes: [...BASE_CODES, "conflict"],
  },
} as const satisfies Record<string, Operation>;
