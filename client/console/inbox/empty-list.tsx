import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useMay } from "#client/console/session/me.ts";
import { Notice } from "#client/console/shell/notice.tsx";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWords } from "#client/console/words.tsx";
import type { ConversationView } from "#protocol/constants";
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
  return (
    <Notice icon={<Icon name="chat" />} title={t("list.all.empty.title")} text={t("list.all.empty.text")}>
      <Button component="a" href="/demo" target="_blank" rel="noopener">
        {t("list.all.empty.action")}
      </Button>
    </Notice>
  );
}
