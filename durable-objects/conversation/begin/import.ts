/**
 * A conversation that begins with its past: an import writes all of it in one transaction, sealed as ever, and tells
 * whoever lists conversations as of any other. Whom it belongs to is agreed with that agent's actor first, so that nobody
 * comes to have more than their hands hold.
 */
import type { AgentRpc, ImportConversation, SlotGrant } from "#actors/contracts";
import { SNOOZE_TIMER } from "#actors/conversation/assignment/perform";
import type { Change } from "#actors/conversation/change";
import { wrappedNow } from "#actors/conversation/privacy/data-key";
import type { Room } from "#actors/conversation/room";
import { type ConversationRecord, UNMARKED } from "#actors/conversation/store";
import { activityContent, SYSTEM_ACTOR } from "#actors/conversation/view";
import type { Timers } from "#actors/runtime/timers";
import { messageId } from "#domain/conversations/message-id";
import type { Assignment } from "#domain/conversations/status";
import { ok, type Result, refuse } from "#domain/failures";
import type { AgentPrincipal } from "#domain/identity/principal";
import { type ConversationHistory, type HistoryMessage, waitingSinceMs } from "#domain/imports/history";
import type { KeyRing } from "#domain/privacy/key-ring";
import { maskText } from "#domain/privacy/masking";
import { ID_RANDOM_BYTES } from "#protocol/ids";
import type { Actor } from "#protocol/vocabulary";

export interface ImportPorts {
  readonly room: Room;
  readonly timers: Timers;
  readonly keyRing: () => KeyRing;
  /** What was said up to this change needs no look for exceptions any more. */
  readonly looked: (seq: number) => void;
  readonly agent: (agentId: string) => AgentRpc;
  /** How much of an agent's capacity it takes: as the shop has set it at this moment. */
  readonly weight: () => Promise<number>;
  /** Whoever is to have it, as D1 has them at this moment; undefined if they may not be given conversations of that inbox. */
  readonly colleague: (agentId: string, inboxId: string, conversationId: string) => Promise<AgentPrincipal | undefined>;
}

/** Idempotent. */
export async function importConversation(
  ports: ImportPorts,
  { conversationId, key: imported, history }: ImportConversation,
  nowMs: number,
): Promise<Result<true>> {
  if (ports.room.isClosed) return refuse("erased");
  if (ports.room.record !== undefined) return ok(true);
  const key = wrappedNow(ports.keyRing, conversationId, imported);
  if (key === undefined) return refuse("key_missing");
  const waiting = asWaiting(history);
  const grant = await slotFor(ports, conversationId, history, waiting.epoch);
  // Another call of the same import, or an erasure, may have come first.
  if (ports.room.isClosed) return refuse("erased");
  if (ports.room.hasBegun) return ok(true);
  const assignment = settled(history, waiting, grant);
  const { inboxId, contactId, contactVerified, messages } = history;
  const createdAtMs = messages[0]?.atMs ?? nowMs;
  const changedSeq = messages.length + 1;
  const identity = { conversationId, inboxId, contactId, contactVerified, key, createdAtMs, changedSeq };
  const { labels, priority = UNMARKED.priority, flags = UNMARKED.flags } = history;
  const marks = { labels, priority, flags };
  const record: ConversationRecord = { ...identity, ...assignment, ...marks, sla: undefined };
  ports.room.change(nowMs, (change) => {
    ports.room.begin(record);
    write(change, record, history, nowMs);
    ports.looked(changedSeq);
    // What memory counts by is read from what was written.
    ports.room.load();
    change.hasMessages = true;
  });
  if (assignment.snoozedUntilMs !== undefined) ports.timers.schedule(SNOOZE_TIMER, assignment.snoozedUntilMs);
  return ok(true);
}

/** As it would stand in its team's queue; each of its moves raised the epoch. */
function asWaiting(history: ConversationHistory): Assignment {
  const moves = history.messages.filter((line) => line.by === "system").length;
  const lastAtMs = history.messages.at(-1)?.atMs;
  const waiting = { status: "open", teamId: history.teamId, epoch: 1 + moves } as const;
  // Who had a person goes before those who have not.
  return { ...waiting, waitingSinceMs: waitingSinceMs(history) ?? lastAtMs, atHead: history.assigneeId !== undefined };
}

function settled(history: ConversationHistory, waiting: Assignment, grant: SlotGrant | undefined): Assignment {
  const { status, teamId, assigneeId, snoozedUntilMs } = history;
  const epoch = waiting.epoch + 1;
  if (status !== "open") return { status, teamId, assigneeId, snoozedUntilMs, epoch, atHead: false };
  return grant === undefined ? waiting : { status, teamId, assigneeId: grant.agentId, epoch, atHead: false };
}

async function slotFor(
  ports: ImportPorts,
  conversationId: string,
  { status, assigneeId, inboxId }: ConversationHistory,
  epoch: number,
): Promise<SlotGrant | undefined> {
  if (status !== "open" || assigneeId === undefined) return undefined;
  const picker = await ports.colleague(assigneeId, inboxId, conversationId);
  if (picker === undefined) return undefined;
  const weight = await ports.weight();
  const request = { conversationId, inboxId, epoch, weight, manner: "restore", picker } as const;
  const grant = await ports.agent(assigneeId).reserve(request);
  return grant.ok && grant.value.leaseUntilMs > Date.now() ? grant.value : undefined;
}

function write(change: Change, record: ConversationRecord, history: ConversationHistory, nowMs: number): void {
  const { store, messages, live } = change;
  const { cipher, participants } = live;
  const contact: Actor = { type: "contact", id: history.contactId, name: history.contactName ?? "" };
  const agents = history.agents.map((agent): Actor => ({ type: "agent", ...agent }));
  for (const actor of [contact, ...agents]) participants.ensure(actor);
  for (const [at, line] of history.messages.entries()) {
    const seq = at + 1;
    const id = messageId(line.atMs, seq, crypto.getRandomValues(new Uint8Array(ID_RANDOM_BYTES)));
    const { content, ...kept } = keptOf(line, history.contactId);
    messages.insertMessage({
      seq,
      changedSeq: seq,
      id,
      ...kept,
      clientId: undefined,
      sealedContent: cipher.sealContent(id, 1, content),
      revision: 1,
      replyTo: undefined,
      createdAtMs: line.atMs,
      editedAtMs: undefined,
      recalledAtMs: undefined,
    });
  }
  const cursors = [[contact, history.read.contact] as const, ...agents.map((by) => [by, readBy(history, by)] as const)];
  for (const [by, lines] of cursors) participants.note(by, "read", Math.min(lines, history.messages.length), nowMs);
  participants.writeDueCursors(nowMs);
  store.updateAssignment(record, record.changedSeq);
  store.updateMarks(record, record.changedSeq);
}

function readBy({ read }: ConversationHistory, { id }: Actor): number {
  return read.agents[id] ?? 0;
}

/** A note is kept masked, as one that is sent now would be. */
function keptOf(line: HistoryMessage, contactId: string) {
  switch (line.by) {
    case "contact":
      return { senderId: contactId, contentType: "text", private: false, content: line.content } as const;
    case "agent": {
      const content = line.private ? maskText(line.content).text : line.content;
      return { senderId: line.agentId, contentType: "text", private: line.private, content } as const;
    }
    case "system": {
      const content = activityContent(line.activity);
      return { senderId: SYSTEM_ACTOR.id, contentType: "activity", private: true, content } as const;
    }
  }
}
