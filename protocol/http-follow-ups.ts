/** The HTTP half of the contract: promised call-backs and the like, with their times. */
import { z } from "zod";
import { FOLLOW_UP_SUBJECTS, MAX_FOLLOW_UP_NOTE_CHARS } from "#protocol/constants";
import { BASE_CODES, done, type Operation } from "#protocol/operation";
import { clientId, id, instantMs, text, timeZone } from "#protocol/vocabulary";

const version = z.int().min(1);
const subject = z.enum(FOLLOW_UP_SUBJECTS);
export const followUp = z
  .object({
    id,
    agentId: z.string().meta({ description: "Who promised it." }),
    subject,
    subjectId: id,
    holderId: z.string().optional().meta({ description: "Who has the conversation or ticket." }),
    dueAtMs: instantMs,
    note: z.string().optional().meta({ description: "Absent too where the key that it was sealed with is missing." }),
    version,
  })
  .meta({ id: "FollowUp" });
export type FollowUp = z.infer<typeof followUp>;
export const followUpSection = z
  .object({ items: z.array(followUp), more: z.boolean() })
  .meta({ id: "FollowUpSection", description: "The soonest first." });
export type FollowUpSection = z.infer<typeof followUpSection>;

const path = z.object({ id });

export const followUpOperations = {
  listFollowUps: {
    method: "get",
    path: "/api/v1/me/follow-ups",
    summary: "What is the agent's to follow up today, overdue or not.",
    credential: "agent",
    query: z.object({ zone: timeZone.meta({ description: "Whose day it is." }) }),
    status: 200,
    answer: followUpSection,
    codes: BASE_CODES,
  },
  promiseFollowUp: {
    method: "post",
    path: "/api/v1/me/follow-ups",
    summary: "Promises to come back to a conversation or ticket at a time to come, within a year.",
    credential: "agent",
    body: z.object({
      clientId,
      subject,
      subjectId: id,
      dueAtMs: instantMs,
      note: text.max(MAX_FOLLOW_UP_NOTE_CHARS).optional(),
    }),
    status: 201,
    answer: z.object({ followUp }).meta({ id: "FollowUpAnswer" }),
    codes: [...BASE_CODES, "not_found", "conflict", "too_large"],
  },
  moveFollowUp: {
    method: "put",
    path: "/api/v1/me/follow-ups/:id",
    summary: "Puts it to another time to come, at the version that was seen.",
    credential: "agent",
    params: path,
    body: z.object({ version, dueAtMs: instantMs }),
    status: 200,
    answer: done,
    codes: [...BASE_CODES, "not_found", "conflict", "too_large"],
  },
  finishFollowUp: {
    method: "delete",
    path: "/api/v1/me/follow-ups/:id",
    summary: "It is done, at the version that was seen.",
    credential: "agent",
    params: path,
    query: z.object({ version: z.coerce.number().pipe(version) }),
    status: 200,
    answer: done,
    codes: [...BASE_CODES, "not_found", "conflict"],
  },
} as const satisfies Record<string, Operation>;
