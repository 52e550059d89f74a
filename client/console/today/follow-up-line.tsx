import { ActionIcon, Menu } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { snoozeUntilMs } from "#client/console/actions/snooze-presets.ts";
import { upcoming } from "#client/console/format/time.ts";
import { contactNameOf } from "#client/console/inbox/contact-name.ts";
import { useFeed } from "#client/console/inbox/feed.tsx";
import { useDirectory } from "#client/console/session/directory.ts";
import { useMe } from "#client/console/session/me.ts";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { followUpWords } from "#client/i18n/console-follow-ups.ts";
import { formatInstant } from "#client/i18n/format.ts";
import type { FollowUp } from "#protocol/http-follow-ups";
import classes from "./today.module.css";

interface LineProps {
  readonly followUp: FollowUp;
  readonly nowMs: number;
  readonly onDone: () => void;
  readonly onMove: (dueAtMs: number) => void;
}

/** What was promised, when, and the two things that can become of it. */
export function FollowUpLine({ followUp, nowMs, onDone, onMove }: LineProps) {
  const { t, locale } = useWordsOf(followUpWords);
  const me = useMe();
  const { agentName } = useDirectory();
  const { agentId, dueAtMs, note, subject, subjectId } = followUp;
  const row = useFeed().feed.rows.get(subjectId);
  const name = row === undefined ? t(`followUp.${subject}`) : contactNameOf(row.conversation, row.contactName, t);
  const what = note ?? (agentId === me.id ? "" : t("followUp.by", { name: agentName(agentId) }));
  const moves = [
    ["hour", "followUp.moveHour"],
    ["threeHours", "followUp.moveThreeHours"],
    ["tomorrow", "followUp.moveTomorrow"],
  ] as const;
  return (
    <li className={classes.withTools}>
      <SubjectLink followUp={followUp}>
        <span className={classes.sign} data-tone={dueAtMs <= nowMs ? "danger" : undefined}>
          <Icon name={subject === "ticket" ? "ticket" : "chat"} size={16} />
        </span>
        <span className={classes.who}>
          <strong className="ellipsis">{name}</strong>
        </span>
        <span className={`${classes.what} ellipsis`}>{what}</span>
        <span className={classes.marks} />
        <span className={classes.when} data-late={dueAtMs <= nowMs || undefined}>
          <Icon name="clock" size={14} />
          <time title={formatInstant(locale, dueAtMs)}>{upcoming(dueAtMs, nowMs, locale)}</time>
        </span>
      </SubjectLink>
      <span className={classes.tools}>
        <ActionIcon
          aria-label={t("followUp.done")}
          data-tip={t("followUp.done")}
          onClick={onDone}
          data-testid="follow-up-done"
        >
          <Icon name="check" size={16} />
        </ActionIcon>
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon aria-label={t("followUp.move")} data-tip={t("followUp.move")} data-testid="follow-up-move">
              <Icon name="clock" size={16} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {moves.map(([preset, label]) => (
              <Menu.Item key={preset} onClick={() => onMove(snoozeUntilMs(preset, Date.now()))}>
                {t(label)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      </span>
    </li>
  );
}

function SubjectLink({ followUp, children }: { followUp: FollowUp; children: ReactNode }) {
  const { subject, subjectId } = followUp;
  const look = { className: classes.line, "data-today-row": "", "data-testid": "today-follow-up" };
  if (subject === "ticket")
    return (
      <Link to="/tickets/$ticketId" params={{ ticketId: subjectId }} {...look}>
        {children}
      </Link>
    );
  return (
    <Link to="/inbox/$view/$conversationId" params={{ view: "all", conversationId: subjectId }} {...look}>
      {children}
    </Link>
  );
}
