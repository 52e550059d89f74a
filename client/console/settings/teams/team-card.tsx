import { ActionIcon, Button, Menu, Modal } from "@mantine/core";
import { useState } from "react";
import dialogs from "#client/console/actions/dialogs.module.css";
import { api } from "#client/console/api.ts";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { shopWords } from "#client/i18n/console-shop.ts";
import { supportTierWords } from "#client/i18n/console-support-tiers.ts";
import { deleteTeam, renameTeam } from "#client/lib/inbox-settings-api.ts";
import type { ManagedTeam } from "#protocol/http-teams";
import { MemberRow } from "./member-row.tsx";
import { NameDialog } from "./name-dialog.tsx";
import { SupportTierDialog } from "./support-tier-dialog.tsx";
import classes from "./teams.module.css";
import { useTeamChange } from "./use-teams.ts";

/** One team: who is in it, and what begins there. */
export function TeamCard({ team, defaultCapacity }: { team: ManagedTeam; defaultCapacity: number }) {
  const { t, locale } = useWordsOf(shopWords);
  const [open, setOpen] = useState<"rename" | "tier" | "delete">();
  const close = () => setOpen(undefined);
  const { t: tiers } = useWordsOf(supportTierWords);
  const { id, name, supportTier, members, inboxes } = team;
  const renaming = useTeamChange(
    (wanted: string) => renameTeam(api, id, wanted, name),
    (wanted, words) => words("teams.renamed", { team: wanted }),
  );
  const deleting = useTeamChange(
    (_: undefined) => deleteTeam(api, id),
    (_, words) => words("teams.deleted", { team: name }),
  );
  const list = new Intl.ListFormat(locale, { type: "conjunction" });
  return (
    <section className={classes.card} aria-label={name} data-testid="team" data-id={id}>
      <header>
        <div className={classes.title}>
          <h3 className="ellipsis">{name}</h3>
          <p>
            {tiers(`supportTier.${supportTier}`)} · {t("teams.members", { count: members.length })}
            {inboxes.length > 0 &&
              ` · ${t("teams.inboxes", { inboxes: list.format(inboxes.map((each) => each.name)) })}`}
          </p>
        </div>
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon aria-label={t("teams.menu", { team: name })} data-testid="team-menu">
              <Icon name="more" />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item
              leftSection={<Icon name="edit" size={16} />}
              onClick={() => setOpen("rename")}
              data-testid="rename-team"
            >
              {t("teams.rename")}
            </Menu.Item>
            <Menu.Item
              leftSection={<Icon name="headset" size={16} />}
              onClick={() => setOpen("tier")}
              data-testid="change-support-tier"
            >
              {tiers("supportTier.menu")}
            </Menu.Item>
            <Menu.Item
              leftSection={<Icon name="trash" size={16} />}
              onClick={() => setOpen("delete")}
              data-testid="delete-team"
            >
              {t("teams.delete")}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </header>
      {members.length === 0 ? (
        <p className={classes.nobody}>{t("teams.nobody")}</p>
      ) : (
        <>
          <p className={classes.caption} aria-hidden="true">
            {t("teams.capacity")}
          </p>
          <ul>
            {members.map((member) => (
              <MemberRow key={member.id} member={member} defaultCapacity={defaultCapacity} />
            ))}
          </ul>
        </>
      )}
      {open === "rename" && (
        <NameDialog
          title={t("teams.rename.title", { team: name })}
          action={t("teams.rename")}
          name={name}
          isPending={renaming.isPending}
          onName={(wanted) => renaming.mutate(wanted, { onSuccess: close })}
          onClose={close}
        />
      )}
      {open === "tier" && <SupportTierDialog team={team} onClose={close} />}
      {open === "delete" && (
        <Modal
          opened
          onClose={close}
          title={t("teams.delete.title", { team: name })}
          closeButtonProps={{ "aria-label": t("action.close") }}
        >
          <div className={dialogs.form}>
            <p>{t("teams.delete.text")}</p>
            <div className={dialogs.buttons}>
              <Button onClick={close} data-autofocus>
                {t("action.cancel")}
              </Button>
              <Button
                variant="filled"
                color="danger"
                loading={deleting.isPending}
                onClick={() => deleting.mutate(undefined, { onSettled: close })}
                data-testid="delete-team-confirm"
              >
                {t("teams.delete")}
              </Button>
            </div>
          </div>
        </Modal>
      )}
    </section>
  );
}
