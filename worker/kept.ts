/** What few rows say and every request asks, kept in the isolate for a little so that it costs no query. */
import type { Database } from "#domain/database";

interface Slot<Value> {
  /** How often it was forgotten: what was read before the last time is not kept. */
  forgotten: number;
  last?: { readonly readAtMs: number; readonly value: Value } | undefined;
}

/** What was read is kept, not the reading: one request may not wait for another's. */
export class Kept<Value> {
  readonly #keptMs: number;
  readonly #read: (db: Database, nowMs: number) => Promise<Value>;
  readonly #slots = new WeakMap<Database, Slot<Value>>();

  /** @param keptMs a change that was made elsewhere holds after this at the latest */
  constructor(keptMs: number, read: (db: Database, nowMs: number) => Promise<Value>) {
    this.#keptMs = keptMs;
    this.#read = read;
  }

  async now(db: Database, nowMs: number): Promise<Value> {
    const slot = this.#slotOf(db);
    const { last, forgotten } = slot;
    if (last !== undefined && last.readAtMs <= nowMs && nowMs < last.readAtMs + this.#keptMs) return last.value;
    const value = await this.#read(db, nowMs);
    if (slot.forgotten === forgotten) slot.last = { readAtMs: nowMs, value };
    return value;
  }

  /** It was changed here: the next look is a fresh one. */
  forget(db: Database): void {
    const slot = this.#slotOf(db);
    slot.forgotten += 1;
    slot.last = undefined;
  }

  #slotOf(db: Database): Slot<Value> {
    const slot = this.#slots.get(db) ?? { forgotten: 0 };
    this.#slots.set(db, slot);
    return slot;
  }
}
