import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useInboxesToSetUp } from "#client/console/session/inboxes.ts";
import { Notice } from "#client/console/shell/notice.tsx";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { firstStepsWords } from "#client/i18n/console-first-steps.ts";

/** Known to whoever may set them up; false until it is known. */
export function useHasNoInbox(): boolean {
  return useInboxesToSetUp()?.length === 0;
}

/** To whoever may set the instance up, while customers have no way in: what to do first. */
export function FirstSteps() {
  const { t } = useWordsOf(firstStepsWords);
  return (
    <div className="fill-column" data-instead-of-list>
      <Notice icon={<Icon name="inbox" />} title={t("first.title")} text={t("first.text")}>
        <Button
          variant="filled"
          renderRoot={(props) => <Link to="/settings/inboxes" {...props} />}
          data-testid="first-inbox"
        >
          {t("first.action")}
        </Button>
      </Notice>
    </div>
  );
}
