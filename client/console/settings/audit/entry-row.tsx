import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { Fragment, useId, useState } from "react";
import { useDirectory } from "#client/console/session/directory.ts";
import { Icon, type IconName } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { auditWords } from "#client/i18n/console-audit.ts";
import { formatInstant, formatTime } from "#client/i18n/format.ts";
import type { AuditEntryAnswer, AuditFilter } from "#protocol/http-audit";
import classes from "./entry-row.module.css";
import { actorName, nameIn, sentenceOf, subjectName } from "./sentence.ts";

const ICONS: Readonly<Record<string, IconName>> = {
  session: "lock",
  password: "lock",
  secondFactor: "lock",
  passkey: "key",
  account: "person",
  role: "sliders",
  conversation: "inbox",
  personal: "eye",
  contact: "people",
  block: "block",
  key: "key",
  audit: "download",
  export: "download",
  erasure: "trash",
};

interface Props {
  readonly entry: AuditEntryAnswer;
  readonly onFilter: (filter: AuditFilter) => void;
}

/** One entry: a sentence, and all that is known of it on demand. */
export function EntryRow({ entry, onFilter }: Props) {
  const { t, locale } = useWordsOf(auditWords);
  const names = useDirectory();
  const [isOpen, setOpen] = useState(false);
  const detailsId = useId();
  return (
    <li className={classes.entry} data-testid="audit-entry" data-action={entry.action}>
      <button
        type="button"
        className={classes.line}
        aria-expanded={isOpen}
        aria-controls={detailsId}
        onClick={() => setOpen(!isOpen)}
      >
        <time dateTime={new Date(entry.atMs).toISOString()} title={formatInstant(locale, entry.atMs)}>
          {formatTime(locale, entry.atMs)}
        </time>
        <Icon name={ICONS[entry.action.split(".")[0] ?? ""] ?? "list"} size={16} />
        <span className={classes.sentence}>{sentenceOf(entry, names, t)}</span>
        <SealMark seq={entry.seq} />
        <Icon name="down" size={16} />
      </button>
      <div id={detailsId} hidden={!isOpen}>
        {isOpen && <Details entry={entry} onFilter={onFilter} />}
      </div>
    </li>
  );
}

function SealMark({ seq }: { seq: number | undefined }) {
  const { t } = useWordsOf(auditWords);
  const words = seq === undefined ? t("audit.unsealed") : t("audit.sealed", { seq });
  return (
    <span className={classes.seal} title={words} data-sealed={seq !== undefined || undefined}>
      <Icon name={seq === undefined ? "clock" : "shield"} size={14} />
      <span className="visually-hidden">{words}</span>
      {seq !== undefined && <span aria-hidden="true">{`#${seq}`}</span>}
    </span>
  );
}

function Details({ entry, onFilter }: Props) {
  const { t, locale } = useWordsOf(auditWords);
  const names = useDirectory();
  const { actor, subject, detail, seq, hash } = entry;
  const facts: [label: string, value: string | undefined][] = [
    [t("audit.detail.at"), formatInstant(locale, entry.atMs)],
    [t("audit.detail.action"), entry.action],
    [
      t("audit.detail.by"),
      actor.type === "system" ? actorName(actor, names, t) : `${actorName(actor, names, t)}\n${actor.id}`,
    ],
    [t("audit.detail.session"), actor.sessionId],
    [t("audit.detail.origin"), actor.origin],
    [t("audit.detail.about"), `${subjectName(subject, names, t)}\n${subject.id}`],
    [t("audit.detail.more"), detailsText(detail, (value) => nameIn(value, names))],
    [t("audit.detail.seal"), seq === undefined ? t("audit.unsealed") : `#${seq} ${hash ?? ""}`],
  ];
  return (
    <div className={classes.details} data-testid="audit-details">
      <dl>
        {facts.map(
          ([label, value]) =>
            value !== undefined && (
              <Fragment key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </Fragment>
            ),
        )}
      </dl>
      <div className={classes.actions}>
        <Button onClick={() => onFilter({ actorId: actor.id })}>{t("audit.detail.allBy")}</Button>
        <Button onClick={() => onFilter({ subjectId: subject.id })}>{t("audit.detail.allAbout")}</Button>
        {subject.type === "conversation" && (
          <Button
            renderRoot={(root) => (
              <Link to="/inbox/$view/$conversationId" params={{ view: "all", conversationId: subject.id }} {...root} />
            )}
          >
            {t("audit.detail.open")}
          </Button>
        )}
      </div>
    </div>
  );
}

/** As the log has them, with names for the ids of colleagues and teams; nothing if there are none. */
function detailsText(
  detail: AuditEntryAnswer["detail"],
  nameOf: (value: AuditEntryAnswer["detail"][string]) => string,
): string | undefined {
  const lines = Object.entries(detail).map(([key, value]) => `${key}: ${nameOf(value)}`);
  return lines.length === 0 ? undefined : lines.join("\n");
}
