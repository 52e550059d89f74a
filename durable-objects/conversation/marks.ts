/** What is said of a conversation, for staff alone: its labels and its priority. Whatever changes nothing is no change. */
import type { ConversationAction, LabelsWanted, MarkAction } from "#actors/contracts";
import { insertActivity } from "#actors/conversation/messages/insert";
import type { Room } from "#actors/conversation/room";
import type { Marks } from "#actors/conversation/store";
import { ok, type Result } from "#domain/failures";
import type { AgentPrincipal } from "#domain/identity/principal";
import { labelled } from "#domain/labels/rules";
import type { Activity, Conversation } from "#protocol/vocabulary";

export interface MarkPorts {
  readonly room: Room;
  /** Which of these labels there are, as D1 has them at this moment. */
  readonly knownLabels: (ids: readonly string[]) => Promise<ReadonlySet<string>>;
}

export function isMark(action: ConversationAction): action is MarkAction {
  return action.type === "conversation.label" || action.type === "conversation.prioritise";
}

/** Does what the agent asks; their permission for it was checked. */
export async function mark(
  ports: MarkPorts,
  principal: AgentPrincipal,
  action: MarkAction,
  nowMs: number,
): Promise<Result<{ conversation: Conversation }>> {
  const { room } = ports;
  if (action.type === "conversation.prioritise") {
    const { priority } = action;
    if (room.live.record.priority === priority) return ok({ conversation: room.conversation });
    const activity = { key: "conversation.prioritised", by: principal.id, to: priority } as const;
    return ok({ conversation: write(room, { priority }, activity, nowMs) });
  }
  const asked = [...(action.add ?? []), ...(room.live.record.labels ?? [])];
  const known = await ports.knownLabels(asked);
  // While it was asked, somebody else may have put another one on, which is known then.
  return label(room, action, principal.id, nowMs, (id) => known.has(id) || !asked.includes(id));
}

/**
 * What the customer's page asks.
 * @param wanted labels that there are, and that the page may touch
 */
export function labelByPage(room: Room, wanted: LabelsWanted, nowMs: number): Result<true> {
  const labels = label(room, wanted, undefined, nowMs, () => true);
  return labels.ok ? ok(true) : labels;
}

/** @param by undefined for the customer's page */
function label(
  room: Room,
  { add = [], remove = [] }: LabelsWanted,
  by: string | undefined,
  nowMs: number,
  isKnown: (id: string) => boolean,
): Result<{ conversation: Conversation }> {
  const current = room.live.record.labels ?? [];
  const change = labelled(current, { add, remove }, isKnown);
  if (!change.ok) return change;
  if (change.value === undefined) return ok({ conversation: room.conversation });
  const { labels, added, removed } = change.value;
  const activity = {
    key: "conversation.labelled",
    ...(by === undefined ? {} : { by }),
    ...(added.length === 0 ? {} : { added: [...added] }),
    ...(removed.length === 0 ? {} : { removed: [...removed] }),
  } as const;
  return ok({ conversation: write(room, { labels }, activity, nowMs) });
}

/** Noted for staff, and shown to them alone. */
function write(room: Room, marks: Partial<Marks>, activity: Activity, nowMs: number): Conversation {
  return room.change(nowMs, (change) => {
    insertActivity(change, activity, nowMs);
    const { live } = change;
    const seq = live.lastSeq + 1;
    live.record = { ...live.record, ...marks, changedSeq: seq };
    live.lastSeq = seq;
    change.store.updateMarks(live.record, seq);
    change.emitConversation("agents", seq);
    return room.conversation;
  });
}
