import { Menu } from "@mantine/core";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWords } from "#client/console/words.tsx";
import { PRIORITIES } from "#protocol/constants";
import type { Conversation } from "#protocol/vocabulary";
import classes from "./labels.module.css";
import { PriorityShape } from "./priority-flag.tsx";
import { useMark, useMarks } from "./use-marks.ts";

/** The four priorities in a menu, the most pressing first. */
export function PriorityItems({ conversation }: { conversation: Conversation }) {
  const { t } = useWords();
  const mark = useMark(conversation.id);
  const now = useMarks(conversation).priority;
  return (
    <>
      <Menu.Label>{t("priority.title")}</Menu.Label>
      {PRIORITIES.toReversed().map((priority) => (
        <Menu.Item
          key={priority}
          role="menuitemradio"
          aria-checked={priority === now}
          leftSection={
            priority === "normal" ? <span className={classes.blank} /> : <PriorityShape priority={priority} size={16} />
          }
          rightSection={priority === now && <Icon name="check" size={16} />}
          onClick={() => priority !== now && mark({ priority })}
          data-testid={`priority-${priority}`}
        >
          {t(`priority.${priority}`)}
        </Menu.Item>
      ))}
    </>
  );
}
