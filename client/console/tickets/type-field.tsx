import { Button, Select } from "@mantine/core";
import { useState } from "react";
import { useMay } from "#client/console/session/me.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { ticketDeskWords } from "#client/i18n/console-ticket-desk.ts";
import type { ShownTicket } from "#client/lib/ticket-answers.ts";
import { TICKET_TYPES } from "#protocol/constants";
import { changing } from "./changing.ts";
import { FieldsDialog } from "./fields-dialog.tsx";
import lists from "./tickets.module.css";
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
  function choose(type: string) {
    if (fieldsOf(types, type).length > 0) setAsking({ type, seen: ticket });
    else work.mutate(changing(ticket, { type }));
  }
  return (
    <>
      <Select
        label={t("ticketDesk.type")}
        data={all.map((value) => ({ value, label: typeName(value) }))}
        value={ticket.type}
        onChange={(type) => type !== null && type !== ticket.type && choose(type)}
        allowDeselect={false}
        disabled={!mayChange}
        data-testid="ticket-set-type"
      />
      {definitions.length > 0 && isReadable && (
        <dl className={lists.facts} data-testid="ticket-fields">
          {definitions.map(({ key, name }) => (
            <div key={key}>
              <dt>{name}</dt>
              <dd>{ticket.fields[key] ?? <span className={lists.quiet}>{t("ticketDesk.notSet")}</span>}</dd>
            </div>
          ))}
        </dl>
      )}
      {definitions.length > 0 && isReadable && mayChange && (
        <Button
          size="xs"
          onClick={() => setAsking({ type: ticket.type, seen: ticket })}
          data-testid="ticket-edit-fields"
        >
          {t("ticketDesk.fields")}
        </Button>
      )}
      {asking !== undefined && (
        <FieldsDialog seen={asking.seen} type={asking.type} work={work} onClose={() => setAsking(undefined)} />
      )}
    </>
  );
}
