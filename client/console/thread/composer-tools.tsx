import { usePreferences } from "#client/console/preferences/use-preferences.ts";
import { Icon, type IconName } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { deskWords } from "#client/i18n/console-desk.ts";
import type { QuickAction } from "#protocol/constants";
import classes from "./composer.module.css";

export const TOOL_ICONS: Readonly<Record<QuickAction, IconName>> = { canned: "slash", emoji: "smile", mention: "at" };

/** The bar of what can be put into the text: which, and in which order, each agent chooses. */
export function ComposerTools({ isNote, onUse }: { isNote: boolean; onUse: (action: QuickAction) => void }) {
  const { t } = useWordsOf(deskWords);
  const { quickBar } = usePreferences();
  // Colleagues are named where colleagues read.
  const shown = quickBar.filter((action) => isNote || action !== "mention");
  if (shown.length === 0) return null;
  return (
    <fieldset className={classes.tools} aria-label={t("tools.label")}>
      {shown.map((action) => (
        <button
          key={action}
          type="button"
          data-tip={t(`tools.${action}`)}
          className={classes.tool}
          aria-label={t(`tools.${action}`)}
          // The field keeps its focus and its caret.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onUse(action)}
          data-testid={`tool-${action}`}
        >
          <Icon name={TOOL_ICONS[action]} />
        </button>
      ))}
    </fieldset>
  );
}
