import { Checkbox, Select } from "@mantine/core";
import { useTicketTypes } from "#client/console/tickets/use-types.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { slaWords } from "#client/i18n/console-sla.ts";
import { ticketWords } from "#client/i18n/console-tickets.ts";
import { SLA_SCOPES, TICKET_TYPES } from "#protocol/constants";
import type { SlaPolicyContent } from "#protocol/http-sla";
import classes from "./sla.module.css";

type Scope = Pick<SlaPolicyContent, "appliesTo" | "ticketTypes">;

export interface PolicyScopeProps {
  readonly scope: Scope;
  readonly onChange: (change: Partial<Scope>) => void;
}

/** Whether a policy is for chats, for tickets or for both, and for which types of tickets. */
export function PolicyScope({ scope: { appliesTo, ticketTypes }, onChange }: PolicyScopeProps) {
  const { t } = useWordsOf(slaWords);
  const types = useWordsOf(ticketWords);
  const own = useTicketTypes();
  const known: readonly { readonly id: string; readonly name: string }[] = [
    ...TICKET_TYPES.map((id) => ({ id, name: types.t(`ticket.type.${id}`) })),
    ...own,
  ];
  const toggled = (id: string) =>
    ticketTypes.includes(id) ? ticketTypes.filter((each) => each !== id) : [...ticketTypes, id];
  return (
    <>
      <Select
        label={t("sla.appliesTo")}
        data={SLA_SCOPES.map((value) => ({ value, label: t(`appliesTo.${value}`) }))}
        value={appliesTo}
        onChange={(value) => onChange({ appliesTo: SLA_SCOPES.find((each) => each === value) ?? appliesTo })}
        allowDeselect={false}
        comboboxProps={{ withinPortal: false }}
        data-testid="policy-applies-to"
      />
      {appliesTo !== "conversations" && (
        <>
          <span className={classes.quiet}>{t("sla.ticketHint")}</span>
          <div className={classes.checks}>
            <span>{t("sla.ticketTypes")}</span>
            {known.map(({ id, name }) => (
              <Checkbox
                key={id}
                label={name}
                checked={ticketTypes.includes(id)}
                onChange={() => onChange({ ticketTypes: toggled(id) })}
                data-testid={`policy-type-${id}`}
              />
            ))}
          </div>
        </>
      )}
    </>
  );
}
