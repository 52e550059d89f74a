/** The HTTP half of the contract: how many of customers' questions were answered within three minutes. */
import { z } from "zod";
import { BASE_CODES, type Operation } from "#protocol/operation";
import { slug } from "#protocol/vocabulary";

const DAY_MS = 86_400_000;
/** A month, and the hour that a clock may be set by. */
export const MAX_REPLY_SPAN_MS = 31 * DAY_MS + 3_600_000;

export const replyRate = z
  .object({
    questions: z.int().min(0).meta({ description: "That came within working hours and have come to something." }),
    inTime: z.int().min(0).meta({ description: "Of these: answered by a person within three minutes." }),
  })
  .meta({ id: "ReplyRate" });
export type ReplyRate = z.infer<typeof replyRate>;

export const teamReplyRates = z
  .object({ items: z.array(replyRate.extend({ teamId: slug, name: z.string() })) })
  .meta({ id: "TeamReplyRates" });
export type TeamReplyRates = z.infer<typeof teamReplyRates>;

const moment = z.coerce.number().pipe(z.int().min(0).max(8_640_000_000_000_000));
const period = z
  .object({
    fromMs: moment.meta({ description: "Asked from then on." }),
    toMs: moment.meta({ description: "Asked before then." }),
  })
  .refine(({ fromMs, toMs }) => fromMs <= toMs && toMs - fromMs <= MAX_REPLY_SPAN_MS, {
    message: "from no later than to, and a month at most",
  });

export const replyOperations = {
  ownReplyRate: {
    method: "get",
    path: "/api/v1/me/reply-rate",
    summary: "How many customers' questions the agent answered within three minutes.",
    credential: "agent",
    query: period,
    status: 200,
    answer: replyRate,
    codes: BASE_CODES,
  },
  teamReplyRates: {
    method: "get",
    path: "/api/v1/teams/reply-rates",
    summary: "The same of one's teams, or of all for whoever is in none.",
    credential: "agent",
    query: period,
    status: 200,
    answer: teamReplyRates,
    codes: BASE_CODES,
  },
} as const satisfies Record<string, Operation>;
