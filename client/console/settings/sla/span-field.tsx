import { Select, TextInput } from "@mantine/core";
import { useId } from "react";
import { useWordsOf } from "#client/console/words.tsx";
import { slaWords } from "#client/i18n/console-sla.ts";
import { msOf, type SpanDraft, UNITS } from "./draft.ts";
import classes from "./sla.module.css";

export interface SpanFieldProps {
  readonly label: string;
  /** What it is called where its own label is not shown. */
  readonly name?: string;
  readonly span: SpanDraft;
  readonly placeholder?: string;
  readonly leastMs?: number;
  readonly onChange: (span: SpanDraft) => void;
  readonly testId: string;
}

/** So many of a unit. */
export function SpanField({ label, name = label, span, placeholder, leastMs, onChange, testId }: SpanFieldProps) {
  const { t } = useWordsOf(slaWords);
  const id = useId();
  return (
    <div className={classes.span}>
      <label htmlFor={id}>{label}</label>
      <TextInput
        id={id}
        inputMode="decimal"
        aria-label={name}
        value={span.amount}
        placeholder={placeholder}
        onChange={(event) => onChange({ ...span, amount: event.currentTarget.value })}
        error={Number.isNaN(msOf(span, leastMs))}
        autoComplete="off"
        data-testid={testId}
      />
      <Select
        aria-label={t("sla.unit", { what: name })}
        data={UNITS.map((unit) => ({ value: unit, label: t(`unit.${unit}`) }))}
        value={span.unit}
        onChange={(value) => onChange({ ...span, unit: UNITS.find((unit) => unit === value) ?? span.unit })}
        allowDeselect={false}
        comboboxProps={{ withinPortal: false }}
      />
    </div>
  );
}
