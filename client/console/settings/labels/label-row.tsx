import { ActionIcon, Menu } from "@mantine/core";
import { LabelDot } from "#client/console/labels/label-dot.tsx";
import frame from "#client/console/settings/frame.module.css";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { labelSettingsWords } from "#client/i18n/console-label-settings.ts";
import type { Label } from "#protocol/http-labels";
import classes from "./labels-page.module.css";

export interface LabelRowProps {
  readonly label: Label;
  /** That carry it; undefined until it is known. */
  readonly conversations: number | undefined;
  /** Absent at the ends. */
  readonly onUp: (() => void) | undefined;
  readonly onDown: (() => void) | undefined;
  readonly onEdit: () => void;
  readonly onDelete: () => void;
}

export function LabelRow({ label, conversations, onUp, onDown, onEdit, onDelete }: LabelRowProps) {
  const { t } = useWordsOf(labelSettingsWords);
  const { name } = label;
  return (
    <li className={classes.row} data-testid="label-row" data-label={label.id}>
      <LabelDot colour={label.colour} />
      <div className={classes.what}>
        <button type="button" className={frame.name} onClick={onEdit} data-testid="label-name">
          <span className="ellipsis">{name}</span>
        </button>
        <span className={classes.quiet}>
          {[
            ...(conversations === undefined ? [] : [t("labelSettings.use", { count: conversations })]),
            ...(label.allowFromWidget ? [t("labelSettings.fromPage")] : []),
          ].join(" · ")}
        </span>
      </div>
      <span className={classes.order}>
        <ActionIcon
          onClick={onUp}
          disabled={onUp === undefined}
          aria-label={t("labelSettings.up", { name })}
          data-testid="label-up"
        >
          <Icon name="up" />
        </ActionIcon>
        <ActionIcon
          onClick={onDown}
          disabled={onDown === undefined}
          aria-label={t("labelSettings.down", { name })}
          data-testid="label-down"
        >
          <Icon name="down" />
        </ActionIcon>
      </span>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={t("labelSettings.menu", { name })} data-testid="label-menu">
            <Icon name="more" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<Icon name="edit" size={16} />} onClick={onEdit} data-testid="label-edit">
            {t("labelSettings.edit")}
          </Menu.Item>
          <Menu.Item
            data-danger
            leftSection={<Icon name="trash" size={16} />}
            onClick={onDelete}
            data-testid="label-delete"
          >
            {t("labelSettings.delete")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </li>
  );
}
