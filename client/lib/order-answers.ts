/** Hand decoders of orders; `order-answers.test.ts` holds them equal to `#protocol/http-orders`. */
import { ORDER_STATUSES } from "#protocol/constants";
import type { Order, OrderList } from "#protocol/http-orders";
import { array, checked, type Decoder, integer, object, oneOf, string } from "./decoder.ts";
import { id, instant } from "./nouns.ts";

export const money: Decoder<Order["total"]> = object({
  amount: checked((value) => /^\d+(\.\d+)?$/.test(value)),
  currency: checked((value) => /^[A-Z]{3}$/.test(value)),
});

export const order: Decoder<Order> = object({
  id,
  number: string,
  status: oneOf(...ORDER_STATUSES),
  placedAt: instant,
  total: money,
  items: array(object({ title: string, quantity: integer(1) }, { imageUrl: string })),
  changes: array(object({ status: oneOf(...ORDER_STATUSES), at: instant })),
});

export const orderList: Decoder<OrderList> = object({ items: array(order) });
