/** Which actions make sense on a conversation now and are this agent's to take; the server has the last word. */
import type { Conversation } from "#protocol/vocabulary";
import type { ActionName } from "./refusal.ts";

/** @param permissions as `GET /api/v1/me` lists them, e.g. `conversation.accept` */
export function availableActions(
  conversation: Pick<Conversation, "status" | "assigneeId">,
  agentId: string,
  permissions: readonly string[],
): Record<ActionName, boolean> {
  const { status, assigneeId } = conversation;
  const may = (action: ActionName) => permissions.includes(`conversation.${action}`);
  const isActive = status === "open" || status === "pending";
  // Work in a colleague's hands is touched by those only who may handle any.
  const isOpenToMe =
    assigneeId === undefined || assigneeId === agentId || permissions.includes("conversation.handleAny");
  return {
    accept: may("accept") && isActive && assigneeId === undefined,
    assign: may("assign") && isActive,
    transfer: may("transfer") && isActive && isOpenToMe,
    snooze: may("snooze") && status === "open" && assigneeId !== undefined && isOpenToMe,
    resolve: may("resolve") && status !== "resolved" && isOpenToMe,
    reopen: may("reopen") && !isActive,
  };
}
