import { MultiSelect, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { api } from "#client/console/api.ts";
import { useMay } from "#client/console/session/me.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { ticketDeskWords } from "#client/i18n/console-ticket-desk.ts";
import { ticketPageWords } from "#client/i18n/console-ticket-page.ts";
import { ordersOf } from "#client/lib/order-api.ts";
import { MAX_PRODUCT_LINE_CHARS, MAX_TICKET_ORDERS } from "#protocol/constants";
import { changing } from "./changing.ts";
import { inRow, PropertyRow } from "./page/property-row.tsx";
import type { TypeFieldProps } from "./type-field.tsx";

/** Of what it is, as the shop sorts its goods. */
export function ProductLine({ ticket, work }: TypeFieldProps) {
  const { t } = useWordsOf(ticketDeskWords);
  const page = useWordsOf(ticketPageWords);
  const mayChange = useMay("ticket.change");
  const { productLine } = ticket;
  const save = (given: string) => {
    const wanted = given.trim() === "" ? null : given.trim();
    if (wanted !== (productLine ?? null)) work.mutate(changing(ticket, { productLine: wanted }));
  };
  return (
    <PropertyRow name={t("ticketDesk.productLine")}>
      <TextInput
        {...inRow.text}
        aria-label={t("ticketDesk.productLine")}
        placeholder={page.t("ticketPage.notSet")}
        key={`${productLine} ${ticket.version}`}
        defaultValue={productLine ?? ""}
        onBlur={(event) => save(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && !event.nativeEvent.isComposing) event.currentTarget.blur();
        }}
        maxLength={MAX_PRODUCT_LINE_CHARS}
        disabled={!mayChange || ticket.subject === undefined}
        data-testid="ticket-set-product-line"
      />
    </PropertyRow>
  );
}

/** Orders of the same customer that it is about. */
export function LinkedOrders({ ticket, work }: TypeFieldProps) {
  const { t } = useWordsOf(ticketDeskWords);
  const mayChange = useMay("ticket.change");
  const mayRead = useMay("contact.read");
  const { contactId = "", orderIds } = ticket;
  const orders = useQuery({
    queryKey: ["orders", contactId],
    queryFn: () => ordersOf(api, contactId),
    enabled: contactId !== "" && mayRead,
    retry: false,
  });
  if (orders.data === undefined) return null;
  const known = orders.data.map(({ id, number }) => ({ value: id, label: number }));
  if (known.length === 0 && orderIds.length === 0) return null;
  // One that is not told of (any more) is not taken away by looking at the others.
  const unknown = orderIds.filter((id) => !known.some(({ value }) => value === id));
  return (
    <PropertyRow name={t("ticketDesk.orders")}>
      <MultiSelect
        {...inRow.select}
        aria-label={t("ticketDesk.orders")}
        placeholder={orderIds.length === 0 ? t("ticketDesk.ordersHint") : undefined}
        data={[...known, ...unknown.map((value) => ({ value, label: "…" }))]}
        value={orderIds}
        onChange={(ids) => work.mutate(changing(ticket, { orderIds: ids }))}
        maxValues={MAX_TICKET_ORDERS}
        disabled={!mayChange}
        searchable
        nothingFoundMessage={t("ticketDesk.noOrders")}
        data-testid="ticket-set-orders"
      />
    </PropertyRow>
  );
}
