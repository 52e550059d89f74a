import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useInboxesToSetUp } from "#client/console/session/inboxes.ts";
import { useMay } from "#client/console/session/me.ts";
import { Notice } from "#client/console/shell/notice.tsx";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWords } from "#client/console/words.tsx";
import type { ConversationView } from "#protocol/constants";
import { demoStore } from "./demo-store.ts";
import { useFeed } from "./feed.tsx";

/** What stands in the place of rows: why there are none, and what to do next. */
export function EmptyList({ view }: { view: ConversationView }) {
  const { t } = useWords();
  const { feed, setPresence } = useFeed();
  const mayBePresent = useMay("agent.presence");
  if (view === "mine" && !mayBePresent) {
    return (
      <Notice icon={<Icon name="inbox" />} title={t("list.mine.empty.title")} text={t("list.mine.empty.reader")}>
        <Button renderRoot={(props) => <Link to="/inbox/$view" params={{ view: "all" }} {...props} />}>
          {t("list.mine.empty.all")}
        </Button>
      </Notice>
    );
  }
  if (view === "mine") {
    const offline = feed.status !== "online";
    return (
      <Notice
        icon={<Icon name="inbox" />}
        title={t("list.mine.empty.title")}
        text={t(offline ? "list.mine.empty.offline" : "list.mine.empty.online")}
      >
        {offline ? (
          <Button variant="filled" onClick={() => setPresence({ status: "online" })} data-testid="go-online">
            {t("list.mine.empty.goOnline")}
          </Button>
        ) : (
          <Button renderRoot={(props) => <Link to="/inbox/$view" params={{ view: "unassigned" }} {...props} />}>
            {t("list.mine.empty.look")}
          </Button>
        )}
      </Notice>
    );
  }
  if (view === "unassigned") {
    return (
      <Notice
        icon={<Icon name="check" />}
        title={t("list.unassigned.empty.title")}
        text={t("list.unassigned.empty.text")}
      >
        <Button renderRoot={(props) => <Link to="/inbox/$view" params={{ view: "mine" }} {...props} />}>
          {t("list.unassigned.empty.action")}
        </Button>
      </Notice>
    );
  }
  if (view === "team")
    return (
      <Notice icon={<Icon name="people" />} title={t("list.team.empty.title")} text={t("list.team.empty.text")}>
        <Button renderRoot={(props) => <Link to="/inbox/$view" params={{ view: "all" }} {...props} />}>
          {t("list.mine.empty.all")}
        </Button>
      </Notice>
    );
  return <NothingYet />;
}

/** Nobody has ever written: how the first conversation comes about, for whoever can see to it. */
function NothingYet() {
  const { t } = useWords();
  const inboxes = useInboxesToSetUp();
  const store = demoStore();
  const title = t("list.all.empty.title");
  const icon = <Icon name="chat" />;
  if (store !== undefined)
    return (
      <Notice icon={icon} title={title} text={t("list.all.empty.demo")}>
        <Button component="a" href={store} target="_blank" rel="noopener">
          {t("list.all.empty.toDemo")}
        </Button>
      </Notice>
    );
  if (inboxes === undefined) return <Notice icon={icon} title={title} text={t("list.all.empty.text")} />;
  const [only, ...others] = inboxes;
  return (
    <Notice icon={icon} title={title} text={t("list.all.empty.install")}>
      <Button
        renderRoot={(props) =>
          only === undefined || others.length > 0 ? (
            <Link to="/settings/inboxes" {...props} />
          ) : (
            <Link
              to="/settings/inboxes/$inboxId"
              params={{ inboxId: only.id }}
              search={{ tab: "install" }}
              {...props}
            />
          )
        }
      >
        {t("list.all.empty.toInstall")}
      </Button>
    </Notice>
  );
}
