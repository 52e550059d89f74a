/** Who takes part in a conversation: names (sealed at rest) and how far each has received and read. */

import type { ParticipantRecord, ParticipantStore } from "#actors/conversation/participants/store";
import type { ConversationCipher } from "#actors/conversation/privacy/cipher";
import { SYSTEM_ACTOR } from "#actors/conversation/view";
import type { Actor } from "#protocol/vocabulary";

/** `delivered` says a client has the message, `read` that a person saw it; reading implies delivery. */
export type ReceiptKind = "delivered" | "read";

export interface CursorChange {
  readonly by: Actor;
  readonly kind: ReceiptKind;
  readonly seq: number;
}

const GATHER_DELIVERED_MS = 1_000;

interface Participant {
  readonly actor: Actor;
  readonly record: ParticipantRecord;
}

export class Participants {
  readonly #store: ParticipantStore;
  readonly #cipher: ConversationCipher;
  readonly #known = new Map<string, Participant>();
  /** Whose cursor moved since the last write. One that a crash takes along is told again by its client at the next sync. */
  readonly #unwritten = new Set<string>();
  /** From when on the next change takes them along. */
  #writeFromMs = Number.POSITIVE_INFINITY;

  constructor(store: ParticipantStore, cipher: ConversationCipher) {
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

  /** Whether they are written down, under this name. */
  isKnown(actor: Actor): boolean {
    return this.#known.get(actor.id)?.actor.name === actor.name;
  }

  /** Writes down a newcomer, or a new name. Call it within a transaction. */
  ensure(actor: Actor): Actor {
    const known = this.#known.get(actor.id);
    if (known !== undefined && known.actor.name === actor.name) return known.actor;
    const { deliveredSeq = 0, readSeq = 0 } = known?.record ?? {};
    const record = { ...this.#newcomer(actor), deliveredSeq, readSeq };
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

  /**
   * Takes note of a receipt; cursors only go forward. Reading is written with the next change, since it alters what lists
   * show, and so is a newcomer, whose next change may be a message under their name; deliveries come many a second, and
   * are gathered for one.
   * @returns what moved: it is true now
   */
  note(actor: Actor, kind: ReceiptKind, seq: number, nowMs: number): CursorChange[] {
    const before = this.#known.get(actor.id);
    const known = before ?? { actor, record: this.#newcomer(actor) };
    const { deliveredSeq, readSeq } = known.record;
    const record = {
      ...known.record,
      deliveredSeq: Math.max(deliveredSeq, seq),
      readSeq: kind === "read" ? Math.max(readSeq, seq) : readSeq,
    };
    const by = known.actor;
    const changes: CursorChange[] = [];
    if (record.deliveredSeq > deliveredSeq) changes.push({ by, kind: "delivered", seq: record.deliveredSeq });
    if (record.readSeq > readSeq) changes.push({ by, kind: "read", seq: record.readSeq });
    if (changes.length === 0) return changes;
    this.#known.set(actor.id, { actor: by, record });
    this.#unwritten.add(actor.id);
    const canWait = kind === "delivered" && before !== undefined;
    this.#writeFromMs = Math.min(this.#writeFromMs, canWait ? nowMs + GATHER_DELIVERED_MS : nowMs);
    return changes;
  }

  /** What becomes of a participant who is part of another now: their cursors, under the other's id. */
  renamed(fromId: string, to: Actor): ParticipantRecord {
    const { deliveredSeq = 0, readSeq = 0 } = this.#known.get(fromId)?.record ?? {};
    return { ...this.#newcomer(to), deliveredSeq, readSeq };
  }

  isWriteDue(nowMs: number): boolean {
    return this.#writeFromMs <= nowMs;
  }

  /** Writes the cursors that moved, if it is time. Call it within a transaction. @returns whether it was */
  writeDueCursors(nowMs: number): boolean {
    if (!this.isWriteDue(nowMs)) return false;
    this.#writeFromMs = Number.POSITIVE_INFINITY;
    for (const id of this.#unwritten) {
      const record = this.#known.get(id)?.record;
      if (record !== undefined) this.#store.saveParticipant(record);
    }
    this.#unwritten.clear();
    return true;
  }

  #newcomer(actor: Actor): ParticipantRecord {
    const sealedName = this.#cipher.sealName(actor.id, actor.name);
    return { id: actor.id, type: actor.type, sealedName, deliveredSeq: 0, readSeq: 0 };
  }
}
