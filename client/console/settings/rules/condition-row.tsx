import { ActionIcon, Checkbox, Select, TextInput } from "@mantine/core";
import { useState } from "react";
import { Icon } from "#client/console/theme/icon.tsx";
import type { RuleCondition } from "#protocol/http-rules";
import { MAX_RULE_VALUES, RULE_FIELDS, type RuleKind, TICKET_ONLY_FIELDS } from "#protocol/rule-constants";
import { amountOf, minorOf } from "./amount.ts";
import { blankCondition, valuesOf } from "./draft.ts";
import classes from "./rules.module.css";
import type { RuleWords } from "./use-rule-words.ts";

interface ConditionRowProps {
  readonly condition: RuleCondition;
  readonly appliesTo: RuleKind;
  readonly words: RuleWords;
  /** Why it cannot stay so. */
  readonly error: string | undefined;
  /** Undefined: it is taken away. */
  readonly onChange: (condition: RuleCondition | undefined) => void;
}

/** One condition, to be read from left to right: “Channel is Chat”. */
export function ConditionRow({ condition, appliesTo, words, error, onChange }: ConditionRowProps) {
  const { t, operator } = words;
  const { field, is } = condition;
  const fields = RULE_FIELDS.filter(
    (each) => appliesTo === "ticket" || each === field || !TICKET_ONLY_FIELDS.includes(each),
  );
  return (
    <li className={classes.part} data-testid="condition">
      <div className={classes.line}>
        <Select
          aria-label={t("rules.field")}
          data={fields.map((each) => ({ value: each, label: t(`rules.field.${each}`) }))}
          value={field}
          allowDeselect={false}
          onChange={(value) => {
            const next = RULE_FIELDS.find((each) => each === value);
            if (next !== undefined) onChange(blankCondition(next));
          }}
          data-testid="condition-field"
        />
        <Select
          aria-label={t("rules.operator")}
          data={[true, false].map((each) => ({ value: String(each), label: operator({ field, is: each }) }))}
          value={String(is)}
          allowDeselect={false}
          onChange={(value) => onChange({ ...condition, is: value === "true" })}
        />
        <ActionIcon aria-label={t("rules.removeCondition")} onClick={() => onChange(undefined)}>
          <Icon name="x" size={16} />
        </ActionIcon>
      </div>
      <Value condition={condition} words={words} onChange={onChange} />
      {error !== undefined && (
        <p className={classes.wrong} role="alert">
          {error}
        </p>
      )}
    </li>
  );
}

function Value({ condition, words, onChange }: Pick<ConditionRowProps, "condition" | "words" | "onChange">) {
  const { t, options, valuesFor } = words;
  const [typed, setTyped] = useState(() => typedOf(condition));
  if (condition.field === "amount")
    return (
      <div className={classes.amount}>
        <TextInput
          aria-label={t("rules.value")}
          inputMode="decimal"
          value={typed}
          onChange={({ currentTarget: { value } }) => {
            setTyped(value);
            onChange({ ...condition, minor: minorOf(value, condition.currency) });
          }}
          data-testid="condition-value"
        />
        <TextInput
          aria-label={t("rules.currency")}
          value={condition.currency}
          maxLength={3}
          onChange={({ currentTarget: { value } }) => {
            const currency = value.toUpperCase();
            onChange({ ...condition, currency, minor: minorOf(typed, currency) });
          }}
        />
      </div>
    );
  if (condition.field === "time")
    return (
      <Select
        aria-label={t("rules.value")}
        data={[...options.calendar]}
        value={condition.calendarId === "" ? null : condition.calendarId}
        onChange={(value) => onChange({ ...condition, calendarId: value ?? "" })}
        data-testid="condition-value"
      />
    );
  const from = valuesFor(condition.field);
  const { values } = condition;
  if (from !== undefined)
    return (
      <div className={classes.checks}>
        {from.map(({ value, label }) => (
          <Checkbox
            key={value}
            label={label}
            checked={values.includes(value)}
            onChange={() =>
              onChange({
                ...condition,
                values: values.includes(value) ? values.filter((each) => each !== value) : [...values, value],
              })
            }
          />
        ))}
      </div>
    );
  return (
    <TextInput
      aria-label={t("rules.value")}
      placeholder={t("rules.valuesHint")}
      value={typed}
      onChange={({ currentTarget: { value } }) => {
        setTyped(value);
        onChange({ ...condition, values: valuesOf(value).slice(0, MAX_RULE_VALUES) });
      }}
      data-testid="condition-value"
    />
  );
}

function typedOf(condition: RuleCondition): string {
  if (condition.field === "amount") return String(amountOf(condition.minor, condition.currency));
  return condition.field === "time" ? "" : condition.values.join(", ");
}
