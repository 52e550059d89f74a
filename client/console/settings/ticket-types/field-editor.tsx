import { ActionIcon, Checkbox, Select, TagsInput, TextInput } from "@mantine/core";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { ticketTypesWords } from "#client/i18n/console-ticket-types.ts";
import { MAX_TICKET_CHOICES, MAX_TICKET_TYPE_NAME_CHARS, TICKET_FIELD_KINDS } from "#protocol/constants";
import type { FieldDraft } from "./draft.ts";
import classes from "./ticket-types.module.css";

export interface FieldEditorProps {
  readonly field: FieldDraft;
  readonly fault: "name" | "choices" | undefined;
  readonly isFirst: boolean;
  readonly onChange: (change: Partial<FieldDraft>) => void;
  readonly onUp: () => void;
  readonly onRemove: () => void;
}

/** One field of a type: what it is called, what it takes, and whether it has to be filled in. */
export function FieldEditor({ field, fault, isFirst, onChange, onUp, onRemove }: FieldEditorProps) {
  const { t } = useWordsOf(ticketTypesWords);
  const name = field.name.trim() === "" ? t("ticketTypes.unnamed") : field.name;
  return (
    <li className={classes.field} data-testid="type-field">
      <TextInput
        className={classes.fieldName}
        label={t("ticketTypes.fieldName")}
        value={field.name}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
        maxLength={MAX_TICKET_TYPE_NAME_CHARS}
        error={fault === "name" && t("ticketTypes.fieldNameMissing")}
        data-testid="type-field-name"
      />
      <Select
        className={classes.kind}
        label={t("ticketTypes.kind")}
        data={TICKET_FIELD_KINDS.map((value) => ({ value, label: t(`ticketTypes.kind.${value}`) }))}
        value={field.kind}
        onChange={(value) => onChange({ kind: TICKET_FIELD_KINDS.find((each) => each === value) ?? field.kind })}
        allowDeselect={false}
        data-testid="type-field-kind"
      />
      <span className={classes.tools}>
        <ActionIcon disabled={isFirst} onClick={onUp} aria-label={t("ticketTypes.fieldUp", { name })}>
          <Icon name="up" size={16} />
        </ActionIcon>
        <ActionIcon onClick={onRemove} aria-label={t("ticketTypes.fieldRemove", { name })}>
          <Icon name="trash" size={16} />
        </ActionIcon>
      </span>
      {field.kind === "choice" && (
        <TagsInput
          className={classes.choices}
          label={t("ticketTypes.choices")}
          placeholder={t("ticketTypes.choicesHint")}
          value={[...field.choices]}
          onChange={(choices) => onChange({ choices })}
          maxTags={MAX_TICKET_CHOICES}
          acceptValueOnBlur
          error={fault === "choices" && t("ticketTypes.choicesMissing")}
          data-testid="type-field-choices"
        />
      )}
      <Checkbox
        className={classes.required}
        label={t("ticketTypes.required")}
        checked={field.required}
        onChange={(event) => onChange({ required: event.currentTarget.checked })}
        data-testid="type-field-required"
      />
    </li>
  );
}
