import { Menu } from "@mantine/core";
import { ExceptionMarks } from "#client/console/exceptions/exception-marks.tsx";
import { useMay } from "#client/console/session/me.ts";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { labelsWords } from "#client/i18n/console-labels.ts";
import type { Conversation } from "#protocol/vocabulary";
import { LabelChips } from "./label-chips.tsx";
import { LabelPicker } from "./label-picker.tsx";
import classes from "./labels.module.css";
import { PriorityShape } from "./priority-flag.tsx";
import { PriorityItems } from "./priority-items.tsx";
import { useMarks } from "./use-marks.ts";

/** Labels, priority and flags of the conversation that is open, all of them, beside its customer. */
export function ConversationMarks({ conversation }: { conversation: Conversation }) {
  const { t } = useWordsOf(labelsWords);
  const mayLabel = useMay("conversation.label");
  const mayPrioritise = useMay("conversation.prioritise");
  const { labels, priority } = useMarks(conversation);
  const shown = (
    <>
      {priority !== "normal" && <PriorityShape priority={priority} />}
      {t(`priority.${priority}`)}
    </>
  );
  return (
    <section className={classes.marks} aria-label={t("labels.section")} data-testid="conversation-marks">
      <div className={classes.mark}>
        <h3>{t("labels.title")}</h3>
        <div className={classes.carried}>
          <LabelChips ids={labels} wraps />
          {mayLabel && (
            <LabelPicker
              conversation={conversation}
              target={(open) => (
                <button type="button" className={classes.change} data-lined onClick={open} data-testid="labels-add">
                  <Icon name="plus" size={14} />
                  {t("labels.add")}
                </button>
              )}
            />
          )}
          {!mayLabel && labels.length === 0 && <span className={classes.change}>{t("labels.none")}</span>}
        </div>
      </div>
      <div className={classes.mark}>
        <h3>{t("priority.title")}</h3>
        {mayPrioritise ? (
          <Menu position="bottom-start" width={180}>
            <Menu.Target>
              <button type="button" className={classes.change} data-testid="panel-priority">
                {shown}
                <Icon name="down" size={14} />
              </button>
            </Menu.Target>
            <Menu.Dropdown>
              <PriorityItems conversation={conversation} />
            </Menu.Dropdown>
          </Menu>
        ) : (
          <span className={classes.change}>{shown}</span>
        )}
      </div>
      <ExceptionMarks conversation={conversation} />
    </section>
  );
}
