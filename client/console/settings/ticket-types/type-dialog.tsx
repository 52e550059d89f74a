import { Button, Modal, TextInput } from "@mantine/core";
import { useState } from "react";
import dialogs from "#client/console/actions/dialogs.module.css";
import { isNameTaken } from "#client/console/labels/refusal.ts";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { ticketTypesWords } from "#client/i18n/console-ticket-types.ts";
import { newClientId } from "#client/lib/client-id.ts";
import { MAX_TICKET_FIELDS, MAX_TICKET_TYPE_NAME_CHARS } from "#protocol/constants";
import type { TicketType } from "#protocol/http-ticket-types";
import { contentOf, draftOf, faultsOf, withField, withFieldUp, withNewField, withoutField } from "./draft.ts";
import { FieldEditor } from "./field-editor.tsx";
import classes from "./ticket-types.module.css";
import { useSaveType } from "./use-type-settings.ts";

/** Makes a type, or changes one. @param props.type absent for a new one */
export function TypeDialog({ type, onClose }: { type: TicketType | undefined; onClose: () => void }) {
  const { t } = useWordsOf(ticketTypesWords);
  const saving = useSaveType(type);
  const [draft, setDraft] = useState(() => draftOf(type));
  const [asked, setAsked] = useState(false);
  const faults = faultsOf(draft);
  function submit() {
    setAsked(true);
    if (faults === undefined) saving.mutate(contentOf(draft), { onSuccess: onClose });
  }
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t(type === undefined ? "ticketTypes.create" : "ticketTypes.editing")}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      <form
        className={dialogs.form}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
        noValidate
        data-testid="type-dialog"
      >
        <TextInput
          label={t("ticketTypes.name")}
          description={type && t("ticketTypes.nameHint")}
          value={draft.name}
          onChange={(event) => {
            setDraft({ ...draft, name: event.currentTarget.value });
            saving.reset();
          }}
          maxLength={MAX_TICKET_TYPE_NAME_CHARS}
          error={
            (asked && faults?.name === true && t("ticketTypes.nameMissing")) ||
            (isNameTaken(saving.error) && t("ticketTypes.nameTaken"))
          }
          data-autofocus
          data-testid="type-name"
        />
        <section className={classes.fields} aria-labelledby="type-fields">
          <h3 id="type-fields">{t("ticketTypes.fields")}</h3>
          <p className={classes.quiet}>{t("ticketTypes.fieldsHint")}</p>
          {draft.fields.length > 0 && (
            <ul className={classes.editors}>
              {draft.fields.map((field, index) => (
                <FieldEditor
                  key={field.key}
                  field={field}
                  fault={asked ? faults?.fields.get(field.key) : undefined}
                  isFirst={index === 0}
                  onChange={(change) => setDraft(withField(draft, field.key, change))}
                  onUp={() => setDraft(withFieldUp(draft, field.key))}
                  onRemove={() => setDraft(withoutField(draft, field.key))}
                />
              ))}
            </ul>
          )}
          <Button
            leftSection={<Icon name="plus" size={16} />}
            onClick={() => setDraft(withNewField(draft, newClientId(Date.now())))}
            disabled={draft.fields.length >= MAX_TICKET_FIELDS}
            data-testid="type-add-field"
          >
            {t("ticketTypes.addField")}
          </Button>
        </section>
        <div className={dialogs.buttons}>
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button type="submit" variant="filled" loading={saving.isPending} data-testid="type-save">
            {t(type === undefined ? "ticketTypes.create" : "ticketTypes.save")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
