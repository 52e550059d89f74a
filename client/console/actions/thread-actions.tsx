import { ActionIcon, Button, Menu } from "@mantine/core";
import { lazy, Suspense, useRef, useState } from "react";
import { useOffers } from "#client/console/commands/commands.tsx";
import { FollowUpItem } from "#client/console/followups/follow-up-item.tsx";
import { upcoming } from "#client/console/format/time.ts";
import { PriorityItems } from "#client/console/labels/priority-items.tsx";
import { useDirectory } from "#client/console/session/directory.ts";
import { useMay, useMe } from "#client/console/session/me.ts";
import { Avatar } from "#client/console/shell/avatar.tsx";
import { useNotify } from "#client/console/shell/use-notify.tsx";
import { Icon, type IconName } from "#client/console/theme/icon.tsx";
import { useWords } from "#client/console/words.tsx";
import type { Conversation } from "#protocol/vocabulary";
import { availableActions } from "./available.ts";
import { SNOOZE_PRESETS, snoozeUntilMs } from "./snooze-presets.ts";
import classes from "./thread-actions.module.css";
import { useAccept } from "./use-accept.ts";
import { useAction } from "./use-action.ts";

// Forms that most visits never open.
const TransferDialog = lazy(() => import("./transfer-dialog.tsx"));
const AssignDialog = lazy(() => import("./assign-dialog.tsx"));
const FollowUpDialog = lazy(() => import("#client/console/followups/follow-up-dialog.tsx"));
const SnoozeDialog = lazy(() => import("./snooze-dialog.tsx"));
const ClosingDialog = lazy(() => import("#client/console/closing/closing-dialog.tsx"));
const CreateTicketDialog = lazy(() =>
  import("#client/console/tickets/create-dialog.tsx").then((form) => ({ default: form.CreateDialog })),
);

