import { expect, it } from "vitest";
import { feedServerFrame } from "#protocol/frames";
import { decodeFeedFrame } from "./decode-feed.ts";

const STANDING = { status: "busy", capacity: 6, load: 2 };
const MENTION = {
  conversationId: "01900000-0000-7000-8000-000000000000",
  seq: 4,
  by: { type: "agent", id: "a", name: "Ann" },
};

const ALERT = {
  conversationId: MENTION.conversationId,
  key: "k",
  cause: "breach",
  kind: "resolution",
  dueAtMs: 5,
  to: "qa",
};

const TICKET_ALERT = {
  ...ALERT,
  conversationId: undefined,
  ticketId: MENTION.conversationId,
  number: 1001,
  to: "agent",
};

it.each([
  { type: "ticket.alert", ...TICKET_ALERT },
  { type: "ticket.alert", ...TICKET_ALERT, cause: "refundAsked" },
  { type: "refund.alert", ...TICKET_ALERT, cause: "refundAsked" },
  { type: "refund.alert", ...TICKET_ALERT },
  { type: "feed.snapshot", ...STANDING, rows: [], refundAlerts: [{ ...TICKET_ALERT, cause: "refundDecided" }] },
  { type: "feed.snapshot", ...STANDING, rows: [], ticketAlerts: [{ ...TICKET_ALERT, cause: "refundDecided" }] },
  { type: "presence", ...STANDING, exactLoad: 1.75 },
  { type: "presence", ...STANDING, exactLoad: -1 },
  { type: "presence", ...STANDING, load: 1.75 },
  { type: "alert", ...ALERT },
  { type: "alert", ...ALERT, key: "" },
  { type: "alert", ...ALERT, to: "nobody" },
  { type: "feed.snapshot", ...STANDING, rows: [], alerts: [ALERT] },
  { type: "presence", ...STANDING },
  { type: "presence", ...STANDING, reason: "meal", note: "Noodles", untilMs: 1, wrapUpUntilMs: 2 },
  { type: "presence", ...STANDING, reason: "bored" },
  { type: "presence", ...STANDING, untilMs: "soon" },
  { type: "feed.snapshot", ...STANDING, rows: [], mentions: [MENTION] },
  { type: "feed.snapshot", ...STANDING, rows: [], mentions: [{}] },
  { type: "mention", ...MENTION },
  { type: "mention", ...MENTION, seq: -1 },
])("the feed's frames are taken as the contract does: %j", (frame) => {
  expect(decodeFeedFrame(JSON.stringify(frame))).toEqual(feedServerFrame.safeParse(frame).data);
});
