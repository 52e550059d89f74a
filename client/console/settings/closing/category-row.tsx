import { ActionIcon } from "@mantine/core";
import { useClosingWords } from "#client/console/closing/use-closing.ts";
import frame from "#client/console/settings/frame.module.css";
import { Icon } from "#client/console/theme/icon.tsx";
import type { ClosingCategory } from "#protocol/http-closing";
import classes from "./closing-page.module.css";

export interface CategoryRowProps {
  readonly category: ClosingCategory;
  /** The last one that is offered: it stays. */
  readonly isLast: boolean;
  /** Absent at the ends. */
  readonly onUp: (() => void) | undefined;
  readonly onDown: (() => void) | undefined;
  readonly onRename: () => void;
  /** Retires it, or offers it again. */
  readonly onRetire: (category: ClosingCategory) => void;
}

export function CategoryRow({ category, isLast, onUp, onDown, onRename, onRetire }: CategoryRowProps) {
  const { t, nameOf } = useClosingWords();
  const name = nameOf(category);
  const isRetired = category.retired === true;
  return (
    <li
      className={classes.row}
      data-testid="category-row"
      data-category={category.id}
      data-retired={isRetired || undefined}
    >
      <div className={classes.what}>
        <button
          type="button"
          className={frame.name}
          onClick={onRename}
          aria-label={t("closingSettings.rename", { name })}
        >
          <span className="ellipsis">{name}</span>
        </button>
        <span className={classes.quiet}>
          {t(
            isRetired
              ? "closingSettings.retired"
              : category.name === undefined
                ? "closingSettings.builtIn"
                : "closingSettings.own",
          )}
        </span>
      </div>
      <ActionIcon
        onClick={onUp}
        disabled={onUp === undefined}
        aria-label={t("closingSettings.up", { name })}
        data-testid="category-up"
      >
        <Icon name="up" />
      </ActionIcon>
      <ActionIcon onClick={onDown} disabled={onDown === undefined} aria-label={t("closingSettings.down", { name })}>
        <Icon name="down" />
      </ActionIcon>
      <ActionIcon
        onClick={() => onRetire(category)}
        disabled={isLast}
        aria-label={t(isRetired ? "closingSettings.restore" : "closingSettings.retire", { name })}
        data-tip={
          isLast
            ? t("closingSettings.lastOne")
            : t(isRetired ? "closingSettings.restore" : "closingSettings.retire", { name })
        }
        data-testid="category-retire"
      >
        <Icon name={isRetired ? "reopen" : "block"} />
      </ActionIcon>
    </li>
  );
}
