import { Checkbox } from "@mantine/core";
import { Fragment } from "react";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { peopleWords } from "#client/i18n/console-people.ts";
import { ROLES } from "#protocol/constants";
import type { PermissionRow } from "#protocol/http-roles";
import { inGroups, wordsOf } from "./permission-groups.ts";
import classes from "./roles.module.css";

interface Editing {
  /** How the column is called. */
  readonly name: string;
  readonly ticked: ReadonlySet<string>;
  readonly onToggle: (permission: string) => void;
}

/** Permissions in words down the side, the built-in roles across, and the role that is being edited beside them. */
export function PermissionTable({
  permissions,
  editing,
}: {
  permissions: readonly PermissionRow[];
  editing?: Editing;
}) {
  const { t } = useWordsOf(peopleWords);
  const columns = ROLES.length + 1 + (editing === undefined ? 0 : 1);
  return (
    <table className={classes.table} data-editing={editing !== undefined || undefined} data-testid="permissions">
      <caption className="visually-hidden">{t("roles.table")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("roles.permission")}</th>
          {ROLES.map((role) => (
            <th key={role} scope="col" className={classes.reference}>
              {t(`role.${role}`)}
            </th>
          ))}
          {editing !== undefined && (
            <th scope="col" className={classes.edited}>
              <span className="ellipsis">{editing.name}</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {inGroups(permissions).map(({ group, permissions: ofGroup }) => (
          <Fragment key={group}>
            <tr className={classes.group}>
              <th scope="rowgroup" colSpan={columns}>
                {t(group)}
              </th>
            </tr>
            {ofGroup.map((permission) => (
              <Permission key={permission.name} permission={permission} editing={editing} />
            ))}
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}

function Permission({ permission, editing }: { permission: PermissionRow; editing: Editing | undefined }) {
  const { t } = useWordsOf(peopleWords);
  const { name, roles, always, mayGive } = permission;
  const key = wordsOf(name);
  const words = key === undefined ? name : t(key);
  const isFixed = always === true || !mayGive;
  const holders = roles.length === 0 ? t("roles.heldBy.none") : roles.map((role) => t(`role.${role}`)).join(" · ");
  return (
    <tr data-testid="permission" data-name={name}>
      <th scope="row">
        <label htmlFor={editing === undefined ? undefined : `permission-${name}`}>{words}</label>
        {editing !== undefined && isFixed && (
          <span className={classes.why}>{t(always === true ? "roles.always" : "roles.beyond")}</span>
        )}
        <span className={classes.holders}>{t("roles.heldBy", { roles: holders })}</span>
      </th>
      {ROLES.map((role) => (
        <td key={role} className={classes.reference} data-held={roles.includes(role) || undefined}>
          {roles.includes(role) ? <Icon name="check" size={16} /> : <span aria-hidden="true">–</span>}
          <span className="visually-hidden">{t(roles.includes(role) ? "roles.yes" : "roles.no")}</span>
        </td>
      ))}
      {editing !== undefined && (
        <td className={classes.edited}>
          <Checkbox
            id={`permission-${name}`}
            checked={editing.ticked.has(name)}
            disabled={isFixed}
            onChange={() => editing.onToggle(name)}
            data-testid={`tick-${name}`}
          />
        </td>
      )}
    </tr>
  );
}
