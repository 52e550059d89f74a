import { Button, Modal } from "@mantine/core";
import { useState } from "react";
import dialogs from "#client/console/actions/dialogs.module.css";
import { useWordsOf } from "#client/console/words.tsx";
import { ticketDeskWords } from "#client/i18n/console-ticket-desk.ts";
import type { ShownTicket } from "#client/lib/ticket-answers.ts";
import { changing } from "./changing.ts";
import { FieldInputs } from "./field-inputs.tsx";
import { missingOf, valuesFor } from "./field-values.ts";
import type { useTicketWork } from "./use-ticket.ts";
import { fieldsOf, useTicketTypes } from "./use-types.ts";
import { useTicketWords } from "./words.ts";

export interface FieldsDialogProps {
  /** As it was when the dialog was opened. */
  readonly seen: ShownTicket;
  /** The type that it has, or is to have. */
  readonly type: string;
  readonly work: ReturnType<typeof useTicketWork>["work"];
  readonly onClose: () => void;
}

/** Fills in what a type asks for, and gives the ticket the type if it has another one. */
export function FieldsDialog({ seen, type, work, onClose }: FieldsDialogProps) {
  const { t } = useWordsOf(ticketDeskWords);
  const { typeName } = useTicketWords();
  const definitions = fieldsOf(useTicketTypes(), type);
  const [values, setValues] = useState(() => valuesFor(definitions, seen.fields));
  const [asked, setAsked] = useState(false);
  function submit() {
    setAsked(true);
    if (missingOf(definitions, values).length > 0) return;
    const change = { fields: values, ...(type === seen.type ? {} : { type }) };
    work.mutate(changing(seen, change, seen), { onSuccess: onClose });
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("ticketDesk.fieldsTitle", { type: typeName(type) })}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      <form
        className={dialogs.form}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
        noValidate
        data-testid="fields-dialog"
      >
        <FieldInputs definitions={definitions} values={values} onChange={setValues} asked={asked} />
        <div className={dialogs.buttons}>
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button type="submit" variant="filled" loading={work.isPending} data-testid="fields-save">
            {t("ticketDesk.save")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
