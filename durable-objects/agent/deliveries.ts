/** Who an agent's actor owes news to: the queues of its teams, and conversations it lets go of or whose sockets end. */
import { z } from "zod";
import { conversationAddress, queueAddress } from "#actors/addresses";
import type { AgentAvailability } from "#actors/contracts";
import type { Delivered, Outbox, OutboxRow } from "#actors/runtime/outbox";
import type { Effects } from "#domain/delivery/ports";
import { type PresenceRecord, presenceRecord } from "#domain/presence/store";
import { type PresenceStatus, SHARED_VIEWS } from "#protocol/constants";
import { newId } from "#protocol/ids";

const AVAILABILITY = "availability";
const WATCH = "watch";
const RELEASE = "release";
const CLOSE = "close";
const PRESENCE_LANE = "presence";
const PRESENCE = "presence";

const watchPayload = z.object({ views: z.array(z.enum(SHARED_VIEWS)), untilMs: z.int() });
const releasePayload = z.object({ epoch: z.int() });
const closePayload = z.object({
  sessionId: z.string().optional(),
  beforeAccessVersion: z.int().optional(),
  code: z.int(),
});

export function oweAvailability(outbox: Outbox, teamIds: readonly string[], nowMs: number): void {
  for (const teamId of teamIds) outbox.mark(`queue/${teamId}`, AVAILABILITY, nowMs, { gatherMs: 0, intervalMs: 0 });
}

/** For reports: from when on the agent is what. */
export function owePresence(
  outbox: Outbox,
  agentId: string,
  status: PresenceStatus,
  reason: PresenceRecord["reason"],
  nowMs: number,
): void {
  const record: PresenceRecord = { id: newId(nowMs), agentId, status, reason, fromMs: nowMs };
  outbox.append(PRESENCE_LANE, PRESENCE, record, nowMs);
}

export function oweWatch(
  outbox: Outbox,
  teamIds: readonly string[],
  watch: z.infer<typeof watchPayload>,
  nowMs: number,
): void {
  for (const teamId of teamIds) outbox.append(`queue/${teamId}`, WATCH, watch, nowMs);
}

export function oweRelease(outbox: Outbox, conversationId: string, epoch: number, nowMs: number): void {
  outbox.append(`conversation/${conversationId}`, RELEASE, { epoch }, nowMs);
}

export function oweClose(
  outbox: Outbox,
  conversationId: string,
  close: z.infer<typeof closePayload>,
  nowMs: number,
): void {
  outbox.append(`conversation/${conversationId}`, CLOSE, close, nowMs);
}

/** Hands a row to its target, unless a later release wrote it; throws if the target did not take it. */
export async function deliver(
  env: Cloudflare.Env,
  effects: () => Pick<Effects, "recordPresence">,
  row: OutboxRow,
  agentId: string,
  availability: (teamId: string) => AgentAvailability,
): Promise<Delivered> {
  const [, name = ""] = row.lane.split("/", 2);
  const payload: unknown = JSON.parse(row.payload ?? "null");
  switch (row.kind) {
    case AVAILABILITY:
      await queueAddress(env, name).agentChanged(availability(name));
      return "taken";
    case PRESENCE:
      await effects().recordPresence(presenceRecord.parse(payload));
      return "taken";
    case WATCH: {
      const { views, untilMs } = watchPayload.parse(payload);
      await queueAddress(env, name).watch(agentId, views, untilMs);
      return "taken";
    }
    case RELEASE:
      await conversationAddress(env, name).releaseAssignment(agentId, releasePayload.parse(payload).epoch);
      return "taken";
    case CLOSE: {
      const { code, ...sockets } = closePayload.parse(payload);
      await conversationAddress(env, name).closeSockets({ principalId: agentId, ...sockets }, code);
      return "taken";
    }
    default:
      return "unknown";
  }
}
