import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { framePaces, weightOf } from "#domain/limits/frame-paces";
import { take } from "#domain/limits/pace";

const pace = { burst: 3, perSecond: 2 };
const START_MS = 1_000_000;

/** Asks at these times. @returns which were allowed, and the waits of the others */
function ask(timesMs: readonly number[]): (true | number)[] {
  let paidUntilMs = 0;
  return timesMs.map((atMs) => {
    const taken = take(pace, paidUntilMs, START_MS + atMs);
    ({ paidUntilMs } = taken);
    return taken.isAllowed ? true : taken.retryAfterMs;
  });
}

describe("a pace", () => {
  it("lets a burst through, and then one an interval", () => {
    expect(ask([0, 0, 0, 0, 499, 500, 500, 1_000])).toEqual([true, true, true, 500, 1, true, 500, true]);
  });

  it("gives the whole burst back after a rest, and no more than that", () => {
    expect(ask([0, 0, 0, 60_000, 60_000, 60_000, 60_000])).toEqual([true, true, true, true, true, true, 500]);
  });

  it("is allowed when it said that it would be, and not a moment earlier", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(300), { maxLength: 60 }), (gapsMs) => {
        let [atMs, paidUntilMs] = [START_MS, 0];
        for (const gapMs of gapsMs) {
          atMs += gapMs;
          const taken = take(pace, paidUntilMs, atMs);
          if (!taken.isAllowed) {
            expect(take(pace, paidUntilMs, atMs + taken.retryAfterMs).isAllowed).toBe(true);
            expect(take(pace, paidUntilMs, atMs + taken.retryAfterMs - 1).isAllowed).toBe(false);
          }
          ({ paidUntilMs } = taken);
        }
      }),
    );
  });

  it("never lets more through in any stretch of time than the burst and the rate", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(400), { maxLength: 100 }), (gapsMs) => {
        let [atMs, paidUntilMs] = [START_MS, 0];
        const allowedMs: number[] = [];
        for (const gapMs of gapsMs) {
          atMs += gapMs;
          const taken = take(pace, paidUntilMs, atMs);
          ({ paidUntilMs } = taken);
          if (taken.isAllowed) allowedMs.push(atMs);
        }
        for (const [index, fromMs] of allowedMs.entries()) {
          for (const [later, toMs] of allowedMs.slice(index).entries()) {
            expect(later + 1).toBeLessThanOrEqual(pace.burst + ((toMs - fromMs) / 1_000) * pace.perSecond + 1e-6);
          }
        }
      }),
    );
  });
});

describe("the paces of frames", () => {
  it("are those of people: a message a second for a minute, with receipts and typing, is never too fast", () => {
    const { paces } = framePaces(1);
    const paid = { change: 0, sign: 0 };
    for (let second = 0; second < 60; second += 1) {
      for (const type of ["message.send", ...Array.from({ length: 9 }, () => "read"), "typing"]) {
        const weight = weightOf(type) === "sign" ? "sign" : "change";
        const taken = take(paces.contact[weight], paid[weight], START_MS + second * 1_000);
        expect(taken.isAllowed).toBe(true);
        paid[weight] = taken.paidUntilMs;
      }
    }
  });

  it("allow agents more than customers, and programs as much as they are told", () => {
    const { paces } = framePaces(1);
    for (const weight of ["change", "look", "sign"] as const) {
      expect(paces.agent[weight].burst).toBeGreaterThan(paces.contact[weight].burst);
      expect(framePaces(10).paces.contact[weight].perSecond).toBe(paces.contact[weight].perSecond * 10);
    }
  });

  it("count what is not known as a change", () => {
    expect([undefined, "nonsense", "message.send", "sync", "typing"].map(weightOf)).toEqual([
      ...["change", "change", "change", "look", "sign"],
    ]);
  });
});
