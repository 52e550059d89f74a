import { ActionIcon, Menu } from "@mantine/core";
import { useMay } from "#client/console/session/me.ts";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { labelsWords } from "#client/i18n/console-labels.ts";
import type { Conversation } from "#protocol/vocabulary";
import { LabelPicker } from "./label-picker.tsx";
import classes from "./labels.module.css";
import { PriorityShape } from "./priority-flag.tsx";
import { PriorityItems } from "./priority-items.tsx";
import { useMarks } from "./use-marks.ts";

/** Labels and priority in a thread's header, where there is room for them. */
export function MarkTools({ conversation }: { conversation: Conversation }) {
  const { t } = useWordsOf(labelsWords);
  const mayLabel = useMay("conversation.label");
  const mayPrioritise = useMay("conversation.prioritise");
  const { priority } = useMarks(conversation);
  const label = t("priority.change", { priority: t(`priority.${priority}`) });
  return (
    <span className={classes.tools}>
      {mayLabel && (
        <LabelPicker
          conversation={conversation}
          target={(open) => (
            <ActionIcon
              onClick={open}
              aria-label={t("labels.change")}
              data-tip={t("labels.change")}
              data-testid="labels-open"
            >
              <Icon name="tag" />
            </ActionIcon>
          )}
        />
      )}
      {mayPrioritise && (
        <Menu position="bottom-end" width={180}>
          <Menu.Target>
            <ActionIcon aria-label={label} data-tip={label} data-testid="priority-open">
              {priority === "normal" ? <Icon name="flag" /> : <PriorityShape priority={priority} size={20} />}
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <PriorityItems conversation={conversation} />
          </Menu.Dropdown>
        </Menu>
      )}
    </span>
  );
}
