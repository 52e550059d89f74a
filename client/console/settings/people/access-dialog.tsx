import { Button, Modal } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import dialogs from "#client/console/actions/dialogs.module.css";
import { api } from "#client/console/api.ts";
import { useNotify } from "#client/console/shell/use-notify.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { peopleWords } from "#client/i18n/console-people.ts";
import { changeAccess } from "#client/lib/people-api.ts";
import type { AccessBody, AccountRow } from "#protocol/http-accounts";
import { type AccessDraft, AccessFields, bodyOf, missingOf } from "./access-fields.tsx";
import classes from "./people.module.css";
import { choicesQuery, peopleChanged } from "./people-queries.ts";
import { wordRefusal } from "./people-words.ts";

/** Changes what somebody may do and see. */
export function AccessDialog({ person, onClose }: { person: AccountRow; onClose: () => void }) {
  const { t } = useWordsOf(peopleWords);
  const notify = useNotify();
  const queries = useQueryClient();
  const choices = useQuery({ ...choicesQuery, refetchOnMount: "always" });
  const [draft, setDraft] = useState<AccessDraft>({
    role: person.roleId ?? person.role,
    teamIds: person.teamIds,
    allInboxes: person.inboxIds === undefined,
    inboxIds: person.inboxIds ?? [],
  });
  const [asked, setAsked] = useState(false);
  const { id, name, version } = person;
  const changing = useMutation({
    mutationFn: (access: AccessBody) => changeAccess(api, id, access, version),
    onSuccess: () => {
      notify.done(t("people.access.done", { name }));
      onClose();
    },
    onSettled: () => peopleChanged(queries),
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    setAsked(true);
    const access = choices.data && bodyOf(draft, choices.data);
    if (access !== undefined) changing.mutate(access);
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={t("people.access.title", { name })}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      <form className={dialogs.form} onSubmit={submit} data-testid="access-dialog">
        {changing.isError && (
          <p className={dialogs.alert} role="alert">
            {wordRefusal(changing.error, t)}
          </p>
        )}
        <AccessFields
          choices={choices.data}
          draft={draft}
          onChange={setDraft}
          missing={asked ? missingOf(draft) : []}
        />
        <p className={classes.hint}>{t("people.access.hint")}</p>
        <div className={dialogs.buttons}>
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button type="submit" variant="filled" loading={changing.isPending} data-testid="access-save">
            {t("action.save")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
