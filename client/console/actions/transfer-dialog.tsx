import { Button, Modal, Select, Textarea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { whereaboutsOf } from "#client/console/format/whereabouts.ts";
import { agentsQuery, teamsQuery } from "#client/console/session/directory.ts";
import { useMe } from "#client/console/session/me.ts";
import { useNotify } from "#client/console/shell/use-notify.tsx";
import { tierIn } from "#client/console/support-tiers/offered.ts";
import { isUnserved } from "#client/console/support-tiers/unserved.ts";
import { useTierChoices } from "#client/console/support-tiers/use-tier-choices.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { deskWords } from "#client/i18n/console-desk.ts";
import { MAX_REASON_CHARS } from "#protocol/constants";
import type { Conversation } from "#protocol/vocabulary";
import classes from "./dialogs.module.css";
import { canTake } from "./receivers.ts";
import { useAction } from "./use-action.ts";

/** Hands the conversation to a colleague, a team or a line of support, and says why. */
export default function TransferDialog({ conversation, onClose }: { conversation: Conversation; onClose: () => void }) {
  const { t, locale } = useWordsOf(deskWords);
  const notify = useNotify();
  const me = useMe();
  const agents = useQuery({ ...agentsQuery, refetchOnMount: "always" });
  const teams = useQuery({ ...teamsQuery, refetchOnMount: "always" });
  const [target, setTarget] = useState<string | null>(null);
  const [reason, setReason] = useState("");
  const [asked, setAsked] = useState(false);

  const tiers = useTierChoices({ teams: teams.data ?? [], agents: agents.data ?? [] }, conversation);
  const options = [
    {
      group: t("transfer.teams"),
      items: (teams.data ?? []).map((team) => ({ value: `team:${team.id}`, label: team.name })),
    },
    ...tiers.groups,
    {
      group: t("transfer.agents"),
      items: (agents.data ?? [])
        .filter((agent) => agent.id !== me.id && agent.id !== conversation.assigneeId && canTake(agent, conversation))
        .map((agent) => ({
          value: `agent:${agent.id}`,
          label: `${agent.name} · ${whereaboutsOf(agent, t, locale)}`,
          disabled: agent.status === "offline",
        })),
    },
  ];
  const toAgent = agents.data?.find((agent) => `agent:${agent.id}` === target);
  const supportTier = tierIn(target);
  const transfer = useAction(conversation, "transfer", { to: toAgent?.name });

  // What waits in a team's queue can be taken again; what a colleague was given is theirs.
  const takeBack = useAction(conversation, "accept");
  const isMine = conversation.assigneeId === me.id;
  const undo = toAgent === undefined && isMine ? () => takeBack.mutate({}) : undefined;

  function submit() {
    setAsked(true);
    if (target === null || reason.trim() === "") return;
    const id = target.slice(target.indexOf(":") + 1);
    const receiver =
      supportTier !== undefined ? { supportTier } : target.startsWith("team:") ? { teamId: id } : { agentId: id };
    transfer.mutate(
      { ...receiver, reason: reason.trim() },
      {
        onSuccess: ({ teamId }) => {
          const team = teams.data?.find((each) => each.id === teamId)?.name ?? teamId;
          const to = supportTier === undefined ? (toAgent?.name ?? team) : t(`tier.to.${supportTier}`, { team });
          notify.done(t("action.done.transfer", { to }), undo);
          onClose();
        },
        onError: (error) => {
          if (isUnserved(error)) setTarget(null);
        },
      },
    );
  }

  return (
    <Modal opened onClose={onClose} title={t("transfer.title")} closeButtonProps={{ "aria-label": t("action.close") }}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
        data-testid="transfer-dialog"
      >
        {(agents.isError || teams.isError) && (
          <p className={classes.alert} role="alert">
            {t("transfer.loadFailed")}
            <Button
              onClick={() => {
                void agents.refetch();
                void teams.refetch();
              }}
            >
              {t("action.retry")}
            </Button>
          </p>
        )}
        <Select
          label={t("transfer.to")}
          placeholder={tiers.choose ?? t("transfer.choose")}
          data={options}
          value={target}
          onChange={setTarget}
          searchable
          openOnFocus={false}
          nothingFoundMessage={t("transfer.nobody")}
          error={asked && target === null && (tiers.missing ?? t("transfer.toMissing"))}
          data-autofocus
          data-testid="transfer-to"
        />
        <Textarea
          label={t("transfer.reason")}
          description={t("transfer.reasonHint")}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          maxLength={MAX_REASON_CHARS}
          rows={3}
          error={asked && reason.trim() === "" && t("transfer.reasonMissing")}
          data-testid="transfer-reason"
        />
        <div className={classes.buttons}>
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button type="submit" variant="filled" loading={transfer.isPending} data-testid="transfer-submit">
            {t("action.transfer")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
