import { expect, it } from "vitest";
import { parseKeyRing, unwrapDataKey } from "#domain/privacy/key-ring";
import { toRefund } from "#domain/refunds/record";
import { seededRandom } from "#scripts/seed/history/random";
import { demoRefunds } from "#scripts/seed/tickets/refunds";
import { ticketRows } from "#scripts/seed/tickets/rows";
import { TICKETS_EN } from "#scripts/seed/tickets/scripts-en";
import { TICKETS_ZH } from "#scripts/seed/tickets/scripts-zh";

const NOW_MS = Date.UTC(2026, 5, 1);
const keyRing = parseKeyRing(`k1=${Buffer.alloc(32, 1).toString("base64")}`);
const ids = Array.from({ length: 12 }, (_, index) => String(index));
const customer = (id: string) => ({ contactId: id, conversationId: `c-${id}`, orderIds: [`o-${id}`] });
const common = { random: seededRandom(1), keyRing, nowMs: NOW_MS, handId: (hand: string) => hand };
const made = ticketRows([...TICKETS_EN, ...TICKETS_ZH], {
  ...{ ...common, inboxId: "web" },
  customers: { en: ids.map((id) => customer(`e${id}`)), "zh-CN": ids.map((id) => customer(`z${id}`)) },
});
const orders = [...ids.map((id) => `e${id}`), ...ids.map((id) => `z${id}`)].map((id) => ({
  ...{ id: `o-${id}`, contactId: id, number: id, currency: "CNY", totalMinor: 26_800, items: [] },
  changes: [
    { status: "placed" as const, atMs: 1 },
    { status: "paid" as const, atMs: 2 },
  ],
}));

it("wait for a decision, with what is left of the ticket's order and a line of its time line", () => {
  const rows = demoRefunds(made, { ...common, orders });
  expect(rows.refunds).toHaveLength(1);
  for (const row of rows.refunds) {
    const wrapped = made.dataKeys.find(({ subjectId }) => subjectId === row.ticketId);
    if (wrapped === undefined) throw new Error("a refund without its ticket's key");
    const key = unwrapDataKey(keyRing, { kind: "ticket", id: row.ticketId }, wrapped);
    const nothing = { decidedBy: null, decidedAtMs: null, paidBy: null, paidAtMs: null, sealedAnswer: null };
    const refund = toRefund(key, { ...row, ...nothing, orderId: row.orderId ?? null });
    expect(refund).toMatchObject({ status: "asked", amount: { amount: "268.00", currency: "CNY" } });
    expect(refund.reason).not.toBe("");
  }
  expect(rows.entries.map(({ ticketId }) => ticketId)).toEqual(rows.refunds.map(({ ticketId }) => ticketId));
});

it("are none of what was refunded already", () => {
  const over = orders.map((order) => ({
    ...order,
    changes: [...order.changes, { status: "refunded" as const, atMs: 3 }],
  }));
  expect(demoRefunds(made, { ...common, orders: over })).toEqual({ refunds: [], entries: [] });
});
