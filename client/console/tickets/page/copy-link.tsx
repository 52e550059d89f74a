import { ActionIcon } from "@mantine/core";
import { useNotify } from "#client/console/shell/use-notify.tsx";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { ticketPageWords } from "#client/i18n/console-ticket-page.ts";
import page from "./page.module.css";

/** The address of the open ticket, for a colleague: without the view that the reader came from. */
export function CopyLink() {
  const { t } = useWordsOf(ticketPageWords);
  const notify = useNotify();
  const copy = async () => {
    const address = new URL(window.location.pathname, window.location.origin).href;
    await navigator.clipboard.writeText(address).then(
      () => notify.done(t("ticketPage.copied")),
      () => notify.problem(address),
    );
  };
  return (
    <ActionIcon
      className={page.copy}
      aria-label={t("ticketPage.copyLink")}
      data-tip={t("ticketPage.copyLink")}
      onClick={() => void copy()}
      data-testid="ticket-copy-link"
    >
      <Icon name="link" size={16} />
    </ActionIcon>
  );
}
