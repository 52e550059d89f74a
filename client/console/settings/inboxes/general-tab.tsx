import { Button, Modal, Select, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import dialogs from "#client/console/actions/dialogs.module.css";
import { api } from "#client/console/api.ts";
import { teamsQuery } from "#client/console/session/directory.ts";
import { useNotify } from "#client/console/shell/use-notify.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { inboxesWords } from "#client/i18n/console-inboxes.ts";
import { deleteInbox } from "#client/lib/inbox-settings-api.ts";
import { LOCALES } from "#protocol/constants";
import classes from "./fields.module.css";
import { wordInboxRefusal } from "./refused.ts";
import { isPageAddress } from "./sound.ts";
import type { InboxDraft } from "./use-inbox.ts";

const MAX_NAME_CHARS = 80;
const LANGUAGES = { en: "English", "zh-CN": "简体中文" } as const;

export function GeneralTab({ inbox, saved, change }: InboxDraft) {
  const { t } = useWordsOf(inboxesWords);
  const teams = useQuery(teamsQuery).data ?? [];
  const { privacyUrl = "" } = inbox;
  return (
    <div className={classes.form}>
      <TextInput
        label={t("inboxes.name")}
        description={t("inboxes.name.hint")}
        value={inbox.name}
        onChange={(event) => change({ name: event.target.value })}
        maxLength={MAX_NAME_CHARS}
        error={inbox.name.trim() === "" && t("inboxes.name.missing")}
        data-testid="inbox-name"
      />
      <Select
        label={t("inboxes.team")}
        description={t("inboxes.team.hint")}
        data={teams.map(({ id, name }) => ({ value: id, label: name }))}
        value={inbox.defaultTeamId}
        onChange={(defaultTeamId) => defaultTeamId !== null && change({ defaultTeamId })}
        allowDeselect={false}
        openOnFocus={false}
        data-testid="inbox-team"
      />
      <Select
        label={t("inboxes.locale")}
        description={t("inboxes.locale.hint")}
        data={LOCALES.map((value) => ({ value, label: LANGUAGES[value] }))}
        value={inbox.locale}
        onChange={(value) => change({ locale: LOCALES.find((each) => each === value) ?? inbox.locale })}
        allowDeselect={false}
        openOnFocus={false}
        data-testid="inbox-locale"
      />
      <TextInput
        type="url"
        inputMode="url"
        label={t("general.privacy")}
        description={t("general.privacy.hint")}
        placeholder={t("install.address")}
        value={privacyUrl}
        onChange={(event) => change({ privacyUrl: event.target.value === "" ? undefined : event.target.value })}
        error={privacyUrl !== "" && !isPageAddress(privacyUrl) && t("general.privacy.wrong")}
        data-testid="privacy-url"
      />
      <DeleteInbox id={saved.id} name={saved.name} />
    </div>
  );
}

function DeleteInbox({ id, name }: { id: string; name: string }) {
  const { t } = useWordsOf(inboxesWords);
  const notify = useNotify();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [isAsking, setAsking] = useState(false);
  const deleting = useMutation({
    mutationFn: () => deleteInbox(api, id),
    async onSuccess() {
      await navigate({ to: "/settings/inboxes" });
      await queries.invalidateQueries({ queryKey: ["inboxes"] });
      notify.done(t("general.delete.done"));
    },
    onError(error) {
      setAsking(false);
      notify.problem(wordInboxRefusal(error, t));
    },
  });
  return (
    <section className={classes.danger}>
      <div>
        <strong>{t("general.delete")}</strong>
        <p className={classes.quiet}>{t("general.delete.hint")}</p>
      </div>
      <Button color="danger" onClick={() => setAsking(true)} data-testid="delete-inbox">
        {t("general.delete")}
      </Button>
      {isAsking && (
        <Modal
          opened
          onClose={() => setAsking(false)}
          title={t("general.delete.title", { inbox: name })}
          closeButtonProps={{ "aria-label": t("action.close") }}
        >
          <div className={dialogs.form}>
            <p>{t("general.delete.text")}</p>
            <div className={dialogs.buttons}>
              <Button onClick={() => setAsking(false)} data-autofocus>
                {t("action.cancel")}
              </Button>
              <Button
                variant="filled"
                color="danger"
                loading={deleting.isPending}
                onClick={() => deleting.mutate()}
                data-testid="delete-confirm"
              >
                {t("general.delete")}
              </Button>
            </div>
          </div>
        </Modal>
      )}
    </section>
  );
}
