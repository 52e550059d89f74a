/** What the console asks about promised call-backs and the like. */
import { FOLLOW_UP_SUBJECTS, type FollowUpSubject } from "#protocol/constants";
import type { FollowUp, FollowUpSection } from "#protocol/http-follow-ups";
import { type ApiOptions, call } from "./api.ts";
import { array, boolean, type Decoder, integer, object, oneOf, string } from "./decoder.ts";
import { count, id } from "./nouns.ts";

const followUp: Decoder<FollowUp> = object(
  { id, agentId: string, subject: oneOf(...FOLLOW_UP_SUBJECTS), subjectId: id, dueAtMs: count, version: integer(1) },
  { holderId: string, note: string },
);
export const followUpSection: Decoder<FollowUpSection> = object({ items: array(followUp), more: boolean });

const PATH = "/api/v1/me/follow-ups";

/** @param zone whose day it is. @throws ApiError */
export function listFollowUps(api: ApiOptions, zone: string): Promise<FollowUpSection> {
  return call(api, { method: "GET", path: `${PATH}?${new URLSearchParams({ zone })}`, answer: followUpSection });
}

export interface NewFollowUp {
  readonly clientId: string;
  readonly subject: FollowUpSubject;
  readonly subjectId: string;
  readonly dueAtMs: number;
  readonly note?: string;
}

/** @throws ApiError `conflict` with the reason `time_past` */
export async function promiseFollowUp(api: ApiOptions, body: NewFollowUp): Promise<void> {
  await call(api, { method: "POST", path: PATH, body, answer: object({}) });
}

type Seen = Pick<FollowUp, "id" | "version">;

/** At the version that was seen. @throws ApiError */
export async function moveFollowUp(api: ApiOptions, { id: of, version }: Seen, dueAtMs: number): Promise<void> {
  await call(api, { method: "PUT", path: `${PATH}/${of}`, body: { version, dueAtMs }, answer: object({}) });
}

/** At the version that was seen. @throws ApiError */
export async function finishFollowUp(api: ApiOptions, { id: of, version }: Seen): Promise<void> {
  await call(api, { method: "DELETE", path: `${PATH}/${of}?version=${version}`, answer: object({}) });
}
