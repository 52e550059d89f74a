import { MultiSelect } from "@mantine/core";
import { useWordsOf } from "#client/console/words.tsx";
import { ticketDeskWords } from "#client/i18n/console-ticket-desk.ts";
import { MAX_TICKET_ORDERS } from "#protocol/constants";
import { useOrders } from "./use-orders.ts";

interface OrdersFieldProps {
  readonly contactId: string;
  readonly orderIds: readonly string[];
  readonly onChange: (ids: readonly string[]) => void;
}

/** Which of the customer's orders a new ticket is about; not there for a customer without any. */
export function OrdersField({ contactId, orderIds, onChange }: OrdersFieldProps) {
  const { t } = useWordsOf(ticketDeskWords);
  const orders = useOrders(contactId);
  if (orders.length === 0) return null;
  return (
    <MultiSelect
      label={t("ticketDesk.orders")}
      placeholder={orderIds.length === 0 ? t("ticketDesk.ordersHint") : undefined}
      data={orders.map(({ id, number }) => ({ value: id, label: number }))}
      value={[...orderIds]}
      onChange={onChange}
      maxValues={MAX_TICKET_ORDERS}
      searchable
      nothingFoundMessage={t("ticketDesk.noOrders")}
      data-testid="ticket-orders"
    />
  );
}
