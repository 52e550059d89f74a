import { Menu } from "@mantine/core";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { followUpWords } from "#client/i18n/console-follow-ups.ts";

/** In the menu of what can be done. */
export function FollowUpItem({ onClick }: { onClick: () => void }) {
  const { t } = useWordsOf(followUpWords);
  return (
    <Menu.Item leftSection={<Icon name="bell" size={16} />} onClick={onClick} data-testid="follow-up-new">
      {t("followUp.action")}
    </Menu.Item>
  );
}
