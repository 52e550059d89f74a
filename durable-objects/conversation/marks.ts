/** What is said of a conversation, for staff alone: its labels, its priority, its flags. Whatever changes nothing is no change. */
import type { ConversationAction, LabelsWanted, MarkAction } from "#actors/contracts";
import { insertActivity } from "#actors/conversation/messages/insert";
import type { Room } from "#actors/conversation/room";
import type { Marks } from "#actors/conversation/store";
import type { AuditEntry } from "#domain/audit/actions";
import { withFlag, withoutFlag } from "#domain/exceptions/rules";
import { ok, type Result } from "#domain/failures";
import type { AgentPrincipal } from "#domain/identity/principal";
import { labelled } from "#domain/labels/rules";
import { maskText } from "#domain/privacy/masking";
import { newId } from "#protocol/ids";
import type { Activity, Conversation } from "#protocol/vocabulary";

export interface MarkPorts {
  readonly room: Room;
  /** Which of these labels there are, as D1 has them at this moment. */
  readonly knownLabels: (ids: readonly string[]) => Promise<ReadonlySet<string>>;
  /** What was said up to this change needs no look for exceptions any more. */
  readonly looked: (seq: number) => void;
}

const MARKS: ReadonlySet<string> = new Set<MarkAction["type"]>([
  "conversation.label",
  "conversation.prioritise",
  "conversation.flag",
  "conversation.unflag",
]);

export function isMark(action: ConversationAction): action is MarkAction {
  return MARKS.has(action.type);
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
    return ok({ conversation: writeMarks(room, { priority }, activity, nowMs) });
  }
  if (action.type !== "conversation.label") {
    const flagged = flagByHand(room, principal, action, nowMs);
    // Whoever takes it off has read what there is; whatever the customer says next is looked at anew.
    if (action.type === "conversation.unflag") ports.looked(room.live.lastSeq);
    return ok({ conversation: flagged });
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
  return ok({ conversation: writeMarks(room, { labels }, activity, nowMs) });
}

/** What staff say of it is kept masked, as a note is. */
function flagByHand(
  room: Room,
  { id: by, type, sessionId }: AgentPrincipal,
  action: Extract<MarkAction, { readonly kind: unknown }>,
  nowMs: number,
): Conversation {
  const { kind } = action;
  const before = room.live.record.flags;
  const isOn = action.type === "conversation.flag";
  const flags = isOn ? withFlag(before, { kind, by }) : withoutFlag(before, kind);
  if (flags === undefined) return room.conversation;
  const reason = action.reason === undefined ? {} : { reason: maskText(action.reason).text };
  const key = isOn ? "conversation.flagged" : "conversation.unflagged";
  const audited = { actor: { type, id: by, sessionId }, detail: { kind } } as const;
  return writeMarks(room, { flags }, { key, by, to: kind, ...reason }, nowMs, audited);
}

/** Noted for staff, and shown to them alone. @param audited of a flag, which is an entry of the audit log as well */
export function writeMarks(
  room: Room,
  marks: Partial<Marks>,
  activity: Activity,
  nowMs: number,
  audited?: Pick<AuditEntry, "actor" | "detail">,
): Conversation {
  return room.change(nowMs, (change) => {
    insertActivity(change, activity, nowMs);
    const { live } = change;
    if (
      audited !== undefined &&
      (activity.key === "conversation.flagged" || activity.key === "conversation.unflagged")
    ) {
      const subject = { type: "conversation", id: live.record.conversationId } as const;
      change.audit = { id: newId(nowMs), atMs: nowMs, entry: { ...audited, action: activity.key, subject } };
    }
    const seq = live.lastSeq + 1;
    live.record = { ...live.record, ...marks, changedSeq: seq };
    live.lastSeq = seq;
    change.store.updateMarks(live.record, seq);
    change.emitConversation("agents", seq);
    return room.conversation;
  });
}
