import { ActionIcon, Menu, Tooltip } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "#client/console/api.ts";
import { useNotify } from "#client/console/shell/use-notify.tsx";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { peopleWords } from "#client/i18n/console-people.ts";
import { settleAccount } from "#client/lib/people-api.ts";
import type { AccountRow } from "#protocol/http-accounts";
import { AccessDialog } from "./access-dialog.tsx";
import { ConfirmDialog } from "./confirm-dialog.tsx";
import { peopleChanged } from "./people-queries.ts";
import { wordRefusal } from "./people-words.ts";

/** What can be done with somebody's account. */
export function PersonMenu({ person, isOwn }: { person: AccountRow; isOwn: boolean }) {
  const { t } = useWordsOf(peopleWords);
  const notify = useNotify();
  const queries = useQueryClient();
  const [open, setOpen] = useState<"access" | "suspend">();
  const { id, name, version } = person;
  const settling = useMutation({
    mutationFn: (what: "suspend" | "restore") => settleAccount(api, id, what, version),
    onSuccess: (_, what) => {
      setOpen(undefined);
      notify.done(t(what === "suspend" ? "people.suspended.done" : "people.restored.done", { name }));
    },
    onError: (error) => notify.problem(wordRefusal(error, t)),
    onSettled: () => peopleChanged(queries),
  });

  if (!person.mayChange) {
    return (
      <Tooltip label={t("people.beyond")} multiline w={240}>
        <ActionIcon aria-label={t("people.beyond")} aria-disabled="true" data-disabled>
          <Icon name="lock" size={16} />
        </ActionIcon>
      </Tooltip>
    );
  }
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={t("people.menu", { name })} data-testid="person-menu">
            <Icon name="more" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<Icon name="sliders" size={16} />}
            onClick={() => setOpen("access")}
            data-testid="change-access"
          >
            {t("people.changeAccess")}
          </Menu.Item>
          {person.status === "suspended" ? (
            <Menu.Item
              leftSection={<Icon name="reopen" size={16} />}
              onClick={() => settling.mutate("restore")}
              data-testid="restore"
            >
              {t("people.restore")}
            </Menu.Item>
          ) : (
            !isOwn && (
              <Menu.Item
                data-danger
                leftSection={<Icon name="block" size={16} />}
                onClick={() => setOpen("suspend")}
                data-testid="suspend"
              >
                {t("people.suspend")}
              </Menu.Item>
            )
          )}
        </Menu.Dropdown>
      </Menu>
      {open === "access" && <AccessDialog person={person} onClose={() => setOpen(undefined)} />}
      {open === "suspend" && (
        <ConfirmDialog
          title={t("people.suspend.title", { name })}
          text={t("people.suspend.text")}
          action={t("people.suspend.action")}
          pending={settling.isPending}
          onConfirm={() => settling.mutate("suspend")}
          onClose={() => setOpen(undefined)}
        />
      )}
    </>
  );
}
