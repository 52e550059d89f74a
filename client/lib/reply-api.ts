/** What the console asks about questions that were answered within three minutes. */
import type { ReplyRate, TeamReplyRates } from "#protocol/http-replies";
import { type ApiOptions, call } from "./api.ts";
import { array, type Decoder, object, string } from "./decoder.ts";
import { count } from "./nouns.ts";

const rate = { questions: count, inTime: count };
export const replyRate: Decoder<ReplyRate> = object(rate);
export const teamReplyRates: Decoder<TeamReplyRates> = object({
  items: array(object({ teamId: string, name: string, ...rate })),
});

interface Period {
  readonly fromMs: number;
  readonly toMs: number;
}

/** @throws ApiError */
export function readOwnReplyRate(api: ApiOptions, period: Period): Promise<ReplyRate> {
  return call(api, { method: "GET", path: `/api/v1/me/reply-rate?${queryOf(period)}`, answer: replyRate });
}

/** @throws ApiError */
export function readTeamReplyRates(api: ApiOptions, period: Period): Promise<TeamReplyRates> {
  return call(api, { method: "GET", path: `/api/v1/teams/reply-rates?${queryOf(period)}`, answer: teamReplyRates });
}

function queryOf({ fromMs, toMs }: Period): URLSearchParams {
  return new URLSearchParams({ fromMs: String(fromMs), toMs: String(toMs) });
}
