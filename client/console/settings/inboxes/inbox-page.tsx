import { Button, Skeleton, Tabs } from "@mantine/core";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useEffect } from "react";
import frame from "#client/console/settings/frame.module.css";
import { Notice } from "#client/console/shell/notice.tsx";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { inboxesWords } from "#client/i18n/console-inboxes.ts";
import { ApiError } from "#client/lib/api.ts";
import { AppearanceTab } from "./appearance-tab.tsx";
import { GeneralTab } from "./general-tab.tsx";
import { HoursTab } from "./hours-tab.tsx";
import classes from "./inboxes.module.css";
import { InstallTab } from "./install-tab.tsx";
import { SaveBar } from "./save-bar.tsx";
import { INBOX_TABS, type InboxTab } from "./tabs.ts";
import { useInbox } from "./use-inbox.ts";

const ROUTE = "/signed-in/settings/inboxes/$inboxId";

/** Everything that is set of one inbox; one bar saves whatever was changed on any of its tabs. */
export function InboxPage() {
  const { inboxId } = useParams({ from: ROUTE });
  return <OneInbox key={inboxId} inboxId={inboxId} />;
}

function OneInbox({ inboxId }: { inboxId: string }) {
  const { t } = useWordsOf(inboxesWords);
  const { tab = "appearance" } = useSearch({ from: ROUTE });
  const navigate = useNavigate();
  const { query, draft, isDirty, isSaving, save, discard } = useInbox(inboxId);
  const name = draft?.saved.name;
  useEffect(() => {
    if (name !== undefined) document.title = `${name} · Edgedesk`;
  }, [name]);

  if (draft === undefined) {
    if (!query.isError) return <Loading />;
    const isMissing = query.error instanceof ApiError && query.error.code === "not_found";
    const words = isMissing ? "inboxes.missing" : "inboxes.failed";
    return (
      <Notice
        alert
        icon={<Icon name={isMissing ? "inbox" : "offline"} />}
        title={t(`${words}.title`)}
        text={t(`${words}.text`)}
      >
        {isMissing ? (
          <Button renderRoot={(root) => <Link to="/settings/inboxes" {...root} />}>{t("inboxes.back")}</Button>
        ) : (
          <Button onClick={() => void query.refetch()}>{t("action.retry")}</Button>
        )}
      </Notice>
    );
  }
  const open = (value: string | null) => {
    const wanted: InboxTab | undefined = INBOX_TABS.find((each) => each === value);
    void navigate({ to: "/settings/inboxes/$inboxId", params: { inboxId }, search: { tab: wanted }, replace: true });
  };
  return (
    <div className={frame.page} data-width="table" data-testid="inbox-settings" data-id={inboxId}>
      <header className={classes.head}>
        <Link to="/settings/inboxes" className={classes.up}>
          <Icon name="left" size={16} />
          {t("inboxes.back")}
        </Link>
        <h3 className="ellipsis">{draft.saved.name}</h3>
      </header>
      <Tabs value={tab} onChange={open} keepMounted={false} classNames={{ list: classes.tabs, tab: classes.tab }}>
        <Tabs.List aria-label={t("inboxes.tabs", { inbox: draft.saved.name })}>
          {INBOX_TABS.map((each) => (
            <Tabs.Tab key={each} value={each} data-testid={`inbox-tab-${each}`}>
              {t(`inboxes.tab.${each}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="appearance">
          <AppearanceTab {...draft} />
        </Tabs.Panel>
        <Tabs.Panel value="hours">
          <HoursTab {...draft} />
        </Tabs.Panel>
        <Tabs.Panel value="install">
          <InstallTab {...draft} />
        </Tabs.Panel>
        <Tabs.Panel value="general">
          <GeneralTab {...draft} />
        </Tabs.Panel>
      </Tabs>
      {isDirty && <SaveBar draft={draft.inbox} isSaving={isSaving} onSave={save} onDiscard={discard} />}
    </div>
  );
}

function Loading() {
  const { t } = useWordsOf(inboxesWords);
  return (
    <div className={frame.page} data-width="table" aria-busy="true">
      <span className="visually-hidden">{t("console.loading")}</span>
      <Skeleton height={32} width={240} />
      <Skeleton height={40} />
      <Skeleton height={360} />
    </div>
  );
}
