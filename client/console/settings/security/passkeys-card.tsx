import { ActionIcon, Button, Menu } from "@mantine/core";
import { useState } from "react";
import { api } from "#client/console/api.ts";
import { hasPasskeys, makePasskey } from "#client/console/session/passkey-browser.ts";
import { useNotify } from "#client/console/shell/use-notify.tsx";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { securityWords } from "#client/i18n/console-security.ts";
import { type Proof, removePasskey, renamePasskey } from "#client/lib/security-api.ts";
import type { Passkey, SecurityOverview } from "#protocol/http-security";
import { Card } from "./card.tsx";
import { Confirm } from "./confirm.tsx";
import { PasskeyNameDialog } from "./passkey-name-dialog.tsx";
import classes from "./security.module.css";
import { useChange } from "./use-change.ts";
import { useProven } from "./use-proven.tsx";
import { dayOf } from "./when.ts";

type Open =
  | { readonly dialog: "add" }
  | { readonly dialog: "rename" | "remove"; readonly passkey: Passkey }
  | undefined;

/** @param onSetUp is told once one was added, with recovery codes if it is the first second factor */
export function PasskeysCard(props: {
  overview: SecurityOverview;
  onSetUp: (recoveryCodes: readonly string[]) => void;
}) {
  const { overview, onSetUp } = props;
  const { t } = useWordsOf(securityWords);
  const notify = useNotify();
  const proven = useProven();
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const adding = useChange(
    (name: string) => proven.run((proof: Proof) => makePasskey(api, name, proof)),
    ({ recoveryCodes }) => {
      notify.done(t("passkeys.added"));
      onSetUp(recoveryCodes);
    },
  );
  const renaming = useChange(({ id, name }: { id: string; name: string }) => renamePasskey(api, id, name));
  const removing = useChange(
    (id: string) => proven.run((proof: Proof) => removePasskey(api, id, proof)),
    () => notify.done(t("passkeys.removed")),
  );
  return (
    <Card
      title={t("passkeys.title")}
      text={hasPasskeys() ? t("passkeys.none") : t("passkeys.unsupported")}
      testId="passkeys-card"
      actions={
        hasPasskeys() && (
          <Button onClick={() => setOpen({ dialog: "add" })} loading={adding.isPending} data-testid="passkey-add">
            {t("passkeys.add")}
          </Button>
        )
      }
    >
      {overview.passkeys.length > 0 && (
        <ul className={classes.rows}>
          {overview.passkeys.map((passkey) => (
            <PasskeyRow key={passkey.id} passkey={passkey} onOpen={setOpen} />
          ))}
        </ul>
      )}
      {open?.dialog === "add" && (
        <PasskeyNameDialog
          title={t("passkeys.addTitle")}
          text={t("passkeys.addText")}
          action={t("passkeys.add")}
          onClose={close}
          onName={(name) => {
            close();
            adding.mutate(name);
          }}
        />
      )}
      {open?.dialog === "rename" && (
        <PasskeyNameDialog
          title={t("passkeys.renameTitle")}
          action={t("action.save")}
          name={open.passkey.name}
          onClose={close}
          onName={(name) => {
            close();
            renaming.mutate({ id: open.passkey.id, name });
          }}
        />
      )}
      {open?.dialog === "remove" && (
        <Confirm
          title={t("passkeys.removeTitle", { name: open.passkey.name })}
          text={t("passkeys.removeText")}
          action={t("passkeys.remove")}
          isBusy={false}
          onClose={close}
          onConfirm={() => {
            close();
            removing.mutate(open.passkey.id);
          }}
        />
      )}
      {proven.dialog}
    </Card>
  );
}

function PasskeyRow({ passkey, onOpen }: { passkey: Passkey; onOpen: (open: Open) => void }) {
  const { t, locale } = useWordsOf(securityWords);
  const used =
    passkey.lastUsedAt === undefined
      ? t("passkeys.never")
      : t("passkeys.usedAt", { date: dayOf(passkey.lastUsedAt, locale) });
  return (
    <li className={classes.row} data-testid="passkey">
      <Icon name="key" size={16} />
      <div className={classes.words}>
        <strong>{passkey.name}</strong>
        <p>{`${t("passkeys.createdAt", { date: dayOf(passkey.createdAt, locale) })} · ${used}`}</p>
      </div>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={t("passkeys.actions", { name: passkey.name })} data-testid="passkey-actions">
            <Icon name="more" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<Icon name="edit" size={16} />}
            onClick={() => onOpen({ dialog: "rename", passkey })}
            data-testid="passkey-rename"
          >
            {t("passkeys.rename")}
          </Menu.Item>
          <Menu.Item
            leftSection={<Icon name="trash" size={16} />}
            onClick={() => onOpen({ dialog: "remove", passkey })}
            data-testid="passkey-remove"
          >
            {t("passkeys.remove")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </li>
  );
}
