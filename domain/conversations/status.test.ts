import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Assignment,
  assign,
  begin,
  enqueue,
  handOn,
  isWaiting,
  mayHandle,
  release,
  resolve,
  snooze,
  takesSlot,
  wakeByCustomer,
} from "#domain/conversations/status";
import { type Result, refuse } from "#domain/failures";
import type { Principal } from "#domain/identity/principal";
import type { Role } from "#protocol/constants";

const NOW_MS = 1_000;
const fresh = begin("support", NOW_MS);

function must(result: Result<Assignment>): Assignment {
  if (!result.ok) throw new Error(result.failure);
  return result.value;
}

const assigned = must(assign(fresh, "ann", fresh.epoch));
const snoozed = must(snooze(assigned, 9_000, NOW_MS));
const resolved = must(resolve(assigned));

describe("a conversation", () => {
  it("begins by waiting in its team, at the end", () => {
    expect(fresh).toEqual({ status: "open", teamId: "support", epoch: 1, waitingSinceMs: NOW_MS, atHead: false });
    expect([isWaiting(fresh), takesSlot(fresh)]).toEqual([true, false]);
  });

  it("is given for the epoch that the slot was reserved for, and for no other", () => {
    expect(assigned).toMatchObject({ status: "open", assigneeId: "ann", epoch: 2 });
    expect(assigned.waitingSinceMs).toBeUndefined();
    for (const epoch of [0, 1, 3]) expect(assign(assigned, "ben", epoch)).toEqual(refuse("stale_epoch"));
    expect(must(assign(assigned, "ben", 2)).assigneeId).toBe("ben");
  });

  it("is not given to anybody once it is resolved", () => {
    expect(assign(resolved, "ben", resolved.epoch)).toEqual(refuse("wrong_status"));
  });

  it("takes no slot while it sleeps, and none when it is resolved", () => {
    expect([assigned, snoozed, resolved].map(takesSlot)).toEqual([true, false, false]);
    expect([snoozed, resolved].map(({ assigneeId }) => assigneeId)).toEqual(["ann", "ann"]);
  });

  it("sleeps only in somebody's hands, while open, and until a time to come", () => {
    expect(snooze(fresh, 9_000, NOW_MS)).toEqual(refuse("not_assigned"));
    expect(snooze(snoozed, 9_000, NOW_MS)).toEqual(refuse("wrong_status"));
    expect(snooze(assigned, NOW_MS, NOW_MS)).toEqual(refuse("time_passed"));
    expect(snooze(assigned, Number.MAX_SAFE_INTEGER, NOW_MS)).toEqual(refuse("time_too_far"));
    expect(snoozed).toMatchObject({ status: "snoozed", snoozedUntilMs: 9_000 });
  });

  it("is resolved once", () => {
    expect(resolve(resolved)).toEqual(refuse("wrong_status"));
    expect(must(resolve(fresh)).waitingSinceMs).toBeUndefined();
  });
});

describe("an agent who drops", () => {
  it("loses what is still theirs to the head of its team", () => {
    const released = must(release(assigned, "ann", assigned.epoch, 5_000));
    expect(released).toEqual({ status: "open", teamId: "support", epoch: 3, waitingSinceMs: 5_000, atHead: true });
  });

  it("takes nothing from whoever has it now", () => {
    const handed = must(assign(assigned, "ben", assigned.epoch));
    expect(release(handed, "ann", assigned.epoch, 5_000)).toEqual(refuse("stale_epoch"));
    expect(release(handed, "ann", handed.epoch, 5_000)).toEqual(refuse("stale_epoch"));
    expect(release(snoozed, "ann", snoozed.epoch, 5_000)).toEqual(refuse("wrong_status"));
  });
});

describe("a customer's message", () => {
  it("wakes what sleeps at the head, opens what is resolved at the end, and leaves the rest alone", () => {
    expect(wakeByCustomer(snoozed, 5_000)).toMatchObject({ status: "open", atHead: true, waitingSinceMs: 5_000 });
    expect(wakeByCustomer(resolved, 5_000)).toMatchObject({ status: "open", atHead: false, waitingSinceMs: 5_000 });
    expect([fresh, assigned].map((state) => wakeByCustomer(state, 5_000))).toEqual([undefined, undefined]);
  });
});

