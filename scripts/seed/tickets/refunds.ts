/** Refunds of the demo's tickets that wait for a decision, as the worker itself would write them. */
import type { NewOrder } from "#domain/orders/store";
import { type KeyRing, unwrapDataKey } from "#domain/privacy/key-ring";
import { moneyOf } from "#domain/refunds/amount";
import { sealRefundText } from "#domain/refunds/record";
import { leftOf } from "#domain/refunds/rules";
import type { refunds } from "#domain/refunds/schema";
import type { ticketEntries } from "#domain/tickets/schema";
import { sealEntry } from "#domain/tickets/sealed";
import { uuidV7 } from "#protocol/ids";
import { type Random, randomBytesOf } from "#scripts/seed/history/random";
import type { DemoTickets } from "./rows.ts";
import type { Hand } from "./script.ts";

const MINUTE_MS = 60_000;

interface RefundScript {
  /** The key of its ticket. */
  readonly ticket: string;
  readonly by: Hand;
  readonly minutesAgo: number;
  readonly reason: string;
}

const DEMO_REFUNDS: readonly RefundScript[] = [
  {
    ...{ ticket: "crack-refund", by: "zhao", minutesAgo: 24 },
    reason: "开箱即有裂纹，照片已核对，客户不接受换货。",
  },
];

export interface DemoRefunds {
  readonly refunds: (typeof refunds.$inferInsert)[];
  readonly entries: (typeof ticketEntries.$inferInsert)[];
}

export interface RefundWorld {
  readonly random: Random;
  readonly keyRing: KeyRing;
  readonly nowMs: number;
  readonly handId: (hand: Hand) => string;
  readonly orders: readonly NewOrder[];
}

/** All that is left of the ticket's order; none where nothing is. */
export function demoRefunds(made: DemoTickets, world: RefundWorld): DemoRefunds {
  const rows: DemoRefunds = { refunds: [], entries: [] };
  for (const script of DEMO_REFUNDS) write(rows, script, made, world);
  return rows;
}

function write(rows: DemoRefunds, script: RefundScript, made: DemoTickets, world: RefundWorld): void {
  const ticket = made.tickets.find(({ clientId }) => clientId === `demo-${script.ticket}`);
  const wrapped = made.dataKeys.find(({ subjectId }) => subjectId === ticket?.id);
  const order = world.orders.find(({ id }) => Array.isArray(ticket?.orderIds) && ticket.orderIds.includes(id));
  const status = order?.changes.at(-1)?.status;
  if (ticket === undefined || wrapped === undefined || order === undefined || status === undefined) return;
  const amountMinor = leftOf({ ...order, status }, 0);
  if (amountMinor === 0) return;
  const { random, keyRing, nowMs, handId } = world;
  const { id: orderId, currency } = order;
  const key = unwrapDataKey(keyRing, { kind: "ticket", id: ticket.id }, wrapped);
  const atMs = nowMs - script.minutesAgo * MINUTE_MS;
  const [id, entryId] = [uuidV7(atMs, randomBytesOf(random, 10)), uuidV7(atMs, randomBytesOf(random, 10))];
  const by = handId(script.by);
  rows.refunds.push({
    ...{ id, ticketId: ticket.id, orderId, version: 1, status: "asked", currency, amountMinor },
    ...{ askedBy: by, askedAtMs: atMs, clientId: `demo-${script.ticket}` },
    sealedReason: sealRefundText(key, { ticketId: ticket.id, id }, "reason", script.reason),
  });
  const { amount } = moneyOf(amountMinor, currency);
  rows.entries.push({
    ...{ id: entryId, ticketId: ticket.id, kind: "refund", version: ticket.version, byId: by, atMs, mentions: [] },
    changes: [
      { field: "refund", to: "asked" },
      { field: "refund.amount", to: `${amount} ${currency}` },
      { field: "refund.order", to: orderId },
    ],
    sealedContent: sealEntry(key, ticket.id, entryId, { reason: script.reason }),
  });
}
