import { LabelDot } from "#client/console/labels/label-dot.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { labelSettingsWords } from "#client/i18n/console-label-settings.ts";
import { LABEL_COLOURS, type LabelColour } from "#protocol/constants";
import classes from "./labels-page.module.css";

/** The colours to choose from, each with its name. */
export function ColourField(props: { colour: LabelColour; onChange: (colour: LabelColour) => void }) {
  const { colour, onChange } = props;
  const { t } = useWordsOf(labelSettingsWords);
  return (
    <fieldset className={classes.colours}>
      <legend>{t("labelSettings.colour")}</legend>
      {LABEL_COLOURS.map((each) => (
        <label key={each} className={classes.colour} title={t(`labelSettings.${each}`)}>
          <input
            type="radio"
            name="label-colour"
            value={each}
            checked={each === colour}
            onChange={() => onChange(each)}
            className="visually-hidden"
            data-testid={`label-colour-${each}`}
          />
          <LabelDot colour={each} />
          <span className="visually-hidden">{t(`labelSettings.${each}`)}</span>
        </label>
      ))}
    </fieldset>
  );
}
