/** Whether an agent may write to the customer, leave a note, and why not. */
import type { Conversation } from "#protocol/vocabulary";

/** Why the customer cannot be answered now; each has its words and, where there is one, its way out. */
export type ReplyBlock = "permission" | "unassigned" | "resolved" | "snoozed" | "other";

/**
 * @param permissions of the agent, as `GET /api/v1/me` lists them
 * @param conversation absent until the line has told it
 * @returns why a reply is not possible, or undefined if it is
 */
export function replyBlock(
  conversation: Pick<Conversation, "status" | "assigneeId"> | undefined,
  agentId: string,
  permissions: readonly string[],
): ReplyBlock | undefined {
  if (!permissions.includes("conversation.reply")) return "permission";
  if (conversation === undefined) return undefined;
  if (conversation.status === "resolved" || conversation.status === "snoozed") return conversation.status;
  if (conversation.assigneeId === undefined) return "unassigned";
  // Those who lead may step in; for others two voices in one conversation help nobody.
  const leads = permissions.includes("conversation.assign");
  return conversation.assigneeId === agentId || leads ? undefined : "other";
}
