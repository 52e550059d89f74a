import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useCounts } from "#client/console/inbox/use-list.ts";
import { Notice } from "#client/console/shell/notice.tsx";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWords } from "#client/console/words.tsx";
import { FirstSteps, useHasNoInbox } from "./first-steps.tsx";

/** What stands beside the list while no conversation is open. */
export function NoThread() {
  const { t } = useWords();
  const waiting = useCounts().unassigned ?? 0;
  const hasNoInbox = useHasNoInbox();
  if (hasNoInbox) return <FirstSteps />;
  return (
    <Notice icon={<Icon name="chat" />} title={t("thread.none.title")} text={t("thread.none.text")}>
      {waiting > 0 && (
        <Button renderRoot={(props) => <Link to="/inbox/$view" params={{ view: "unassigned" }} {...props} />}>
          {t("thread.none.waiting", { count: waiting })}
        </Button>
      )}
    </Notice>
  );
}
