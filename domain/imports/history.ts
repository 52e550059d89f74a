/**
 * A conversation as it was elsewhere, or as the demo tells of it: what an import hands to the actor that is to have it.
 * It says what was written when and by whom, and how the conversation stands; what the platform counts (seq, epoch,
 * unread) follows from that and is not said.
 */
import { z } from "zod";
import { ok, type Result, refuse } from "#domain/failures";
import { EXCEPTION_KINDS, PRIORITIES } from "#protocol/constants";
import { activity, exceptionFlag, id, instantMs, personName, slug, text } from "#protocol/vocabulary";

const said = { atMs: instantMs };

/** One line of it, oldest first. */
const historyMessage = z.discriminatedUnion("by", [
  z.object({ by: z.literal("contact"), ...said, content: text }),
  z.object({ by: z.literal("agent"), ...said, agentId: z.string(), content: text, private: z.boolean() }),
  /** Something that happened, which only agents see. */
  z.object({ by: z.literal("system"), ...said, activity }),
]);
export type HistoryMessage = z.infer<typeof historyMessage>;

export const conversationHistory = z.object({
  inboxId: slug,
  teamId: slug,
  contactId: id,
  contactVerified: z.boolean(),
  contactName: personName.optional(),
  status: z.enum(["open", "snoozed", "resolved"]),
  /** Whose it is: of an open one it takes a slot of theirs, and waits in its team if they have none left. */
  assigneeId: z.string().optional(),
  snoozedUntilMs: instantMs.optional(),
  /** Ids of the shop's labels. */
  labels: z.array(slug).optional(),
  priority: z.enum(PRIORITIES).optional(),
  /** What makes it an exception; what its customer wrote is not looked at once more. */
  flags: z.array(exceptionFlag).max(EXCEPTION_KINDS.length).optional(),
  /** Everybody on the staff who appears in it. */
  agents: z.array(z.object({ id: z.string(), name: personName })).max(100),
  messages: z.array(historyMessage).min(1).max(10_000),
  /** How many of its lines each has read, from the first. */
  read: z.object({ contact: z.int().min(0), agents: z.record(z.string(), z.int().min(0)) }),
});
export type ConversationHistory = z.infer<typeof conversationHistory>;

/** @returns refuses `malformed` where it contradicts itself */
export function checkHistory(history: ConversationHistory): Result<ConversationHistory> {
  const known = new Set(history.agents.map((agent) => agent.id));
  const isUnknown = (agentId: string | undefined) => agentId !== undefined && !known.has(agentId);
  const { messages, status, assigneeId, snoozedUntilMs } = history;
  const contradicts =
    messages[0]?.by !== "contact" ||
    messages.some(({ atMs }, at) => atMs < (messages[at - 1]?.atMs ?? 0)) ||
    messages.some((line) => line.by === "agent" && isUnknown(line.agentId)) ||
    isUnknown(assigneeId) ||
    (status === "snoozed") !== (snoozedUntilMs !== undefined) ||
    (status === "snoozed" && assigneeId === undefined);
  return contradicts ? refuse("malformed") : ok(history);
}

/**
 * Since when the customer waits for an answer: their first message after the last that they were sent.
 * @returns undefined if the shop had the last word
 */
export function waitingSinceMs({ messages }: Pick<ConversationHistory, "messages">): number | undefined {
  const isAnswer = (line: HistoryMessage) => line.by === "agent" && !line.private;
  const unanswered = messages.slice(messages.findLastIndex(isAnswer) + 1);
  return unanswered.find((line) => line.by === "contact")?.atMs;
}
