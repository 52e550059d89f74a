import { describe, expect, it } from "vitest";
import { checkHistory, conversationHistory } from "#domain/imports/history";
import { withStatus } from "#domain/orders/rules";
import { orderRow } from "#domain/orders/store";
import { ORDER_STATUSES } from "#protocol/constants";
import { order as wireOrder } from "#protocol/http-orders";
import { toWireOrder } from "#worker/wire-order";
import { CUSTOMERS } from "./customers.ts";
import { type History, makeHistory } from "./history.ts";
import { seededRandom } from "./random.ts";
import { SCENES_EN } from "./scenes-en.ts";
import { SCENES_ZH } from "./scenes-zh.ts";
import { DAY_MS, HOUR_MS } from "./times.ts";

const agent = (id: string) => ({ id, name: id });
const CAPACITY = 6;
const TODAY_MS = Date.UTC(2026, 10, 28);

function past(seed: number, hour: number): History {
  return makeHistory({
    random: seededRandom(seed),
    nowMs: TODAY_MS + hour * HOUR_MS,
    todayMs: TODAY_MS,
    inboxId: "web",
    support: [agent("lin"), agent("tom"), agent("chen")],
    afterSales: [agent("tom"), agent("zhao")],
    lead: agent("chen"),
  });
}

it("the same seed at the same moment makes the same past, another seed another", () => {
  expect(past(1, 15)).toEqual(past(1, 15));
  expect(past(2, 15)).not.toEqual(past(1, 15));
});

describe.each([
  [2_026, 0.7],
  [2_026, 11],
  [2_026, 23.9],
  [7, 16],
])("the past of seed %i at hour %d", (seed, hour) => {
  const nowMs = TODAY_MS + hour * HOUR_MS;
  const { contacts, orders, conversations } = past(seed, hour);
  const lines = conversations.flatMap(({ history }) => history.messages);
  const byStatus = Map.groupBy(conversations, ({ history }) =>
    history.status === "open" && history.assigneeId === undefined ? "waiting" : history.status,
  );

  it("has about sixty people, ninety orders and a hundred and twenty conversations, none twice", () => {
    expect([contacts.length, orders.length]).toEqual([CUSTOMERS.length, 91]);
    expect(conversations.length).toBeGreaterThan(115);
    for (const ids of [contacts, orders, conversations].map((rows) => rows.map(({ id }) => id))) {
      expect(new Set(ids).size).toBe(ids.length);
    }
    expect(new Set(orders.map(({ number }) => number)).size).toBe(orders.length);
  });

  it("is taken by the import: every conversation agrees with itself, and no two lines are out of order", () => {
    for (const { history } of conversations) {
      expect(conversationHistory.parse(history)).toEqual(history);
      expect(checkHistory(history).ok).toBe(true);
    }
  });

  it("lies behind, within two weeks", () => {
    expect(Math.max(...lines.map(({ atMs }) => atMs))).toBeLessThanOrEqual(nowMs);
    expect(Math.min(...lines.map(({ atMs }) => atMs))).toBeGreaterThan(TODAY_MS - 14 * DAY_MS);
    for (const { changes } of orders) expect(changes.at(-1)?.atMs).toBeLessThanOrEqual(nowMs);
  });

  it("was answered within working hours", () => {
    for (const { history } of byStatus.get("resolved") ?? []) {
      for (const { by, atMs } of history.messages) {
        const hourOfDay = ((((atMs - TODAY_MS) % DAY_MS) + DAY_MS) % DAY_MS) / HOUR_MS;
        if (by === "agent") expect(hourOfDay).toBeGreaterThan(9);
        if (by === "agent") expect(hourOfDay).toBeLessThan(22);
      }
    }
  });

  it("leaves something to do: waiting, open and unread, asleep; nobody has more than they can hold", () => {
    expect([...byStatus.keys()].sort()).toEqual(["open", "resolved", "snoozed", "waiting"]);
    const open = byStatus.get("open") ?? [];
    const hands = Map.groupBy(open, ({ history }) => history.assigneeId);
    for (const [, theirs] of hands) expect(theirs.length).toBeLessThan(CAPACITY);
    expect(hands.get("lin")?.length).toBeGreaterThanOrEqual(3);
    expect(open.some(({ history }) => history.messages.at(-1)?.by === "contact")).toBe(true);
    for (const { history } of byStatus.get("snoozed") ?? []) expect(history.snoozedUntilMs).toBeGreaterThan(nowMs);
  });

  it("speaks both languages, takes notes with a colleague's name, and hands over", () => {
    const chinese = conversations.filter(({ history }) =>
      history.messages.some((line) => line.by === "contact" && /\p{Script=Han}/u.test(line.content)),
    );
    expect(chinese.length).toBeGreaterThan(40);
    expect(conversations.length - chinese.length).toBeGreaterThan(40);
    expect(lines.some((line) => line.by === "agent" && line.private && line.content.startsWith("@"))).toBe(true);
    expect(lines.some((line) => line.by === "system" && line.activity.key === "conversation.transferred")).toBe(true);
  });

  it("leaves no gap unfilled, and speaks of orders that the customer has", () => {
    const numbers = new Map(orders.map(({ number, contactId }) => [number, contactId]));
    for (const { history } of conversations) {
      for (const line of history.messages) {
        const text = line.by === "system" ? "" : line.content;
        expect(text).not.toMatch(/[{}|]|^\s|undefined/);
        for (const [number] of text.matchAll(/TC-\d+/g)) expect(numbers.get(number)).toBe(history.contactId);
      }
    }
  });

  it("has orders in every state, each by steps that an order can take", () => {
    expect(new Set(orders.map(({ changes }) => changes.at(-1)?.status))).toEqual(new Set(ORDER_STATUSES));
    for (const order of orders) {
      for (const [at, change] of order.changes.entries()) {
        if (at > 0) expect(withStatus(order.changes.slice(0, at), change).ok).toBe(true);
      }
      const { status, placedAtMs } = orderRow(order);
      expect(wireOrder.safeParse(toWireOrder({ ...order, status, placedAtMs })).success).toBe(true);
    }
  });
});

it("the same is asked in both languages", () => {
  expect(SCENES_ZH.map(({ topic }) => topic)).toEqual(SCENES_EN.map(({ topic }) => topic));
});