/** What can be done with the conversation now; on a phone the lesser of it stands in a menu. */
export function ThreadActions({ conversation }: { conversation: Conversation }) {
  const { t, locale } = useWords();
  const notify = useNotify();
  const me = useMe();
  const { agentName } = useDirectory();
  const [dialog, setDialog] = useState<"transfer" | "assign" | "snooze" | "ticket" | "resolve" | "followUp">();
  const accept = useAccept(conversation);
  const reopen = useAction(conversation, "reopen");
  const whenSnoozed = useRef("");
  // In the hook: the buttons are gone by the time of the answer.
  const snooze = useAction(conversation, "snooze", {
    onDone: () => notify.done(whenSnoozed.current, () => reopen.mutate({})),
  });
  const resolve = useAction(conversation, "resolve", {
    onDone: () => notify.done(t("action.done.resolve"), () => reopen.mutate({})),
  });
  const can = availableActions(conversation, me.id, me.permissions);
  const mayPrioritise = useMay("conversation.prioritise");
  const mayCreateTicket = useMay("ticket.create");
  const { assigneeId } = conversation;
  const assignee = assigneeId === undefined ? undefined : agentName(assigneeId);

  function snoozeUntil(untilMs: number) {
    const until = upcoming(untilMs, Date.now(), locale);
    whenSnoozed.current = t("action.done.snooze", { until });
    snooze.mutate({ untilMs });
  }
  useOffers({
    accept: can.accept ? () => accept.mutate({}) : undefined,
    resolve: can.resolve ? () => setDialog("resolve") : undefined,
    reopen: can.reopen ? () => reopen.mutate({}) : undefined,
    snooze: can.snooze ? () => setDialog("snooze") : undefined,
    transfer: can.transfer ? () => setDialog("transfer") : undefined,
    assign: can.assign ? () => setDialog("assign") : undefined,
    ticket: mayCreateTicket ? () => setDialog("ticket") : undefined,
  });
  const presets = SNOOZE_PRESETS.map((preset) => (
    <Menu.Item
      key={preset}
      onClick={() => snoozeUntil(snoozeUntilMs(preset, Date.now()))}
      data-testid={`snooze-${preset}`}
    >
      {t(`snooze.${preset}`)}
    </Menu.Item>
  ));
  const customTime = (
    <Menu.Item onClick={() => setDialog("snooze")} data-testid="snooze-custom">
      {t("snooze.custom")}
    </Menu.Item>
  );

  return (
    <div className={classes.actions}>
      {assigneeId !== undefined && assignee !== undefined && (
        <span className={classes.assignee} title={t("thread.assignee", { name: assignee })} data-testid="assignee">
          <Avatar id={assigneeId} name={assignee} size={20} />
          <span className="visually-hidden">{t("thread.assignee", { name: assignee })}</span>
          <span className="ellipsis" aria-hidden="true">
            {assigneeId === me.id ? t("thread.you") : assignee}
          </span>
        </span>
      )}
      {can.assign && (
        <Tool icon="person" label={t("action.assign")} onClick={() => setDialog("assign")} testId="action-assign" />
      )}
      {can.snooze && (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon
              className={classes.wide}
              aria-label={t("action.snooze")}
              data-tip={t("action.snooze")}
              data-testid="action-snooze"
            >
              <Icon name="clock" />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Label>{t("snooze.title")}</Menu.Label>
            {presets}
            {customTime}
            <Menu.Divider />
            <FollowUpItem onClick={() => setDialog("followUp")} />
          </Menu.Dropdown>
        </Menu>
      )}
      {can.transfer && (
        <Tool
          icon="transfer"
          label={t("action.transfer")}
          onClick={() => setDialog("transfer")}
          testId="action-transfer"
        />
      )}
      {mayCreateTicket && (
        <Tool icon="ticket" label={t("action.ticket")} onClick={() => setDialog("ticket")} testId="action-ticket" />
      )}
      {can.accept && (
        <Button
          variant="filled"
          loading={accept.isPending}
          onClick={() => accept.mutate({})}
          data-testid="action-accept"
        >
          {t("action.accept")}
        </Button>
      )}
      {can.resolve && (
        <Button
          className={classes.resolve}
          leftSection={<Icon name="check" size={16} />}
          loading={resolve.isPending}
          onClick={() => setDialog("resolve")}
          data-testid="action-resolve"
        >
          {t("action.resolve")}
        </Button>
      )}
      {can.reopen && (
        <Button
          leftSection={<Icon name="reopen" size={16} />}
          loading={reopen.isPending}
          onClick={() => reopen.mutate({})}
          data-testid="action-reopen"
        >
          {t("action.reopen")}
        </Button>
      )}
      {(can.assign || can.snooze || can.transfer || mayPrioritise || mayCreateTicket) && (
        <Menu position="bottom-end" width={220}>
          <Menu.Target>
            <ActionIcon className={classes.narrow} aria-label={t("action.more")} data-testid="action-more">
              <Icon name="more" />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {can.transfer && (
              <Menu.Item leftSection={<Icon name="transfer" size={16} />} onClick={() => setDialog("transfer")}>
                {t("action.transfer")}
              </Menu.Item>
            )}
            {can.assign && (
              <Menu.Item leftSection={<Icon name="person" size={16} />} onClick={() => setDialog("assign")}>
                {t("action.assign")}
              </Menu.Item>
            )}
            {mayCreateTicket && (
              <Menu.Item leftSection={<Icon name="ticket" size={16} />} onClick={() => setDialog("ticket")}>
                {t("action.ticket")}
              </Menu.Item>
            )}
            <FollowUpItem onClick={() => setDialog("followUp")} />
            {can.snooze && (
              <>
                <Menu.Label>{t("snooze.title")}</Menu.Label>
                {presets}
                {customTime}
              </>
            )}
            {mayPrioritise && <PriorityItems conversation={conversation} />}
          </Menu.Dropdown>
        </Menu>
      )}
      <Suspense>
        {dialog === "transfer" && <TransferDialog conversation={conversation} onClose={() => setDialog(undefined)} />}
        {dialog === "assign" && <AssignDialog conversation={conversation} onClose={() => setDialog(undefined)} />}
        {dialog === "snooze" && <SnoozeDialog onChoose={snoozeUntil} onClose={() => setDialog(undefined)} />}
        {dialog === "resolve" && (
          <ClosingDialog
            isBusy={resolve.isPending}
            asksCustomer
            onResolve={(note) => {
              resolve.mutate(note);
              setDialog(undefined);
            }}
            onClose={() => setDialog(undefined)}
          />
        )}
        {dialog === "followUp" && (
          <FollowUpDialog subject="conversation" subjectId={conversation.id} onClose={() => setDialog(undefined)} />
        )}
        {dialog === "ticket" && (
          <CreateTicketDialog
            of={{ conversationId: conversation.id }}
            contactId={conversation.contactId}
            onClose={() => setDialog(undefined)}
          />
        )}
      </Suspense>
    </div>
  );
}

function Tool(props: { icon: IconName; label: string; onClick: () => void; testId: string }) {
  return (
    <ActionIcon
      className={classes.wide}
      aria-label={props.label}
      data-tip={props.label}
      onClick={props.onClick}
      data-testid={props.testId}
    >
      <Icon name={props.icon} />
    </ActionIcon>
  );
}
