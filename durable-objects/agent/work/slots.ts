/**
 * An agent's capacity: a slot is leased while an assignment is being made and held while the agent has the conversation.
 * Load counts both, so capacity is never exceeded. A lease that runs out is not freed before the conversation was asked,
 * for its commit may have been the last thing that happened. What work weighs is settled when its slot is first granted:
 * whatever the shop sets later, and whoever asks again, it stays that until it is freed.
 */
import { loadIn } from "#actors/agent/work/load";
import { ok, type Result, refuse } from "#domain/failures";
import { hasRoom, takenOf, toHundredths, toPlaces } from "#domain/routing/weights/weights";

/** How long an assignment may take between reserving and committing. */
export const LEASE_MS = 15_000;
/** Clocks of two actors may differ: the conversation refuses at the lease's end, the agent asks only this much later. */
export const LEASE_MARGIN_MS = 5_000;

export interface Slot {
  readonly conversationId: string;
  readonly epoch: number;
  /** In places. */
  readonly weight: number;
  /** Absent when held. */
  readonly leaseUntilMs: number | undefined;
}

type SlotRow = { conversation_id: string; epoch: number; hundredths: number; lease_until_ms: number | null };

/** Migration text. What an earlier release gave, before this or after, takes one place. */
export const SLOT_WEIGHTS_MIGRATION = `
  ALTER TABLE slots ADD COLUMN hundredths INTEGER NOT NULL DEFAULT 100;
`;

export class Slots {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** With what tickets take. */
  load(): number {
    return loadIn(this.#sql);
  }

  all(): Slot[] {
    return this.#sql.exec<SlotRow>("SELECT * FROM slots ORDER BY conversation_id").toArray().map(toSlot);
  }

  get(conversationId: string): Slot | undefined {
    const row = this.#sql.exec<SlotRow>("SELECT * FROM slots WHERE conversation_id = ?", conversationId).toArray()[0];
    return row === undefined ? undefined : toSlot(row);
  }

  /** Leases a slot, or renews the lease of a repeated request. @returns when the lease ends */
  lease(
    request: { conversationId: string; epoch: number; weight: number },
    capacity: number,
    nowMs: number,
  ): Result<number> {
    const slot = this.get(request.conversationId);
    if (slot !== undefined && slot.epoch > request.epoch) return refuse("stale_epoch");
    const leaseUntilMs = nowMs + LEASE_MS;
    if (slot !== undefined && slot.leaseUntilMs === undefined && slot.epoch === request.epoch) return ok(leaseUntilMs);
    if (slot === undefined && !hasRoom({ capacity, load: this.load() }, request.weight)) return refuse("agent_full");
    // What is held of an earlier epoch is leased too: the news that they lost it must not free what was just granted.
    const { conversationId, epoch } = request;
    this.#save({ conversationId, epoch, weight: slot?.weight ?? takenOf(capacity, request.weight), leaseUntilMs });
    return ok(leaseUntilMs);
  }

  /** @param weight of what was never granted a slot: it is theirs all the same */
  hold(conversationId: string, epoch: number, weight: number): void {
    const { weight: granted = weight } = this.get(conversationId) ?? {};
    this.#save({ conversationId, epoch, weight: granted, leaseUntilMs: undefined });
  }

  free(conversationId: string): void {
    this.#sql.exec("DELETE FROM slots WHERE conversation_id = ?", conversationId);
  }

  /** Frees a lease of this epoch or an earlier one; what is held stays. */
  cancel(conversationId: string, epoch: number): void {
    this.#sql.exec(
      "DELETE FROM slots WHERE conversation_id = ? AND epoch <= ? AND lease_until_ms IS NOT NULL",
      conversationId,
      epoch,
    );
  }

  /** The conversation could not be asked: that is done again after another lease's time. */
  postpone(conversationId: string, epoch: number, nowMs: number): void {
    this.#sql.exec(
      "UPDATE slots SET lease_until_ms = ? WHERE conversation_id = ? AND epoch = ? AND lease_until_ms IS NOT NULL",
      nowMs + LEASE_MS,
      conversationId,
      epoch,
    );
  }

  lapsed(nowMs: number): Slot[] {
    return this.#sql
      .exec<SlotRow>("SELECT * FROM slots WHERE lease_until_ms <= ?", nowMs - LEASE_MARGIN_MS)
      .toArray()
      .map(toSlot);
  }

  /** When the next lease is to be asked about. */
  nextLapseAtMs(): number | undefined {
    const { at } = this.#sql.exec<{ at: number | null }>("SELECT min(lease_until_ms) AS at FROM slots").one();
    return at === null ? undefined : at + LEASE_MARGIN_MS;
  }

  #save(slot: Slot): void {
    this.#sql.exec(
      `INSERT INTO slots (conversation_id, epoch, weight, hundredths, lease_until_ms) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (conversation_id) DO UPDATE SET epoch = excluded.epoch, weight = excluded.weight,
         hundredths = excluded.hundredths, lease_until_ms = excluded.lease_until_ms`,
      slot.conversationId,
      slot.epoch,
      // Whole places, which is all that an earlier release can add up.
      Math.ceil(slot.weight),
      toHundredths(slot.weight),
      slot.leaseUntilMs ?? null,
    );
  }
}

function toSlot(row: SlotRow): Slot {
  return {
    conversationId: row.conversation_id,
    epoch: row.epoch,
    weight: toPlaces(row.hundredths),
    leaseUntilMs: row.lease_until_ms ?? undefined,
  };
}
