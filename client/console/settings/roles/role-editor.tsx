import { Button, Select, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import dialogs from "#client/console/actions/dialogs.module.css";
import { api } from "#client/console/api.ts";
import { peopleChanged } from "#client/console/settings/people/people-queries.ts";
import { wordRefusal } from "#client/console/settings/people/people-words.ts";
import { useNotify } from "#client/console/shell/use-notify.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { peopleWords } from "#client/i18n/console-people.ts";
import { saveRole } from "#client/lib/people-api.ts";
import { ROLES } from "#protocol/constants";
import type { PermissionRow } from "#protocol/http-roles";
import { basedOn, type RoleDraft, toggled } from "./draft.ts";
import { PermissionTable } from "./permission-table.tsx";
import classes from "./roles.module.css";

const MAX_NAME_CHARS = 60;

interface EditorProps {
  draft: RoleDraft;
  permissions: readonly PermissionRow[];
  onChange: (draft: RoleDraft) => void;
  onClose: () => void;
}

/** Makes or changes one role: its name, what it is based on, and what is ticked in the table. */
export function RoleEditor({ draft, permissions, onChange, onClose }: EditorProps) {
  const { t } = useWordsOf(peopleWords);
  const notify = useNotify();
  const queries = useQueryClient();
  const [asked, setAsked] = useState(false);
  const name = draft.name.trim();
  const saving = useMutation({
    mutationFn: () => saveRole(api, { name, role: draft.role, permissions: [...draft.ticked] }, draft.known),
    onSuccess: () => {
      notify.done(t("roles.saved.done"));
      onClose();
    },
    onSettled: () => peopleChanged(queries),
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    setAsked(true);
    if (name !== "") saving.mutate();
  }

  return (
    <form className={classes.editor} onSubmit={submit} data-testid="role-editor">
      <h3>{draft.known === undefined ? t("roles.creating") : t("roles.editing", { name: name || "…" })}</h3>
      <div className={classes.fields}>
        <TextInput
          label={t("roles.name")}
          value={draft.name}
          onChange={(event) => onChange({ ...draft, name: event.target.value })}
          maxLength={MAX_NAME_CHARS}
          error={asked && name === "" && t("roles.name.missing")}
          autoFocus={draft.known === undefined}
          data-testid="role-name"
        />
        <Select
          label={t("roles.base")}
          description={draft.known === undefined ? t("roles.base.hint") : undefined}
          data={ROLES.map((role) => ({ value: role, label: t(`role.${role}`) }))}
          value={draft.role}
          onChange={(value) => {
            const role = ROLES.find((each) => each === value) ?? draft.role;
            // What was ticked by hand is not undone by looking at another base.
            const ticked = draft.known === undefined ? basedOn(role, permissions) : draft.ticked;
            onChange({ ...draft, role, ticked });
          }}
          allowDeselect={false}
          openOnFocus={false}
          data-testid="role-base"
        />
      </div>
      <PermissionTable
        permissions={permissions}
        editing={{
          name: name || t("roles.creating"),
          ticked: draft.ticked,
          onToggle: (permission) => onChange(toggled(draft, permission)),
        }}
      />
      <div className={classes.foot}>
        {saving.isError ? (
          <p className={dialogs.alert} role="alert" data-testid="role-refused">
            {wordRefusal(saving.error, t)}
          </p>
        ) : (
          <span className={classes.quiet}>{t("roles.ticked", { count: draft.ticked.size })}</span>
        )}
        <div className={dialogs.buttons}>
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button type="submit" variant="filled" loading={saving.isPending} data-testid="role-save">
            {t("roles.save")}
          </Button>
        </div>
      </div>
    </form>
  );
}
