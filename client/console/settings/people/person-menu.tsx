import { ActionIcon, Menu } from "@mantine/core";
import { useState } from "react";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { peopleWords } from "#client/i18n/console-people.ts";
import type { AccountRow } from "#protocol/http-accounts";
import { AccessDialog } from "./access-dialog.tsx";
import { ConfirmDialog } from "./confirm-dialog.tsx";
import { type PersonChange, usePersonChange } from "./use-person-change.ts";

/** What is asked before it is done. */
const CONFIRMED = {
  suspend: { title: "people.suspend.title", text: "people.suspend.text", action: "people.suspend.action" },
  signOut: { title: "people.signOut.title", text: "people.signOut.text", action: "people.signOut.action" },
  resetFactor: {
    title: "people.resetFactor.title",
    text: "people.resetFactor.text",
    action: "people.resetFactor.action",
  },
} as const satisfies Partial<Record<PersonChange, object>>;

/** What can be done with somebody's account. */
export function PersonMenu({ person, isOwn }: { person: AccountRow; isOwn: boolean }) {
  const { t } = useWordsOf(peopleWords);
  const [open, setOpen] = useState<"access" | keyof typeof CONFIRMED>();
  const close = () => setOpen(undefined);
  const { changing, proofDialog } = usePersonChange(person, close);
  const { name } = person;

  if (!person.mayChange) {
    return (
      <ActionIcon data-tip={t("people.beyond")} aria-label={t("people.beyond")} aria-disabled="true" data-disabled>
        <Icon name="lock" size={16} />
      </ActionIcon>
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
              onClick={() => changing.mutate("restore")}
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
      {open === "access" && <AccessDialog person={person} onClose={close} />}
      {open !== undefined && open !== "access" && (
        <ConfirmDialog
          title={t(CONFIRMED[open].title, { name })}
          text={t(CONFIRMED[open].text)}
          action={t(CONFIRMED[open].action)}
          pending={changing.isPending}
          onConfirm={() => changing.mutate(open)}
          onClose={close}
        />
      )}
      {proofDialog}
    </>
  );
}
