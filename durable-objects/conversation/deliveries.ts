/** Who is told of a change, and how: the lanes of a conversation's outbox. */
import { z } from "zod";
import { agentAddress, queueAddress } from "#actors/addresses";
import type { RoomChange } from "#actors/conversation/change";
import { type Settled, settledPayload } from "#actors/conversation/closing/settled";
import { alertPayload, deliverAlert } from "#actors/conversation/sla/alert-delivery";
import type { ConversationRecord } from "#actors/conversation/store";
import type { Delivered, Outbox, OutboxRow, Pace } from "#actors/runtime/outbox";
import { auditRecord } from "#domain/audit/record";
import type { ConversationSummary } from "#domain/conversations/summary";
import type { Effects } from "#domain/delivery/ports";
import type { AgentPrincipal } from "#domain/identity/principal";

/** Assignment and status cannot wait; the rest is gathered, so that a burst of messages is told of once. */
const AT_ONCE: Pace = { gatherMs: 0, intervalMs: 0 };
const FEED_PACE: Pace = { gatherMs: 150, intervalMs: 2_000 };
const QUEUE_PACE: Pace = { gatherMs: 500, intervalMs: 1_000 };
const INDEX_PACE: Pace = { gatherMs: 2_000, intervalMs: 3_000 };

/** What was said is told together, to the index of words and to who looks for exceptions: neither is in a hurry of seconds. */
const WORDS_PACE: Pace = { gatherMs: 3_000, intervalMs: 10_000 };

/** Soon, so that a ring is there when the message is; and seldom, as who writes much changes nothing of it. */
const SLA_PACE: Pace = { gatherMs: 200, intervalMs: 2_000 };

/** So long the queue does not hear of a conversation that rules are asked of, unless they answer before. */
const RULED_PACE: Pace = { gatherMs: 1_500, intervalMs: 0 };

const INDEX_LANE = "index";
export const AUDIT_LANE = "audit";
const WORDS_LANE = "words";
const SLA_LANE = "sla";
const ALERTS_LANE = "alerts";
const CLOSING_LANE = "closing";
const SETTLED = "settled";
const RULES_LANE = "rules";
const SUMMARY = "summary";
export const AUDIT_ENTRY = "entry";
const WORDS = "words";
const TURN = "turn";
const ALERT = "alert";
const RULES = "rules";
const MENTION = "mention";
const mentionPayload = z.object({ seq: z.int(), by: z.object({ id: z.string(), name: z.string() }) });
const SOCKET_OPENED = "socket-opened";
const SOCKET_CLOSED = "socket-closed";
const socketPayload = z.object({
  sessionId: z.string(),
  /** Of one that was opened; absent if an earlier release wrote it. */
  expiresAtMs: z.int().optional(),
  accessVersion: z.int().optional(),
});

export const AGENT_LANE = "agent/";
export const QUEUE_LANE = "queue/";

function agentLane(agentId: string): string {
  return AGENT_LANE + agentId;
}

/** Apart from the summaries, which may wait. */
function socketsLane(agentId: string): string {
  return `sockets/${agentId}`;
}

/** Apart from the summaries, as they are told one by one. */
function mentionsLane(agentId: string): string {
  return `mentions/${agentId}`;
}

function queueLane(teamId: string): string {
  return QUEUE_LANE + teamId;
}

/**
 * Whose list its messages show in. An assigned conversation tells its agent alone: that actor tells the team's queue, of
 * all that it has in one call.
 */
function listOf(record: ConversationRecord): [string, Pace] {
  const { assigneeId, teamId } = record;
  return assigneeId === undefined ? [queueLane(teamId), QUEUE_PACE] : [agentLane(assigneeId), FEED_PACE];
}

/** Whether {@link owe} for a message would write nothing. */
export function isOwed(outbox: Outbox, record: ConversationRecord): boolean {
  return (
    outbox.isMarked(INDEX_LANE, SUMMARY) &&
    outbox.isMarked(listOf(record)[0], SUMMARY) &&
    outbox.isMarked(WORDS_LANE, WORDS) &&
    outbox.isMarked(SLA_LANE, TURN)
  );
}

/** Within the transaction of a change: marks everybody who lists the conversation, urgently if its assignment changed. */
export function owe(outbox: Outbox, change: RoomChange, nowMs: number): void {
  const { before, after, audit } = change;
  if (audit !== undefined) outbox.append(AUDIT_LANE, AUDIT_ENTRY, audit, nowMs);
  for (const { agentId, ...mention } of change.mentions) outbox.append(mentionsLane(agentId), MENTION, mention, nowMs);
  for (const alert of change.alerts) outbox.append(ALERTS_LANE, ALERT, alert, nowMs);
  if (change.settled !== undefined) outbox.append(CLOSING_LANE, SETTLED, change.settled, nowMs);
  if (change.rules === "asked") outbox.mark(RULES_LANE, RULES, nowMs, AT_ONCE);
  // It may have waited for them: now it is known who is to be asked.
  if (change.rules === "answered") outbox.mark(queueLane(after.teamId), SUMMARY, nowMs, AT_ONCE);
  const { hasMessages, hasReceipts, hasOnlyClocks } = change;
  const isMoved = before === undefined || (before.changedSeq !== after.changedSeq && !hasOnlyClocks);
  if (!isMoved && !hasMessages && !hasReceipts && !hasOnlyClocks) return;
  const mark = (lane: string, pace: Pace) => outbox.mark(lane, SUMMARY, nowMs, isMoved ? AT_ONCE : pace);
  mark(INDEX_LANE, INDEX_PACE);
  if (hasMessages) {
    outbox.mark(WORDS_LANE, WORDS, nowMs, WORDS_PACE);
    outbox.mark(SLA_LANE, TURN, nowMs, SLA_PACE);
  }
  if (change.rules === "asked") {
    outbox.mark(queueLane(after.teamId), SUMMARY, nowMs, RULED_PACE);
    return;
  }
  if (isMoved) mark(queueLane(after.teamId), AT_ONCE);
  const [lane, pace] = listOf(after);
  mark(lane, pace);
  if (before?.assigneeId !== undefined && before.assigneeId !== after.assigneeId)
    mark(agentLane(before.assigneeId), AT_ONCE);
  if (before !== undefined && before.teamId !== after.teamId) mark(queueLane(before.teamId), AT_ONCE);
}

