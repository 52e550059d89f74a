/** What an agent asks for, by whichever way: who has the conversation, or what is said of it. */
import type { ConversationAction } from "#actors/contracts";
import { type AssignmentPorts, perform } from "#actors/conversation/assignment/perform";
import { isMark, type MarkPorts, mark } from "#actors/conversation/marks";
import type { Room } from "#actors/conversation/room";
import { type Result, refuse } from "#domain/failures";
import type { AgentPrincipal } from "#domain/identity/principal";
import type { Conversation } from "#protocol/vocabulary";

/** Does what the agent asks; their permission for it was checked. */
export function act(
  ports: AssignmentPorts & MarkPorts,
  principal: AgentPrincipal,
  action: ConversationAction,
  nowMs: number,
): Promise<Result<{ conversation: Conversation }>> {
  const done = isMark(action) ? mark(ports, principal, action, nowMs) : perform(ports, principal, action, nowMs);
  return orErased(ports.room, done);
}

/** What was under way when the conversation was erased finds nothing to go on with. */
export async function orErased<Value>(room: Room, work: Promise<Result<Value>>): Promise<Result<Value>> {
  try {
    return await work;
  } catch (error) {
    if (room.isClosed) return refuse("erased");
    throw error;
  }
}
