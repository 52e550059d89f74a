/** Who takes part in a conversation: names (sealed at rest) and how far each has received and read. */

import type { ConversationCipher } from "#actors/conversation/cipher";
import type { ConversationStore, ParticipantRecord } from "#actors/conversation/store";
import { SYSTEM_ACTOR } from "#actors/conversation/view";
import type { Actor } from "#protocol/vocabulary";

/** `delivered` says a client has the message, `read` that a person saw it; reading implies delivery. */
export type ReceiptKind = "delivered" | "read";

export interface CursorChange {
  readonly by: Actor;
  readonly kind: ReceiptKind;
  readonly seq: number;
}

interface Participant {
  readonly actor: Actor;
  readonly record: ParticipantRecord;
}

export class Participants {
  readonly #store: ConversationStore;
  readonly #cipher: ConversationCipher;
  readonly #known = new Map<string, Participant>();
  /** Receipts that came in and are not written yet: they go with the next write. */
  readonly #pending = new Map<string, { deliveredSeq: number; readSeq: number }>();

  constructor(store: ConversationStore, cipher: ConversationCipher) {
    this.#store = store;
    this.#cipher = cipher;
    for (const record of store.participants()) {
      const name = cipher.openName(record.id, record.sealedName);
      this.#known.set(record.id, { actor: { type: record.type, id: record.id, name }, record });
    }
  }

  /** @returns the actor as known here; somebody unknown is shown without a name */
  actorOf(id: string): Actor {
    return this.#known.get(id)?.actor ?? (id === SYSTEM_ACTOR.id ? SYSTEM_ACTOR : { type: "agent", id, name: "" });
  }

  /** Writes down a newcomer, or a new name. Call it within a transaction. */
  ensure(actor: Actor): Actor {
    const known = this.#known.get(actor.id);
    if (known !== undefined && known.actor.name === actor.name) return known.actor;
    const record: ParticipantRecord = {
      id: actor.id,
      type: actor.type,
      sealedName: this.#cipher.sealName(actor.id, actor.name),
      deliveredSeq: known?.record.deliveredSeq ?? 0,
      readSeq: known?.record.readSeq ?? 0,
    };
    this.#store.saveParticipant(record);
    this.#known.set(actor.id, { actor, record });
    return actor;
  }

  readSeqOf(id: string): number {
    return this.#known.get(id)?.record.readSeq ?? 0;
  }

  /** Where everybody stands, for a client that has just synced. */
  cursors(): CursorChange[] {
    return [...this.#known.values()].flatMap(({ actor: by, record }) => [
      ...(record.deliveredSeq > 0 ? [{ by, kind: "delivered" as const, seq: record.deliveredSeq }] : []),
      ...(record.readSeq > 0 ? [{ by, kind: "read" as const, seq: record.readSeq }] : []),
    ]);
  }

  /** Takes note of a receipt; cursors only go forward. @returns whether there is something to write now */
  note(actor: Actor, kind: ReceiptKind, seq: number): boolean {
    const before = this.#pending.get(actor.id) ?? this.#known.get(actor.id)?.record ?? { deliveredSeq: 0, readSeq: 0 };
    const deliveredSeq = Math.max(before.deliveredSeq, seq);
    const readSeq = kind === "read" ? Math.max(before.readSeq, seq) : before.readSeq;
    if (deliveredSeq === before.deliveredSeq && readSeq === before.readSeq) return false;
    if (!this.#known.has(actor.id)) this.ensure(actor);
    this.#pending.set(actor.id, { deliveredSeq, readSeq });
    return true;
  }

  hasPending(): boolean {
    return this.#pending.size > 0;
  }

  /** Writes what was noted. Call it within a transaction; tell everybody only after it. */
  writePending(): CursorChange[] {
    const changes: CursorChange[] = [];
    for (const [id, next] of this.#pending) {
      const known = this.#known.get(id);
      if (known === undefined) continue;
      const record = { ...known.record, ...next };
      this.#store.saveParticipant(record);
      this.#known.set(id, { actor: known.actor, record });
      if (record.deliveredSeq > known.record.deliveredSeq) {
        changes.push({ by: known.actor, kind: "delivered", seq: record.deliveredSeq });
      }
      if (record.readSeq > known.record.readSeq) changes.push({ by: known.actor, kind: "read", seq: record.readSeq });
    }
    this.#pending.clear();
    return changes;
  }
}
