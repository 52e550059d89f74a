import { Icon } from "#client/console/theme/icon.tsx";
import { useWords } from "#client/console/words.tsx";
import classes from "./composer.module.css";
import type { ComposerMode } from "./drafts.ts";

/** Whether what is written goes to the customer or stays among colleagues. */
export function ComposerTab(props: {
  mode: ComposerMode;
  current: ComposerMode;
  panelId: string;
  /** Absent: as threads name it. */
  name: string | undefined;
  onChoose: (mode: ComposerMode) => void;
}) {
  const { mode, current, panelId, name, onChoose } = props;
  const { t } = useWords();
  const other = mode === "reply" ? "note" : "reply";
  return (
    <button
      type="button"
      role="tab"
      className={classes.tab}
      data-mode={mode}
      aria-selected={mode === current}
      aria-controls={panelId}
      tabIndex={mode === current ? 0 : -1}
      onClick={() => onChoose(mode)}
      onKeyDown={(event) => {
        if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
        const sibling = event.currentTarget.parentElement?.querySelector<HTMLElement>(`[data-mode=${other}]`);
        if (!sibling) return;
        onChoose(other);
        sibling.focus();
      }}
      data-testid={`composer-${mode}`}
    >
      <Icon name={mode === "reply" ? "chat" : "lock"} size={16} />
      {name ?? t(`composer.${mode}`)}
    </button>
  );
}
