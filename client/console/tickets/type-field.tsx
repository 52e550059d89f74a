import { Select } from "@mantine/core";
import { useState } from "react";
import { useMay } from "#client/console/session/me.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { ticketDeskWords } from "#client/i18n/console-ticket-desk.ts";
import type { ShownTicket } from "#client/lib/ticket-answers.ts";
import { TICKET_TYPES } from "#protocol/constants";
import { changing } from "./changing.ts";
import { FieldsDialog } from "./fields-dialog.tsx";
import rows from "./page/property-row.module.css";
import { inRow, PropertyRow, RowButton } from "./page/property-row.tsx";
import type { useTicketWork } from "./use-ticket.ts";
import { fieldsOf, useTicketTypes } from "./use-types.ts";
import { useTicketWords } from "./words.ts";

export interface TypeFieldProps {
  readonly ticket: ShownTicket;
  readonly work: ReturnType<typeof useTicketWork>["work"];
}

/** The type of a ticket, and what is filled in of that type's fields. */
export function TypeField({ ticket, work }: TypeFieldProps) {
  const { t } = useWordsOf(ticketDeskWords);
  const { typeName } = useTicketWords();
  const types = useTicketTypes();
  const mayChange = useMay("ticket.change");
  const [asking, setAsking] = useState<{ readonly type: string; readonly seen: ShownTicket }>();
  const known: string[] = [...TICKET_TYPES, ...types.map(({ id }) => id)];
  // One that was not heard of yet stays as it is until another one is chosen.
  const all = known.includes(ticket.type) ? known : [ticket.type, ...known];
  const definitions = fieldsOf(types, ticket.type);
  const isReadable = ticket.subject !== undefined;
  const edit = () => setAsking({ type: ticket.type, seen: ticket });
  function choose(type: string) {
    if (fieldsOf(types, type).length > 0) setAsking({ type, seen: ticket });
    else work.mutate(changing(ticket, { type }));
  }
  return (
    <>
      <PropertyRow name={t("ticketDesk.type")}>
        <Select
          {...inRow.select}
          aria-label={t("ticketDesk.type")}
          data={all.map((value) => ({ value, label: typeName(value) }))}
          value={ticket.type}
          onChange={(type) => type !== null && type !== ticket.type && choose(type)}
          allowDeselect={false}
          disabled={!mayChange}
          data-testid="ticket-set-type"
        />
      </PropertyRow>
      {isReadable &&
        definitions.map(({ key, name }) => (
          <PropertyRow key={key} name={name}>
            <RowButton label={t("ticketDesk.fields")} onClick={mayChange ? edit : undefined} testId="ticket-field">
              {ticket.fields[key] ?? <span className={rows.unset}>{t("ticketDesk.notSet")}</span>}
            </RowButton>
          </PropertyRow>
        ))}
      {asking !== undefined && (
        <FieldsDialog seen={asking.seen} type={asking.type} work={work} onClose={() => setAsking(undefined)} />
      )}
    </>
  );
}
