/** Orders in every state, each with the steps that led there, none of which lies ahead. */
import type { NewOrder } from "#domain/orders/store";
import type { OrderStatus } from "#protocol/constants";
import { uuidV7 } from "#protocol/ids";
import { CATALOGUE, CURRENCY_OF, pictureOf, pricesOf, titleOf } from "#worker/demo/catalogue";
import type { DemoCustomer } from "./customers.ts";
import { between, pick, type Random, randomBytesOf, shuffled } from "./random.ts";
import { HOUR_MS } from "./times.ts";

/** One step of an order, with the hours that it takes, at least and at most. */
type Step = readonly [status: OrderStatus, leastHours: number, mostHours: number];

const PAID: Step = ["paid", 0.02, 0.3];
/** From the first step to the last that there can be; each that stands so has come all the way to it. */
const WAY: readonly Step[] = [
  PAID,
  ["packed", 2, 20],
  ["shipped", 1, 6],
  ["delivered", 30, 90],
  ["return_requested", 6, 70],
  ["returned", 40, 100],
  ["refunded", 8, 40],
];

/** How an order comes to stand so. */
function wayTo(status: OrderStatus): readonly Step[] {
  if (status === "cancelled") return [PAID, ["cancelled", 0.2, 6]];
  return WAY.slice(0, WAY.findIndex(([step]) => step === status) + 1);
}

/** How many of each there are, and how many hours ago the last step was, at most. */
const PLAN: readonly (readonly [OrderStatus, count: number, agoHours: number])[] = [
  ["placed", 4, 0.6],
  ["paid", 8, 9],
  ["packed", 6, 20],
  ["shipped", 15, 60],
  ["delivered", 34, 24 * 30],
  ["return_requested", 5, 60],
  ["returned", 4, 70],
  ["refunded", 8, 24 * 12],
  ["cancelled", 7, 24 * 11],
];
const FIRST_NUMBER = 20_114;

export interface Buyer {
  readonly contactId: string;
  readonly customer: DemoCustomer;
}

/**
 * @param buyers the first ones, as whom one can sign in at the store, get an order of nearly every kind
 * @param nowMs nothing happened later
 */
export function makeOrders(random: Random, buyers: readonly Buyer[], nowMs: number): NewOrder[] {
  const drafts = PLAN.flatMap(([status, count, agoHours]) =>
    Array.from({ length: count }, (_, at) => {
      // Everybody has some, and those of the store more than most.
      const buyer = at < 2 ? buyers[(at + count) % 3] : pick(random, buyers);
      if (buyer === undefined) throw new RangeError("nobody to buy");
      return draft(random, buyer, status, nowMs - random() * agoHours * HOUR_MS);
    }),
  );
  drafts.sort((one, other) => one.placedAtMs - other.placedAtMs);
  let number = FIRST_NUMBER;
  return drafts.map(({ placedAtMs, ...order }) => {
    number += between(random, 1, 9);
    return { ...order, id: uuidV7(placedAtMs, randomBytesOf(random, 10)), number: `TC-${number}` };
  });
}

type Draft = Omit<NewOrder, "id" | "number"> & { placedAtMs: number };

function draft(random: Random, { contactId, customer }: Buyer, status: OrderStatus, lastAtMs: number): Draft {
  const steps = wayTo(status).map(([step, least, most]) => ({
    status: step,
    tookMs: Math.round((least + random() * (most - least)) * HOUR_MS),
  }));
  const placedAtMs = Math.floor(lastAtMs - steps.reduce((sum, { tookMs }) => sum + tookMs, 0));
  let atMs = placedAtMs;
  const later = steps.map((step) => {
    atMs += step.tookMs;
    return { status: step.status, atMs };
  });
  const currency = CURRENCY_OF[customer.locale];
  const bought = shuffled(random, CATALOGUE)
    .slice(0, random() < 0.7 ? 1 : 2)
    .map((product) => {
      const variant = pick(random, product.variants);
      return { product, variant, quantity: random() < 0.85 ? 1 : 2 };
    });
  return {
    contactId,
    currency,
    totalMinor: bought.reduce(
      (sum, { product, variant, quantity }) => sum + pricesOf(product, variant)[currency] * quantity,
      0,
    ),
    items: bought.map(({ product, variant, quantity }) => ({
      title: titleOf(product, variant, customer.locale),
      quantity,
      imageUrl: pictureOf(product),
    })),
    changes: [{ status: "placed", atMs: placedAtMs }, ...later],
    placedAtMs,
  };
}

/** When this status began within the last days, if it did. */
export function becameAtMs({ changes }: NewOrder, statuses: readonly OrderStatus[], sinceMs: number) {
  return changes.find(({ status, atMs }) => statuses.includes(status) && atMs >= sinceMs)?.atMs;
}
