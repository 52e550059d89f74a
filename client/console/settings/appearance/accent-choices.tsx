import { useId } from "react";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { preferencesWords } from "#client/i18n/console-preferences.ts";
import { ACCENTS, type Accent } from "#protocol/constants";
import classes from "./preferences.module.css";

/** Each in its own colour and with its name; the chosen one is ticked. */
export function AccentChoices({ value, onChoose }: { value: Accent; onChoose: (accent: Accent) => void }) {
  const { t } = useWordsOf(preferencesWords);
  const name = useId();
  return (
    <div className={classes.accents} role="radiogroup" aria-label={t("look.accent")}>
      {ACCENTS.map((accent) => (
        <label key={accent} className={classes.accent} data-testid={`accent-${accent}`}>
          <input
            type="radio"
            className="visually-hidden"
            name={name}
            value={accent}
            checked={accent === value}
            onChange={() => onChoose(accent)}
          />
          <span className={classes.swatch} data-accent={accent}>
            {accent === value && <Icon name="check" size={16} />}
          </span>
          {t(`accent.${accent}`)}
        </label>
      ))}
    </div>
  );
}
