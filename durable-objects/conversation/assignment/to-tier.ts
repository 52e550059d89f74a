/** A transfer to a line of support: a team of it is found first, then it is as a transfer to that team. */
import type { HandedOnStore } from "#actors/conversation/assignment/handed-on-store";
import type { ConversationRecord } from "#actors/conversation/store";
import { isWaiting } from "#domain/conversations/status";
import { type Result, refuse } from "#domain/failures";
import type { SupportTier } from "#protocol/support-tiers";

type Moving = Pick<ConversationRecord, "epoch" | "inboxId" | "teamId" | "status" | "assigneeId">;

export interface TierPorts {
  readonly room: { readonly live: { readonly record: Moving } };
  /** Whether there is such a team still. */
  readonly isTeam: (teamId: string) => Promise<boolean>;
  readonly handedOn: Pick<HandedOnStore, "last" | "keep">;
  /** Of that line, another one than has it; undefined where none serves the inbox. */
  readonly teamOfTier: (work: {
    readonly supportTier: SupportTier;
    readonly inboxId: string;
    readonly teamId: string;
    readonly leavesAgentId: string;
  }) => Promise<string | undefined>;
}

export interface TierTransfer {
  readonly supportTier: SupportTier;
  /** Who asks for it. */
  readonly byId: string;
}

/** What is done with the conversation itself. */
export interface TierMoves<Value> {
  /** To the team that was found, where somebody else than who had it is to be found. */
  readonly move: (teamId: string, leavesAgentId: string) => Result<Value>;
  /** Told as it is. */
  readonly asItIs: () => Result<Value>;
}

/**
 * Once: where it waits in the line to which the same person handed it on, a repeat finds it done.
 * @returns refuses `tier_unserved`, `team_unknown`, `stale_epoch` where it moved on while teams were asked
 */
export async function transferToTier<Value>(
  ports: TierPorts,
  asked: TierTransfer,
  { move, asItIs }: TierMoves<Value>,
): Promise<Result<Value>> {
  if (isDone(ports, asked)) return asItIs();
  const { room, teamOfTier, isTeam, handedOn } = ports;
  const { epoch, inboxId, teamId, assigneeId: leavesAgentId = asked.byId } = room.live.record;
  const found = await teamOfTier({ supportTier: asked.supportTier, inboxId, teamId, leavesAgentId });
  // It may have been deleted while the others were asked: work is never handed to nobody.
  const isThere = found !== undefined && (await isTeam(found));
  if (room.live.record.epoch !== epoch) return isDone(ports, asked) ? asItIs() : refuse("stale_epoch");
  if (found === undefined) return refuse("tier_unserved");
  if (!isThere) return refuse("team_unknown");
  const moved = move(found, leavesAgentId);
  if (moved.ok) handedOn.keep({ ...asked, epoch: room.live.record.epoch });
  return moved;
}

function isDone({ room, handedOn }: TierPorts, { byId, supportTier }: TierTransfer): boolean {
  const { record } = room.live;
  if (!isWaiting(record)) return false;
  const last = handedOn.last();
  return last?.epoch === record.epoch && last.byId === byId && last.supportTier === supportTier;
}
