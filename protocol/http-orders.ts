/** The HTTP half of the contract: what a customer ordered, for staff and for the customer. */
import { z } from "zod";
import { ORDER_STATUSES } from "#protocol/constants";
import { BASE_CODES, type Operation } from "#protocol/operation";
import { id, instant } from "#protocol/vocabulary";

export const money = z
  .object({
    amount: z.string().regex(/^\d+(\.\d+)?$/),
    currency: z.string().regex(/^[A-Z]{3}$/),
  })
  .meta({ id: "Money", description: "A decimal amount, and the currency by its ISO 4217 code." });

export const order = z
  .object({
    id,
    number: z.string().meta({ description: "As the shop and the customer call it." }),
    status: z.enum(ORDER_STATUSES),
    placedAt: instant,
    total: money,
    items: z.array(z.object({ title: z.string(), quantity: z.int().min(1), imageUrl: z.string().optional() })),
    changes: z
      .array(z.object({ status: z.enum(ORDER_STATUSES), at: instant }))
      .meta({ description: "What it went through, the oldest first." }),
  })
  .meta({ id: "Order" });
export type Order = z.infer<typeof order>;

export const orderList = z.object({ items: z.array(order) }).meta({ id: "OrderList" });
export type OrderList = z.infer<typeof orderList>;

export const ordersOperations = {
  listContactOrders: {
    method: "get",
    path: "/api/v1/contacts/:id/orders",
    summary: "The orders of a customer of whom the agent may see a conversation, the latest first.",
    credential: "agent",
    params: z.object({ id }),
    status: 200,
    answer: orderList,
    codes: [...BASE_CODES, "not_found"],
  },
  listWidgetOrders: {
    method: "get",
    path: "/api/v1/widget/orders",
    summary: "The customer's own orders, the latest first; for those whom the shop vouched for.",
    credential: "customer",
    status: 200,
    answer: orderList,
    codes: [...BASE_CODES],
  },
} as const satisfies Record<string, Operation>;
