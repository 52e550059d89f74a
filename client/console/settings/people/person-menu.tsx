import { ActionIcon, Menu, Tooltip } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "#client/console/api.ts";
import { NotProven, useProven } from "#client/console/settings/security/use-proven.tsx";
import { useNotify } from "#client/console/shell/use-notify.tsx";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { peopleWords } from "#client/i18n/console-people.ts";
import { endSessionsOf, resetSecondFactor, settleAccount } from "#client/lib/people-api.ts";
import type { Proof } from "#client/lib/security-api.ts";
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
  const proven = useProven();
  const [open, setOpen] = useState<"access" | "suspend" | "signOut" | "resetFactor">();
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

  const signingOut = useMutation({
    mutationFn: () => endSessionsOf(api, id),
    onSuccess: () => {
      setOpen(undefined);
      notify.done(t("people.signOut.done", { name }));
    },
    onError: (error) => notify.problem(wordRefusal(error, t)),
  });
  const resetting = useMutation({
    mutationFn: () => {
      // One dialog at a time: this may ask for a proof.
      setOpen(undefined);
      return proven.run((proof: Proof) => resetSecondFactor(api, id, version, proof));
    },
    onSuccess: () => notify.done(t("people.resetFactor.done", { name })),
    onError: (error) => {
      if (!(error instanceof NotProven)) notify.problem(wordRefusal(error, t));
    },
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
          {!isOwn && person.status === "active" && (
            <Menu.Item
              leftSection={<Icon name="signOut" size={16} />}
              onClick={() => setOpen("signOut")}
              data-testid="sign-out-everywhere"
            >
              {t("people.signOut")}
            </Menu.Item>
          )}
          {!isOwn && person.secondFactor === true && (
            <Menu.Item
              data-danger
              leftSection={<Icon name="key" size={16} />}
              onClick={() => setOpen("resetFactor")}
              data-testid="reset-second-factor"
            >
              {t("people.resetFactor")}
            </Menu.Item>
          )}
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
      {open === "signOut" && (
        <ConfirmDialog
          title={t("people.signOut.title", { name })}
          text={t("people.signOut.text")}
          action={t("people.signOut.action")}
          pending={signingOut.isPending}
          onConfirm={() => signingOut.mutate()}
          onClose={() => setOpen(undefined)}
        />
      )}
      {open === "resetFactor" && (
        <ConfirmDialog
          title={t("people.resetFactor.title", { name })}
          text={t("people.resetFactor.text")}
          action={t("people.resetFactor.action")}
          pending={false}
          onConfirm={() => resetting.mutate()}
          onClose={() => setOpen(undefined)}
        />
      )}
      {proven.dialog}
    </>
  );
}
