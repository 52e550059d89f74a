import { ActionIcon, Menu } from "@mantine/core";
import frame from "#client/console/settings/frame.module.css";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { slaWords } from "#client/i18n/console-sla.ts";
import classes from "./sla.module.css";

export interface SettingRowProps {
  readonly name: string;
  readonly summary: string;
  /** Of a list in an order: absent at its ends. */
  readonly order?: { readonly onUp: (() => void) | undefined; readonly onDown: (() => void) | undefined };
  readonly onEdit: () => void;
  readonly onDelete: () => void;
}

/** One calendar or policy: what it is called, what it says, and what can be done with it. */
export function SettingRow({ name, summary, order, onEdit, onDelete }: SettingRowProps) {
  const { t } = useWordsOf(slaWords);
  return (
    <li className={classes.row} data-testid="setting-row">
      <div className={classes.what}>
        <button type="button" className={frame.name} onClick={onEdit} data-testid="setting-name">
          <span className="ellipsis">{name}</span>
        </button>
        <span className={classes.quiet}>{summary}</span>
      </div>
      {order !== undefined && (
        <span className={classes.order}>
          {(["up", "down"] as const).map((way) => {
            const move = way === "up" ? order.onUp : order.onDown;
            return (
              <ActionIcon
                key={way}
                onClick={move}
                disabled={move === undefined}
                aria-label={t(`sla.${way}`, { name })}
                data-testid={`setting-${way}`}
              >
                <Icon name={way} />
              </ActionIcon>
            );
          })}
        </span>
      )}
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={t("cal.menu", { name })} data-testid="setting-menu">
            <Icon name="more" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<Icon name="edit" size={16} />} onClick={onEdit}>
            {t("cal.edit")}
          </Menu.Item>
          <Menu.Item
            data-danger
            leftSection={<Icon name="trash" size={16} />}
            onClick={onDelete}
            data-testid="setting-delete"
          >
            {t("cal.delete")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </li>
  );
}
