/**
 * The end of a conversation: all that it keeps is destroyed and a tombstone left, so that nothing that is still on its way
 * (a frame, a repeated beginning, an assignment under way) makes it anew. Whoever lists it is told through the outbox, in
 * the same transaction.
 */
import { agentAddress, queueAddress } from "#actors/addresses";
import { AGENT_LANE, AUDIT_ENTRY, AUDIT_LANE, deliverAudit, QUEUE_LANE } from "#actors/conversation/deliveries";
import type { Room } from "#actors/conversation/room";
import type { Audience } from "#actors/conversation/sockets/audience";
import type { ConversationRecord, ConversationStore } from "#actors/conversation/store";
import type { Delivered, Outbox, OutboxRow } from "#actors/runtime/outbox";
import type { Effects } from "#domain/delivery/ports";

const ERASED = "erased";

/** Every table that holds something of the conversation. */
const WIPED = [
  "messages",
  "participants",
  "client_ids",
  "joins",
  "conversation",
  "sla",
  "timers",
  "closing",
  "work_told",
  "reply_told",
] as const;

export interface ErasurePorts {
  readonly storage: DurableObjectStorage;
  readonly room: Room;
  readonly outbox: Outbox;
  readonly audience: Pick<Audience, "agentIds" | "closeAll">;
}

/**
 * Takes the conversation out of use, if it is resolved and nothing happened in it since then.
 * @returns whether it is out of use now, or was before
 */
export function claimErasure(
  { room, audience }: ErasurePorts,
  conversationId: string,
  idleSinceMs: number,
  nowMs: number,
): boolean {
  if (room.isClosed) return true;
  if (!room.hasBegun) return false;
  const { record, lastActivityAtMs } = room.live;
  if (record.status !== "resolved" || lastActivityAtMs > idleSinceMs) return false;
  room.tombstone.claim(conversationId, nowMs);
  room.load();
  audience.closeAll();
  return true;
}

/** Whatever goes on in it. Idempotent. */
export function erase(ports: ErasurePorts, conversationId: string, nowMs: number): void {
  const { storage, room, outbox, audience } = ports;
  const { store, tombstone } = room;
  if (tombstone.read()?.isErased === true) return;
  const lanes = lanesToTell(store, audience.agentIds(), outbox);
  try {
    storage.transactionSync(() => {
      wipe(storage.sql);
      outbox.forget();
      tombstone.claim(conversationId, nowMs);
      tombstone.erased(nowMs);
      oweErased(outbox, lanes, nowMs);
    });
  } catch (error) {
    outbox.forget();
    throw error;
  }
  room.load();
  audience.closeAll();
  outbox.flush(nowMs);
}

/**
 * Within a transaction: destroys every row. Keys and sealed values are overwritten before they are deleted, or they
 * would rest on in what is free of their pages.
 */
function wipe(sql: SqlStorage): void {
  sql.exec("UPDATE conversation SET wrapped_key = zeroblob(length(wrapped_key))");
  sql.exec("UPDATE messages SET sealed_content = zeroblob(length(sealed_content)) WHERE sealed_content IS NOT NULL");
  sql.exec("UPDATE participants SET sealed_name = zeroblob(length(sealed_name))");
  for (const table of WIPED) sql.exec(`DELETE FROM ${table}`);
  // What was done with it is told to the audit log all the same.
  sql.exec("DELETE FROM outbox WHERE lane <> ?", AUDIT_LANE);
}

/** Lanes of all who may list it: its team, its agent, whoever has it open, and those who are still owed older news. */
function lanesToTell(store: ConversationStore, agentIds: readonly string[], outbox: Outbox): string[] {
  const record: ConversationRecord | undefined = store.load();
  const lanes = new Set(outbox.lanes().filter((lane) => /^(agent|queue)\//.test(lane)));
  if (record !== undefined) lanes.add(QUEUE_LANE + record.teamId);
  for (const agentId of [record?.assigneeId, ...agentIds]) if (agentId !== undefined) lanes.add(AGENT_LANE + agentId);
  return [...lanes];
}

function oweErased(outbox: Outbox, lanes: readonly string[], nowMs: number): void {
  for (const lane of lanes) outbox.append(lane, ERASED, {}, nowMs);
}

/** Hands a row of an erased conversation to its target; throws if the target did not take it. */
export async function deliverErased(
  env: Cloudflare.Env,
  effects: () => Effects,
  row: OutboxRow,
  conversationId: string,
): Promise<Delivered> {
  const [whose, name = ""] = row.lane.split("/", 2);
  switch (`${whose} ${row.kind}`) {
    case `${AUDIT_LANE} ${AUDIT_ENTRY}`:
      return deliverAudit(effects, row);
    case `queue ${ERASED}`:
      await queueAddress(env, name).conversationErased(conversationId);
      return "taken";
    case `agent ${ERASED}`:
      await agentAddress(env, name).conversationErased(conversationId);
      return "taken";
    default:
      return "unknown";
  }
}