/** What a conversation does for its own deliveries. */
export interface DeliveryParts {
  readonly summarise: () => ConversationSummary;
  readonly tellSaid: () => Promise<void>;
  readonly settleSla: () => Promise<void>;
  readonly tellTickets: () => Promise<void>;
  readonly settleTickets: (settled: Settled) => Promise<void>;
  readonly applyRules: () => Promise<void>;
  /** What agents did and when customers were answered, to D1. */
  readonly tellWork: () => Promise<void>;
}

/**
 * Owes the agent's actor the news that a socket of theirs is open. The worker announced it before, but the news that an
 * earlier one of the session is gone (a page that is loaded anew) may have come after that.
 */
export function oweSocketOpened(outbox: Outbox, principal: AgentPrincipal, nowMs: number): void {
  const { id: agentId, sessionId, expiresAtMs, accessVersion } = principal;
  outbox.append(socketsLane(agentId), SOCKET_OPENED, { sessionId, expiresAtMs, accessVersion }, nowMs);
}

/** Owes the agent's actor the news that the last socket of this session is gone. */
export function oweSocketClosed(outbox: Outbox, agentId: string, sessionId: string, nowMs: number): void {
  outbox.append(socketsLane(agentId), SOCKET_CLOSED, { sessionId }, nowMs);
}

/** Hands a row to its target, unless a later release wrote it; throws if the target did not take it. */
export async function deliver(
  env: Cloudflare.Env,
  effects: () => Effects,
  row: OutboxRow,
  conversationId: string,
  { summarise, tellSaid, settleSla, tellTickets, settleTickets, applyRules, tellWork }: DeliveryParts,
): Promise<Delivered> {
  const [whose, name = ""] = row.lane.split("/", 2);
  switch (`${whose} ${row.kind}`) {
    case `${INDEX_LANE} ${SUMMARY}`:
      await effects().projectConversation(summarise());
      await tellWork();
      return "taken";
    case `${AUDIT_LANE} ${AUDIT_ENTRY}`:
      return deliverAudit(effects, row);
    case `${WORDS_LANE} ${WORDS}`:
      await tellSaid();
      return "taken";
    case `${SLA_LANE} ${TURN}`:
      await settleSla();
      // As soon as that, and no oftener.
      await tellTickets();
      return "taken";
    case `${CLOSING_LANE} ${SETTLED}`:
      await settleTickets(settledPayload.parse(JSON.parse(row.payload ?? "null")));
      return "taken";
    case `${RULES_LANE} ${RULES}`:
      await applyRules();
      return "taken";
    case `${ALERTS_LANE} ${ALERT}`: {
      const { conversation } = summarise();
      const { assigneeId } = conversation;
      await deliverAlert(env, alertPayload.parse(JSON.parse(row.payload ?? "null")), { ...conversation, assigneeId });
      return "taken";
    }
    case `queue ${SUMMARY}`:
      await queueAddress(env, name).conversationChanged(summarise());
      return "taken";
    case `agent ${SUMMARY}`:
      await agentAddress(env, name).conversationChanged(summarise());
      return "taken";
    case `mentions ${MENTION}`: {
      const { inboxId } = summarise().conversation;
      await agentAddress(env, name).mentioned({
        conversationId,
        inboxId,
        ...mentionPayload.parse(JSON.parse(row.payload ?? "null")),
      });
      return "taken";
    }
    case `sockets ${SOCKET_OPENED}`: {
      const { sessionId, expiresAtMs, accessVersion } = readSocket(row);
      await agentAddress(env, name).socketOpened(conversationId, sessionId, expiresAtMs, accessVersion);
      return "taken";
    }
    case `sockets ${SOCKET_CLOSED}`:
      await agentAddress(env, name).socketClosed(conversationId, readSocket(row).sessionId);
      return "taken";
    default:
      return "unknown";
  }
}

/** Told also of a conversation that was erased meanwhile. */
export async function deliverAudit(effects: () => Effects, row: OutboxRow): Promise<Delivered> {
  await effects().recordAudit([auditRecord.parse(JSON.parse(row.payload ?? "null"))]);
  return "taken";
}

function readSocket(row: OutboxRow): z.infer<typeof socketPayload> {
  return socketPayload.parse(JSON.parse(row.payload ?? "null"));
}
