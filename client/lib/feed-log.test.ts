import { describe, expect, it } from "vitest";
import type { FeedServerFrame } from "#protocol/frames";
import { applyFeedFrame, EMPTY_FEED, withoutTicketCalls } from "./feed-log.ts";

const STANDING = { status: "online", capacity: 6, load: 2 } as const;
const SNAPSHOT = { type: "feed.snapshot", ...STANDING, rows: [] } satisfies FeedServerFrame;
const alert = { ticketId: "t", number: 1001, kind: "resolution", dueAtMs: 5, to: "agent" } as const;
const OVERDUE = { ...alert, key: "k", cause: "breach" } as const;
const ASKED = { ...alert, key: "r.asked", cause: "refundAsked" } as const;

describe("an agent's load", () => {
  it("is what is told exactly, as long as that is told", () => {
    const feed = applyFeedFrame(EMPTY_FEED, { ...SNAPSHOT, exactLoad: 1.75 });
    expect(feed.load).toBe(1.75);
    expect(applyFeedFrame(feed, { type: "presence", ...STANDING, exactLoad: 1.5 }).load).toBe(1.5);
    expect(applyFeedFrame(feed, { type: "presence", ...STANDING }).load).toBe(2);
  });
});

describe("alerts of refunds", () => {
  it("stand among those of the ticket, and go with them", () => {
    const told = applyFeedFrame(EMPTY_FEED, { ...SNAPSHOT, ticketAlerts: [OVERDUE], refundAlerts: [ASKED] });
    expect(told.ticketAlerts).toEqual([OVERDUE, ASKED]);
    const later = applyFeedFrame(applyFeedFrame(EMPTY_FEED, SNAPSHOT), { type: "refund.alert", ...ASKED });
    expect(later.ticketAlerts).toEqual([ASKED]);
    expect(withoutTicketCalls(told, "t").ticketAlerts).toEqual([]);
  });
});
