import { ActionIcon, Button, Menu } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "#client/console/api.ts";
import { ConfirmDialog } from "#client/console/settings/people/confirm-dialog.tsx";
import { peopleChanged } from "#client/console/settings/people/people-queries.ts";
import { wordRefusal } from "#client/console/settings/people/people-words.ts";
import { useNotify } from "#client/console/shell/use-notify.tsx";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { peopleWords } from "#client/i18n/console-people.ts";
import { deleteRole } from "#client/lib/people-api.ts";
import type { RoleRow } from "#protocol/http-roles";
import classes from "./roles.module.css";

/** The shop's own roles. */
export function RoleList({ roles, onEdit }: { roles: readonly RoleRow[]; onEdit: (role: RoleRow) => void }) {
  const { t } = useWordsOf(peopleWords);
  return (
    <section aria-labelledby="own-roles" className={classes.own}>
      <h3 id="own-roles">{t("roles.own")}</h3>
      {roles.length === 0 ? (
        <p className={classes.quiet}>{t("roles.empty")}</p>
      ) : (
        <ul>
          {roles.map((role) => (
            <li key={role.id} data-testid="role" data-name={role.name}>
              <span className={classes.names}>
                <strong className="ellipsis">{role.name}</strong>
                <span className={classes.quiet}>
                  {[
                    t("roles.basedOn", { role: t(`role.${role.role}`) }),
                    t("roles.people", { count: role.people }),
                    t("roles.ticked", { count: role.permissions.length }),
                  ].join(" · ")}
                </span>
              </span>
              {role.mayChange && (
                <>
                  <Button onClick={() => onEdit(role)} data-testid="edit-role">
                    {t("roles.edit")}
                  </Button>
                  <RoleMenu role={role} />
                </>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function RoleMenu({ role }: { role: RoleRow }) {
  const { t } = useWordsOf(peopleWords);
  const notify = useNotify();
  const queries = useQueryClient();
  const [deleting, setDeleting] = useState(false);
  const { id, name, version } = role;
  const removal = useMutation({
    mutationFn: () => deleteRole(api, id, version),
    onSuccess: () => notify.done(t("roles.deleted.done")),
    onError: (error) => {
      setDeleting(false);
      notify.problem(wordRefusal(error, t));
    },
    onSettled: () => peopleChanged(queries),
  });
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={t("roles.menu", { name })} data-testid="role-menu">
            <Icon name="more" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            data-danger
            leftSection={<Icon name="trash" size={16} />}
            onClick={() => {
              // Known already: there is nothing to confirm then.
              if (role.people + role.invited > 0) notify.problem(t("refused.inUse"));
              else setDeleting(true);
            }}
            data-testid="delete-role"
          >
            {t("roles.delete")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {deleting && (
        <ConfirmDialog
          title={t("roles.delete.title", { name })}
          text={t("roles.delete.text")}
          action={t("roles.delete.action")}
          pending={removal.isPending}
          onConfirm={() => removal.mutate()}
          onClose={() => setDeleting(false)}
        />
      )}
    </>
  );
}
