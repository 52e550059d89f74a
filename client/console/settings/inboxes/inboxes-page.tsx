import { Button, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import frame from "#client/console/settings/frame.module.css";
import { inboxesQuery } from "#client/console/settings/identification/use-identity.ts";
import { Notice } from "#client/console/shell/notice.tsx";
import { Icon } from "#client/console/theme/icon.tsx";
import { useNow } from "#client/console/use-now.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { inboxesWords } from "#client/i18n/console-inboxes.ts";
import { settingsWords } from "#client/i18n/console-settings.ts";
import { formatAgo } from "#client/i18n/format.ts";
import type { InboxSummary } from "#protocol/http-inboxes";
import classes from "./inboxes.module.css";
import { NewInboxDialog } from "./new-inbox-dialog.tsx";

const TICK_MS = 30_000;

export function InboxesPage() {
  const { t } = useWordsOf(inboxesWords);
  const { t: settings } = useWordsOf(settingsWords);
  const inboxes = useQuery({ ...inboxesQuery, refetchOnMount: "always" });
  const [isMaking, setMaking] = useState(false);
  useEffect(() => {
    document.title = `${settings("settings.inboxes")} · Edgedesk`;
  }, [settings]);

  if (inboxes.data === undefined) {
    return inboxes.isError ? (
      <Notice alert icon={<Icon name="offline" />} title={t("inboxes.failed.title")} text={t("inboxes.failed.text")}>
        <Button onClick={() => void inboxes.refetch()}>{t("action.retry")}</Button>
      </Notice>
    ) : (
      <div className={frame.page} aria-busy="true">
        <span className="visually-hidden">{t("console.loading")}</span>
        <Skeleton height={40} />
        <Skeleton height={72} />
      </div>
    );
  }
  const add = (
    <Button
      variant="filled"
      leftSection={<Icon name="plus" size={16} />}
      onClick={() => setMaking(true)}
      data-testid="new-inbox"
    >
      {t("inboxes.new")}
    </Button>
  );
  return (
    <>
      {inboxes.data.length === 0 ? (
        <Notice icon={<Icon name="inbox" />} title={t("inboxes.empty.title")} text={t("inboxes.empty.text")}>
          {add}
        </Notice>
      ) : (
        <div className={frame.page} data-testid="inboxes-page">
          <div className={frame.opening}>
            <p className={frame.intro}>{t("inboxes.intro")}</p>
            {add}
          </div>
          <ul className={`${frame.rows} ${classes.rows}`} aria-label={t("inboxes.list")}>
            {inboxes.data.map((inbox) => (
              <InboxRow key={inbox.id} inbox={inbox} />
            ))}
          </ul>
        </div>
      )}
      {isMaking && <NewInboxDialog onClose={() => setMaking(false)} />}
    </>
  );
}

function InboxRow({ inbox: { id, name, lastSeenAt } }: { inbox: InboxSummary }) {
  const { t, locale } = useWordsOf(inboxesWords);
  const nowMs = useNow(TICK_MS);
  const seen = lastSeenAt === undefined ? undefined : formatAgo(locale, Date.parse(lastSeenAt), nowMs);
  return (
    <li>
      <Link to="/settings/inboxes/$inboxId" params={{ inboxId: id }} data-testid="inbox-row" data-id={id}>
        <span className={classes.names}>
          <strong className="ellipsis">{name}</strong>
          <code>{id}</code>
        </span>
        <span className={classes.seen} data-seen={seen !== undefined || undefined}>
          {seen === undefined ? t("inboxes.unseen") : t("inboxes.seen", { ago: seen })}
        </span>
        <span className={classes.go}>
          <Icon name="left" size={16} />
        </span>
      </Link>
    </li>
  );
}
