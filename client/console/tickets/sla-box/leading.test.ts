import { describe, expect, it } from "vitest";
import type { TicketClock } from "#protocol/http-ticket-clocks";
import { arranged } from "./leading.ts";

const met: TicketClock = { kind: "firstResponse", state: "met", usedMs: 1, targetMs: 2 };
const running: TicketClock = { kind: "resolution", state: "running", dueAtMs: 9, spanMs: 9 };
const promise: TicketClock = { kind: "promise", state: "running", dueAtMs: 5, spanMs: 5 };
const paused: TicketClock = { kind: "resolution", state: "paused", usedMs: 1, targetMs: 4 };
const reply = { kind: "nextResponse", dueAtMs: 1, spanMs: 1 } as const;
const leads = (items: TicketClock[]) => arranged({ items }).leading?.clock;

describe("what stands in great", () => {
  it("is what is due first, overdue or not, and not below once more", () => {
    expect(arranged({ items: [met, running, promise], reply })).toEqual({
      leading: { of: "ticket", clock: promise },
      items: [met, running],
      reply,
    });
    expect(leads([running, { ...promise, state: "overdue" }])?.kind).toBe("promise");
  });
  it("is what stands still or has not begun while nothing runs", () => {
    expect(leads([met, paused])).toBe(paused);
    const notBegun: TicketClock = { kind: "resolution", state: "notBegun", targetMs: 4 };
    expect(leads([met, notBegun])).toBe(notBegun);
  });
  it("is how it went once all is over: a miss before all, then the end before the beginning", () => {
    const end: TicketClock = { kind: "resolution", state: "met", usedMs: 3, targetMs: 4 };
    const broken: TicketClock = { kind: "promise", state: "missed", dueAtMs: 2, missedAtMs: 2 };
    expect(leads([met, end])).toBe(end);
    expect(leads([met])).toBe(met);
    expect(leads([met, end, broken])).toBe(broken);
  });
  it("is the conversation's answer where the ticket has no clock, and nothing where that has none", () => {
    expect(arranged({ items: [], reply })).toEqual({
      leading: { of: "reply", clock: reply },
      items: [],
      reply: undefined,
    });
    expect(arranged({ items: [] }).leading).toBeUndefined();
  });
  it("is one that is not due in sight before what is over", () => {
    const endless: TicketClock = { kind: "resolution", state: "running", targetMs: 4 };
    expect(leads([met, endless])).toBe(endless);
  });
});
