import { Button, Skeleton } from "@mantine/core";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api } from "#client/console/api.ts";
import frame from "#client/console/settings/frame.module.css";
import { SecondFactorByRole } from "#client/console/settings/security/second-factor-by-role.tsx";
import { Notice } from "#client/console/shell/notice.tsx";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { peopleWords } from "#client/i18n/console-people.ts";
import { settingsWords } from "#client/i18n/console-settings.ts";
import { roles } from "#client/lib/people-api.ts";
import { draftOf, newRole, type RoleDraft } from "./draft.ts";
import { PermissionTable } from "./permission-table.tsx";
import { RoleEditor } from "./role-editor.tsx";
import { RoleList } from "./role-list.tsx";

const rolesQuery = queryOptions({ queryKey: ["roles"], queryFn: () => roles(api) });

/** The one table of who may do what, and the shop's own roles beside the four built-in ones. */
export function RolesPage() {
  const { t } = useWordsOf(peopleWords);
  const { t: settings } = useWordsOf(settingsWords);
  const query = useQuery({ ...rolesQuery, refetchOnMount: "always" });
  const [draft, setDraft] = useState<RoleDraft>();
  useEffect(() => {
    document.title = `${settings("settings.roles")} · Edgedesk`;
  }, [settings]);

  if (query.data === undefined) {
    if (query.isError) {
      return (
        <Notice alert icon={<Icon name="offline" />} title={t("people.failed.title")} text={t("people.failed.text")}>
          <Button onClick={() => void query.refetch()}>{t("action.retry")}</Button>
        </Notice>
      );
    }
    return (
      <div className={frame.page} data-width="table" aria-busy="true">
        <span className="visually-hidden">{t("console.loading")}</span>
        <Skeleton height={64} />
        <Skeleton height={320} />
      </div>
    );
  }
  const { items, permissions } = query.data;
  return (
    <div className={frame.page} data-width="table" data-testid="roles-page">
      {draft === undefined ? (
        <>
          <div className={frame.opening}>
            <p className={frame.intro}>{t("roles.intro")}</p>
            <Button
              variant="filled"
              leftSection={<Icon name="plus" size={16} />}
              onClick={() => setDraft(newRole(permissions))}
              data-testid="new-role"
            >
              {t("roles.new")}
            </Button>
          </div>
          <RoleList roles={items} onEdit={(role) => setDraft(draftOf(role))} />
          <PermissionTable permissions={permissions} />
          <SecondFactorByRole customRoles={items} />
        </>
      ) : (
        <RoleEditor draft={draft} permissions={permissions} onChange={setDraft} onClose={() => setDraft(undefined)} />
      )}
    </div>
  );
}
