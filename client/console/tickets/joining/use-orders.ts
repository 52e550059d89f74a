import { useQuery } from "@tanstack/react-query";
import { api } from "#client/console/api.ts";
import { useMay } from "#client/console/session/me.ts";
import { ordersOf } from "#client/lib/order-api.ts";

interface NamedOrder {
  readonly id: string;
  readonly number: string;
}

const NONE: readonly NamedOrder[] = [];

/** The customer's orders as people call them; none for whoever may not read of customers. */
export function useOrders(contactId: string | undefined): readonly NamedOrder[] {
  const mayRead = useMay("contact.read");
  return (
    useQuery({
      queryKey: ["orders", contactId],
      queryFn: () => ordersOf(api, contactId ?? ""),
      enabled: contactId !== undefined && mayRead,
      retry: false,
    }).data ?? NONE
  );
}

/** @returns what an order is called; its own number is not told of one that is gone */
export function useOrderNumber(contactId: string | undefined): (id: string) => string {
  const orders = useOrders(contactId);
  return (id) => orders.find((order) => order.id === id)?.number ?? "…";
}
