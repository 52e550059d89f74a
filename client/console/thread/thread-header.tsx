import { ActionIcon, Skeleton } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { ThreadActions } from "#client/console/actions/thread-actions.tsx";
import { ExceptionChips } from "#client/console/exceptions/exception-chips.tsx";
import { LabelChips } from "#client/console/labels/label-chips.tsx";
import { MarkTools } from "#client/console/labels/mark-tools.tsx";
import { PriorityFlag } from "#client/console/labels/priority-flag.tsx";
import { useMarks } from "#client/console/labels/use-marks.ts";
import { useDirectory } from "#client/console/session/directory.ts";
import { PresenceDot } from "#client/console/shell/presence.tsx";
import { DueRing } from "#client/console/sla/due-ring.tsx";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { customerWords } from "#client/i18n/console-customer.ts";
import type { PresenceStatus } from "#protocol/constants";
import type { Conversation } from "#protocol/vocabulary";
import classes from "./thread-header.module.css";

// Of what was resolved before.
const ClosingMark = lazy(() => import("#client/console/closing/closing-mark.tsx"));

export interface ThreadHeaderProps {
  readonly conversation: Conversation | undefined;
  readonly customerName: string;
  /** Whether the customer has the chat open now; undefined until the line has told it. */
  readonly customerStatus: PresenceStatus | undefined;
  /** Of the customer's details; absent for whoever may not see them. */
  readonly panel: { readonly isOpen: boolean; readonly toggle: () => void } | undefined;
}

export function ThreadHeader({ conversation, customerName, customerStatus, panel }: ThreadHeaderProps) {
  const { t } = useWordsOf(customerWords);
  const { teamName } = useDirectory();
  return (
    <header className={classes.bar}>
      <ActionIcon
        className={classes.back}
        aria-label={t("console.back")}
        renderRoot={(root) => (
          <Link
            from="/inbox/$view/$conversationId"
            to="/inbox/$view"
            params={(now) => ({ view: now.view })}
            search={({ at: _, ...filters }) => filters}
            {...root}
          />
        )}
        data-testid="thread-back"
      >
        <Icon name="left" />
      </ActionIcon>
      <div className={classes.who}>
        <div className={classes.name}>
          <h2 className="ellipsis" data-testid="thread-name">
            {conversation === undefined ? <Skeleton height={14} width={120} /> : customerName}
          </h2>
          {conversation !== undefined && <HeaderFlag conversation={conversation} />}
        </div>
        {conversation !== undefined && (
          <p className={classes.where}>
            {customerStatus !== undefined && (
              <span className={classes.presence} data-testid="customer-presence" data-status={customerStatus}>
                <PresenceDot status={customerStatus} />
                {t(customerStatus === "offline" ? "thread.customerAway" : "thread.customerHere")}
              </span>
            )}
            <span className={`${classes.team} ellipsis`}>{teamName(conversation.teamId)}</span>
            <HeaderLabels conversation={conversation} />
            {conversation.status !== "open" && (
              <span className={classes.status} data-testid="thread-status">
                {t(`status.${conversation.status}`)}
              </span>
            )}
            {conversation.closing !== undefined && (
              <Suspense>
                <ClosingMark closing={conversation.closing} />
              </Suspense>
            )}
          </p>
        )}
      </div>
      {conversation?.sla?.next !== undefined && <DueRing next={conversation.sla.next} isBoxed />}
      {conversation !== undefined && <MarkTools conversation={conversation} />}
      {conversation !== undefined && <ThreadActions conversation={conversation} />}
      {panel !== undefined && (
        <ActionIcon
          data-tip={t("customer.open")}
          onClick={panel.toggle}
          aria-label={t("customer.open")}
          aria-expanded={panel.isOpen}
          data-testid="customer-toggle"
        >
          <Icon name="panel" />
        </ActionIcon>
      )}
    </header>
  );
}

/** As many as fit beside the rest; all of them stand with the customer's details. */
const MAX_LABELS_SHOWN = 2;

function HeaderLabels({ conversation }: { conversation: Conversation }) {
  const { labels, flags } = useMarks(conversation);
  return (
    <span className={classes.labels}>
      <ExceptionChips flags={flags} />
      <LabelChips ids={labels} max={MAX_LABELS_SHOWN} />
    </span>
  );
}

function HeaderFlag({ conversation }: { conversation: Conversation }) {
  return <PriorityFlag priority={useMarks(conversation).priority} />;
}
