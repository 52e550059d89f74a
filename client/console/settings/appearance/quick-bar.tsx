import { ActionIcon, Checkbox } from "@mantine/core";
import { Icon } from "#client/console/theme/icon.tsx";
import { TOOL_ICONS } from "#client/console/thread/composer-tools.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { preferencesWords } from "#client/i18n/console-preferences.ts";
import { QUICK_ACTIONS, type QuickAction } from "#protocol/constants";
import classes from "./preferences.module.css";
import { moved, toggled } from "./quick-order.ts";

/** Which actions stand in the bar, in order, and below them those that do not. */
export function QuickBar(props: { value: readonly QuickAction[]; onChange: (value: QuickAction[]) => void }) {
  const { value, onChange } = props;
  const { t } = useWordsOf(preferencesWords);
  const all = [...value, ...QUICK_ACTIONS.filter((action) => !value.includes(action))];
  return (
    <ul className={classes.rows}>
      {all.map((action) => {
        const index = value.indexOf(action);
        const name = t(`quick.${action}`);
        return (
          <li key={action} className={classes.row} data-testid={`quick-${action}`}>
            <Checkbox
              checked={index >= 0}
              onChange={() => onChange(toggled(value, action))}
              label={
                <span className={classes.withIcon}>
                  <Icon name={TOOL_ICONS[action]} size={16} />
                  {name}
                </span>
              }
            />
            <span className={classes.moves}>
              <ActionIcon
                aria-label={t("quick.up", { name })}
                disabled={index <= 0}
                onClick={() => onChange(moved(value, index, -1))}
              >
                <Icon name="up" size={16} />
              </ActionIcon>
              <ActionIcon
                aria-label={t("quick.down", { name })}
                disabled={index < 0 || index === value.length - 1}
                onClick={() => onChange(moved(value, index, 1))}
              >
                <Icon name="down" size={16} />
              </ActionIcon>
            </span>
          </li>
        );
      })}
    </ul>
  );
}
