import { Button, Modal, Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { whereaboutsOf } from "#client/console/format/whereabouts.ts";
import { agentsQuery } from "#client/console/session/directory.ts";
import { useMe } from "#client/console/session/me.ts";
import { useNotify } from "#client/console/shell/use-notify.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { deskWords } from "#client/i18n/console-desk.ts";
import type { Conversation } from "#protocol/vocabulary";
import classes from "./dialogs.module.css";
import { canTake } from "./receivers.ts";
import { useAction } from "./use-action.ts";

/** Gives the conversation to an agent; for those who lead. */
export default function AssignDialog({ conversation, onClose }: { conversation: Conversation; onClose: () => void }) {
  const { t, locale } = useWordsOf(deskWords);
  const notify = useNotify();
  const me = useMe();
  const agents = useQuery({ ...agentsQuery, refetchOnMount: "always" });
  const [agentId, setAgentId] = useState<string | null>(null);
  const [asked, setAsked] = useState(false);
  const agent = agents.data?.find(({ id }) => id === agentId);
  const assign = useAction(conversation, "assign", { to: agent?.name });
  const options = (agents.data ?? [])
    .filter((agent) => agent.id !== conversation.assigneeId && canTake(agent, conversation))
    .map((each) => ({
      value: each.id,
      label: `${each.name} · ${whereaboutsOf(each, t, locale)}`,
      // Whoever takes work for themselves is there.
      disabled: each.status === "offline" && each.id !== me.id,
    }));

  function submit() {
    setAsked(true);
    if (agent === undefined) return;
    assign.mutate(
      { agentId: agent.id },
      {
        onSuccess: () => {
          notify.done(t("action.done.assign", { to: agent.name }));
          onClose();
        },
      },
    );
  }

  return (
    <Modal opened onClose={onClose} title={t("assign.title")} closeButtonProps={{ "aria-label": t("action.close") }}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
        data-testid="assign-dialog"
      >
        <Select
          label={t("assign.to")}
          placeholder={t("assign.choose")}
          data={options}
          value={agentId}
          onChange={setAgentId}
          searchable
          openOnFocus={false}
          nothingFoundMessage={t("transfer.nobody")}
          error={(agents.isError && t("transfer.loadFailed")) || (asked && agent === undefined && t("assign.missing"))}
          data-autofocus
          data-testid="assign-to"
        />
        <div className={classes.buttons}>
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button type="submit" variant="filled" loading={assign.isPending} data-testid="assign-submit">
            {t("action.assign")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
