import { Button, Modal, Select, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import dialogs from "#client/console/actions/dialogs.module.css";
import { api } from "#client/console/api.ts";
import { teamsQuery } from "#client/console/session/directory.ts";
import { useShopDefaults } from "#client/console/settings/business/use-shop-defaults.ts";
import { useNotify } from "#client/console/shell/use-notify.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { inboxesWords } from "#client/i18n/console-inboxes.ts";
import { createInbox } from "#client/lib/inbox-settings-api.ts";
import { idFrom, isInboxId } from "./inbox-id.ts";
import { wordInboxRefusal } from "./refused.ts";

const MAX_NAME_CHARS = 80;

/** Asks for what an inbox cannot be without; everything else has a default that can be changed afterwards. */
export function NewInboxDialog({ onClose }: { onClose: () => void }) {
  const { t } = useWordsOf(inboxesWords);
  const notify = useNotify();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { locale } = useShopDefaults();
  const { data: teams = [], isPending } = useQuery(teamsQuery);
  const [name, setName] = useState("");
  /** Until it is written by hand, it follows the name. */
  const [typedId, setTypedId] = useState<string>();
  const [chosenTeam, setTeam] = useState<string | null>(null);
  const [asked, setAsked] = useState(false);
  const id = typedId ?? idFrom(name);
  const teamId = chosenTeam ?? teams[0]?.id;
  const making = useMutation({
    mutationFn: (defaultTeamId: string) => createInbox(api, { id, name: name.trim(), locale, defaultTeamId }),
    async onSuccess() {
      await queries.invalidateQueries({ queryKey: ["inboxes"] });
      notify.done(t("inboxes.created"));
      onClose();
      await navigate({ to: "/settings/inboxes/$inboxId", params: { inboxId: id }, search: { tab: "install" } });
    },
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    setAsked(true);
    if (name.trim() !== "" && isInboxId(id) && teamId !== undefined) making.mutate(teamId);
  }

  return (
    <Modal opened onClose={onClose} title={t("inboxes.new")} closeButtonProps={{ "aria-label": t("action.close") }}>
      <form className={dialogs.form} onSubmit={submit} data-testid="new-inbox-dialog">
        <TextInput
          label={t("inboxes.name")}
          description={t("inboxes.name.hint")}
          value={name}
          onChange={(event) => setName(event.target.value)}
          maxLength={MAX_NAME_CHARS}
          error={asked && name.trim() === "" && t("inboxes.name.missing")}
          data-autofocus
          data-testid="inbox-name"
        />
        <TextInput
          label={t("inboxes.id")}
          description={t("inboxes.id.hint")}
          value={id}
          onChange={(event) => setTypedId(event.target.value.trim())}
          error={asked && !isInboxId(id) && t("inboxes.id.wrong")}
          data-testid="inbox-id"
        />
        <Select
          label={t("inboxes.team")}
          description={t("inboxes.team.hint")}
          data={teams.map((team) => ({ value: team.id, label: team.name }))}
          value={teamId ?? null}
          onChange={setTeam}
          error={asked && teamId === undefined && t("inboxes.team.missing")}
          allowDeselect={false}
          openOnFocus={false}
          data-testid="inbox-team"
        />
        {making.isError && (
          <p className={dialogs.alert} role="alert">
            {wordInboxRefusal(making.error, t)}
          </p>
        )}
        <div className={dialogs.buttons}>
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button type="submit" variant="filled" loading={making.isPending || isPending} data-testid="create-inbox">
            {t("inboxes.create")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