describe("who waits", () => {
  it("has waited since they began to, wherever they are moved", () => {
    expect(enqueue(fresh, "after-sales", 8_000, true).waitingSinceMs).toBe(NOW_MS);
    expect(enqueue(assigned, "after-sales", 8_000, true).waitingSinceMs).toBe(8_000);
  });
});

describe("what is handed on", () => {
  it("waits at the head of another team, for others than who had it", () => {
    const handedOn = handOn(assigned, "experts", "ann", 8_000);
    expect(handedOn).toEqual({ ...enqueue(assigned, "experts", 8_000, true), notAgentId: "ann" });
    expect(must(assign(handedOn, "ann", handedOn.epoch)).notAgentId).toBeUndefined();
  });
});

describe("whose work it is", () => {
  const staff = (role: Role, id: string): Principal => {
    return { type: "agent", id, name: id, role, teamIds: [], sessionId: "s", expiresAtMs: 1 };
  };
  const customer: Principal = { type: "contact", id: "c", inboxId: "web", sessionId: "s", expiresAtMs: 1 };

  it("is the assignee's, anybody's while it waits, and always a lead's", () => {
    const may = (principal: Principal) => [fresh, assigned].map((state) => mayHandle(principal, state));
    expect(may(staff("agent", "ann"))).toEqual([true, true]);
    expect(may(staff("agent", "ben"))).toEqual([true, false]);
    expect(may(staff("supervisor", "ben"))).toEqual([true, true]);
    expect(may(staff("admin", "ben"))).toEqual([true, true]);
    expect(may(customer)).toEqual([false, false]);
  });
});

describe("any sequence of moves", () => {
  const agentId = fc.constantFrom("ann", "ben");
  /** How old the epoch is that a move names: 0 is right, the rest came late. */
  const lag = fc.constantFrom(0, 0, 1, 2);
  const nowMs = fc.nat(100_000);
  type Move = (state: Assignment) => Result<Assignment>;
  const keep =
    (move: (state: Assignment) => Assignment | undefined): Move =>
    (state) => ({ ok: true, value: move(state) ?? state });
  const anyMove: fc.Arbitrary<Move> = fc.oneof(
    fc.tuple(agentId, lag).map(([id, late]): Move => {
      return (state) => assign(state, id, state.epoch - late);
    }),
    fc.tuple(fc.constantFrom("support", "after-sales"), nowMs, fc.boolean()).map(([team, now, atHead]) => {
      return keep((state) => enqueue(state, team, now, atHead));
    }),
    fc.tuple(agentId, lag, nowMs).map(([id, late, now]): Move => {
      return (state) => release(state, id, state.epoch - late, now);
    }),
    fc.tuple(nowMs, nowMs).map(([until, now]): Move => {
      return (state) => snooze(state, until, now);
    }),
    fc.constant<Move>(resolve),
    nowMs.map((now) => keep((state) => wakeByCustomer(state, now))),
  );

  it("keeps the assignment whole, and the epoch growing with each change of it", () => {
    fc.assert(
      fc.property(fc.array(anyMove, { maxLength: 40 }), (moves) => {
        let state = fresh;
        for (const move of moves) {
          const moved = move(state);
          if (!moved.ok) continue;
          const next = moved.value;
          const isSame = next === state;
          expect(next.epoch).toBe(isSame ? state.epoch : state.epoch + 1);
          if (next.assigneeId !== state.assigneeId) expect(next.epoch).toBeGreaterThan(state.epoch);
          expect(isWaiting(next)).toBe(next.waitingSinceMs !== undefined);
          if (isWaiting(next)) expect(next.assigneeId).toBeUndefined();
          if (takesSlot(next)) expect(next.assigneeId).toBeDefined();
          if (next.atHead) expect(isWaiting(next)).toBe(true);
          expect(next.status === "snoozed").toBe(next.snoozedUntilMs !== undefined);
          if (next.status === "snoozed") expect(next.assigneeId).toBeDefined();
          state = next;
        }
      }),
      { numRuns: 500 },
    );
  });
});
