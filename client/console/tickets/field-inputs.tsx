import { NumberInput, Select, TextInput } from "@mantine/core";
import { useWordsOf } from "#client/console/words.tsx";
import { ticketDeskWords } from "#client/i18n/console-ticket-desk.ts";
import { MAX_TICKET_FIELD_CHARS } from "#protocol/constants";
import type { TicketFieldDefinition } from "#protocol/http-ticket-types";
import { type FieldValues, missingOf, withValue } from "./field-values.ts";

export interface FieldInputsProps {
  readonly definitions: readonly TicketFieldDefinition[];
  readonly values: FieldValues;
  readonly onChange: (values: FieldValues) => void;
  /** Whether what is missing is to be said by now. */
  readonly asked: boolean;
}

/** One input for each field of a type. */
export function FieldInputs({ definitions, values, onChange, asked }: FieldInputsProps) {
  const { t } = useWordsOf(ticketDeskWords);
  const missing = asked ? missingOf(definitions, values) : [];
  return definitions.map(({ key, name, kind, choices, required }) => {
    const set = (value: string | number | null) => onChange(withValue(values, key, value));
    const shared = {
      label: name,
      withAsterisk: required,
      error: missing.includes(key) && t("ticketDesk.fieldMissing"),
      "data-testid": `field-${kind}`,
    };
    const value = values[key];
    if (kind === "choice")
      return (
        <Select
          key={key}
          {...shared}
          data={choices}
          value={value === undefined ? null : String(value)}
          onChange={set}
          clearable={!required}
        />
      );
    if (kind === "number")
      return (
        <NumberInput
          key={key}
          {...shared}
          value={value ?? ""}
          onChange={(given) => set(typeof given === "number" ? given : null)}
          hideControls
        />
      );
    return (
      <TextInput
        key={key}
        {...shared}
        value={value ?? ""}
        onChange={(event) => set(event.currentTarget.value)}
        maxLength={MAX_TICKET_FIELD_CHARS}
      />
    );
  });
}
