/**
 * Places that tickets take: leased while a queue gives one, held while the agent has it. Whose a ticket is D1 says, so what is
 * held follows from what D1 has, and a lease that lapses ends unless D1 has it given.
 */
import { loadIn } from "#actors/agent/work/load";
import { LEASE_MARGIN_MS, LEASE_MS } from "#actors/agent/work/slots";
import type { TicketSlotRequest } from "#actors/contracts";
import { ok, type Result, refuse } from "#domain/failures";
import { hasRoom, takenOf, toHundredths, toPlaces } from "#domain/routing/weights/weights";
import type { InHand } from "#domain/tickets/handing-out/held";

/** Migration text. */
export const TICKET_SLOTS_MIGRATION = `
  CREATE TABLE ticket_slots (
    ticket_id TEXT PRIMARY KEY,
    version INTEGER NOT NULL,
    hundredths INTEGER NOT NULL,
    lease_until_ms INTEGER
  ) STRICT, WITHOUT ROWID;
`;

interface TicketSlot {
  readonly ticketId: string;
  /** Of the ticket. */
  readonly version: number;
  readonly weight: number;
  /** Absent when held. */
  readonly leaseUntilMs: number | undefined;
}

type SlotRow = { ticket_id: string; version: number; hundredths: number; lease_until_ms: number | null };

export class TicketSlots {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  count(): number {
    return this.#sql.exec<{ n: number }>("SELECT count(*) AS n FROM ticket_slots").one().n;
  }

  /** Leases a place, or renews the lease of a repeated request. @returns when it ends; refuses `agent_full` */
  lease({ ticketId, version, weight, atMost }: TicketSlotRequest, capacity: number, nowMs: number): Result<number> {
    const slot = this.#all().find((one) => one.ticketId === ticketId);
    const leaseUntilMs = nowMs + LEASE_MS;
    const isFull = this.count() >= atMost || !hasRoom({ capacity, load: loadIn(this.#sql) }, weight);
    if (slot === undefined && isFull) return refuse("agent_full");
    // What D1 had as theirs at a later version is theirs: whoever gives it finds that out.
    if (slot !== undefined && slot.version > version) return ok(leaseUntilMs);
    this.#save({ ticketId, version, weight: slot?.weight ?? takenOf(capacity, weight), leaseUntilMs });
    return ok(leaseUntilMs);
  }

  /** What is held stays. */
  cancel(ticketId: string, version: number): void {
    this.#sql.exec(
      "DELETE FROM ticket_slots WHERE ticket_id = ? AND version <= ? AND lease_until_ms IS NOT NULL",
      ...[ticketId, version],
    );
  }

  /**
   * Makes it what D1 has. What colleagues gave them counts too, though it be more than they can carry: then they are given no more.
   * @param readAtMs before D1 was asked: a lease that lapsed by then, and was not used, is over; so is one whose ticket has moved on
   * @returns whether anything is otherwise
   */
  follow({ theirs, versions }: InHand, capacity: number, readAtMs: number): boolean {
    const slots = new Map(this.#all().map((slot) => [slot.ticketId, slot]));
    let isOtherwise = false;
    for (const { ticketId, version, weight } of theirs) {
      const slot = slots.get(ticketId);
      slots.delete(ticketId);
      const isHeld = slot !== undefined && slot.leaseUntilMs === undefined;
      // A lease is for what comes after the version that it names.
      if (slot !== undefined && !isHeld && version <= slot.version) continue;
      const granted = slot?.weight ?? takenOf(capacity, weight);
      if (!isHeld || slot.version < version)
        this.#save({ ticketId, version, weight: granted, leaseUntilMs: undefined });
      isOtherwise ||= !isHeld;
    }
    for (const { ticketId, version, leaseUntilMs } of slots.values()) {
      const hasLapsed = leaseUntilMs === undefined || leaseUntilMs <= readAtMs - LEASE_MARGIN_MS;
      if (!hasLapsed && (versions.get(ticketId) ?? 0) <= version) continue;
      this.#sql.exec("DELETE FROM ticket_slots WHERE ticket_id = ?", ticketId);
      isOtherwise = true;
    }
    return isOtherwise;
  }

  /** Tickets that are about to be theirs. */
  leased(): string[] {
    return this.#all().flatMap(({ ticketId, leaseUntilMs }) => (leaseUntilMs === undefined ? [] : [ticketId]));
  }

  /** When the next lease is to be looked at. */
  nextLapseAtMs(): number | undefined {
    const { at } = this.#sql.exec<{ at: number | null }>("SELECT min(lease_until_ms) AS at FROM ticket_slots").one();
    return at === null ? undefined : at + LEASE_MARGIN_MS;
  }

  #all(): TicketSlot[] {
    return this.#sql
      .exec<SlotRow>("SELECT * FROM ticket_slots")
      .toArray()
      .map((row) => ({
        ticketId: row.ticket_id,
        version: row.version,
        weight: toPlaces(row.hundredths),
        leaseUntilMs: row.lease_until_ms ?? undefined,
      }));
  }

  #save({ ticketId, version, weight, leaseUntilMs }: TicketSlot): void {
    this.#sql.exec(
      `INSERT OR REPLACE INTO ticket_slots (ticket_id, version, hundredths, lease_until_ms) VALUES (?, ?, ?, ?)`,
      ...[ticketId, version, toHundredths(weight), leaseUntilMs ?? null],
    );
  }
}
