import { ActionIcon, Menu } from "@mantine/core";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWords } from "#client/console/words.tsx";
import { offeredChanges } from "#client/lib/change-windows.ts";
import type { Message } from "#protocol/vocabulary";
import classes from "./bubble.module.css";
import type { ThreadCommands } from "./use-conversation.ts";

/** What an agent may do with an own message, while it is worth trying; the server has the last word. */
export function MessageMenu(props: { message: Message; text: string; commands: ThreadCommands; nowMs: number }) {
  const { message, text, commands } = props;
  const { t } = useWords();
  const offered = offeredChanges(message.createdAt, props.nowMs);
  const mayEdit = offered.edit && message.contentType === "text";
  if (!mayEdit && !offered.recall) return null;
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon className={classes.menuButton} aria-label={t("message.menu")} data-testid="message-menu">
          <Icon name="more" size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {mayEdit && (
          <Menu.Item
            leftSection={<Icon name="edit" size={16} />}
            onClick={() => commands.startEdit(message, text)}
            data-testid="message-edit"
          >
            {t("action.edit")}
          </Menu.Item>
        )}
        {offered.recall && (
          <Menu.Item
            leftSection={<Icon name="recall" size={16} />}
            onClick={() => commands.recall(message.id)}
            data-testid="message-recall"
          >
            {t("action.recall")}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
