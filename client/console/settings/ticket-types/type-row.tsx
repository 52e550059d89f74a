import { ActionIcon, Menu } from "@mantine/core";
import frame from "#client/console/settings/frame.module.css";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { ticketTypesWords } from "#client/i18n/console-ticket-types.ts";
import type { TicketType } from "#protocol/http-ticket-types";
import { OfferSwitch } from "./offer-switch.tsx";
import classes from "./ticket-types.module.css";

export interface TypeRowProps {
  readonly type: TicketType;
  readonly onEdit: () => void;
  readonly onDelete: () => void;
}

export function TypeRow({ type, onEdit, onDelete }: TypeRowProps) {
  const { t } = useWordsOf(ticketTypesWords);
  const { name, fields } = type;
  return (
    <li className={classes.row} data-testid="type-row">
      <div className={classes.what}>
        <button type="button" className={frame.name} onClick={onEdit} data-testid="type-open">
          <span className="ellipsis">{name}</span>
        </button>
        <span className={classes.chips}>
          {fields.length === 0 && <span className={classes.quiet}>{t("ticketTypes.noFields")}</span>}
          {fields.map((field) => (
            <span key={field.key} className={classes.chip} title={field.choices.join("\n")}>
              {field.name}
              <i>
                {t(`ticketTypes.kind.${field.kind}`)}
                {field.required && ` · ${t("ticketTypes.required")}`}
              </i>
            </span>
          ))}
        </span>
      </div>
      <OfferSwitch id={type.id} name={name} />
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={t("ticketTypes.menu", { name })} data-testid="type-menu">
            <Icon name="more" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<Icon name="edit" size={16} />} onClick={onEdit}>
            {t("ticketTypes.edit")}
          </Menu.Item>
          <Menu.Item
            data-danger
            leftSection={<Icon name="trash" size={16} />}
            onClick={onDelete}
            data-testid="type-delete"
          >
            {t("ticketTypes.delete")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </li>
  );
}
