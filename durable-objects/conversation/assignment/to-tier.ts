/** A transfer to a line of support: a team of it is found first, then it is as a transfer to that team. */
import type { ConversationRecord } from "#actors/conversation/store";
import { type Result, refuse } from "#domain/failures";
import type { SupportTier } from "#protocol/support-tiers";
import type { Conversation } from "#protocol/vocabulary";

type Moving = Pick<ConversationRecord, "epoch" | "inboxId" | "teamId" | "assigneeId">;

export interface TierPorts {
  readonly room: { readonly live: { readonly record: Moving } };
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

/**
 * @param move moves it to the team that was found, where somebody else than who had it is to be found
 * @returns refuses `tier_unserved`, `stale_epoch` where it moved on while teams were asked
 */
export async function transferToTier(
  { room, teamOfTier }: TierPorts,
  { supportTier, byId }: TierTransfer,
  move: (teamId: string, leavesAgentId: string) => Result<{ conversation: Conversation }>,
): Promise<Result<{ conversation: Conversation }>> {
  const { epoch, inboxId, teamId, assigneeId: leavesAgentId = byId } = room.live.record;
  const found = await teamOfTier({ supportTier, inboxId, teamId, leavesAgentId });
  if (room.live.record.epoch !== epoch) return refuse("stale_epoch");
  return found === undefined ? refuse("tier_unserved") : move(found, leavesAgentId);
}
