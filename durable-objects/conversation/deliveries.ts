/** Who is told of a change, and how: the lanes of a conversation's outbox. */
import { z } from "zod";
import { agentAddress, queueAddress } from "#actors/addresses";
import type { RoomChange } from "#actors/conversation/room";
import type { Outbox, OutboxRow } from "#actors/runtime/outbox";
import type { ConversationSummary } from "#domain/conversations/summary";
import type { Effects } from "#domain/delivery/ports";

/** A busy conversation writes its row of the index this often at most, except at changes of its status. */
const PROJECTION_INTERVAL_MS = 2_000;
const FEED_INTERVAL_MS = 1_000;

const INDEX_LANE = "index";
const SUMMARY = "summary";
const SOCKET_CLOSED = "socket-closed";
const socketClosed = z.object({ sessionId: z.string() });

function agentLane(agentId: string): string {
  return `agent/${agentId}`;
}

function queueLane(teamId: string): string {
  return `queue/${teamId}`;
}

/** Within the transaction of a change: marks everybody who lists the conversation, urgently if its assignment changed. */
export function owe(outbox: Outbox, change: RoomChange, nowMs: number): void {
  const { before, after } = change;
  const isMoved = before === undefined || before.changedSeq !== after.changedSeq;
  if (!isMoved && !change.hasMessages && change.cursors.length === 0) return;
  const mark = (lane: string, intervalMs: number) => outbox.mark(lane, SUMMARY, nowMs, isMoved ? 0 : intervalMs);
  mark(INDEX_LANE, PROJECTION_INTERVAL_MS);
  mark(queueLane(after.teamId), FEED_INTERVAL_MS);
  if (after.assigneeId !== undefined) mark(agentLane(after.assigneeId), FEED_INTERVAL_MS);
  if (before?.assigneeId !== undefined && before.assigneeId !== after.assigneeId) {
    outbox.mark(agentLane(before.assigneeId), SUMMARY, nowMs, 0);
  }
  if (before !== undefined && before.teamId !== after.teamId) {
    outbox.mark(queueLane(before.teamId), SUMMARY, nowMs, 0);
  }
}

/** Owes the agent's actor the news that a socket of theirs is gone. */
export function oweSocketClosed(outbox: Outbox, agentId: string, sessionId: string, nowMs: number): void {
  outbox.append(agentLane(agentId), SOCKET_CLOSED, { sessionId }, nowMs);
}

/** Hands a row to its target; throws if the target did not take it. */
export async function deliver(
  env: Cloudflare.Env,
  effects: Effects,
  row: OutboxRow,
  conversationId: string,
  summarise: () => ConversationSummary,
): Promise<void> {
  const [kind, name = ""] = row.lane.split("/", 2);
  if (row.lane === INDEX_LANE) return effects.projectConversation(summarise());
  if (kind === "queue") return queueAddress(env, name).conversationChanged(summarise());
  const agent = agentAddress(env, name);
  if (row.kind === SUMMARY) return agent.conversationChanged(summarise());
  const { sessionId } = socketClosed.parse(JSON.parse(row.payload ?? "null"));
  return agent.socketClosed(conversationId, sessionId);
}
