import { Button, TextInput } from "@mantine/core";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { inboxesWords } from "#client/i18n/console-inboxes.ts";
import { carriesWhite, contrastWithWhite, darkened, isColor, MIN_TEXT_CONTRAST } from "#protocol/accent";
import { accentStyle } from "./accent-style.ts";
import classes from "./fields.module.css";

/** The widget's own, in `client/tokens.css`. */
export const DEFAULT_ACCENT = "#3a55d0";
/** Hues apart from one another, each dark enough. */
const SUGGESTED = [DEFAULT_ACCENT, "#0b7285", "#2b7a3d", "#9a4d00", "#b3261e", "#a61e6b", "#6741d9", "#343a40"];

interface AccentFieldProps {
  /** Absent: the widget's own. */
  readonly value: string | undefined;
  readonly onChange: (accent: string | undefined) => void;
}

/** A colour by sight or by number; one on which white cannot be read is told so, with one that is near it. */
export function AccentField({ value, onChange }: AccentFieldProps) {
  const { t, locale } = useWordsOf(inboxesWords);
  const shown = value ?? DEFAULT_ACCENT;
  const isWritten = isColor(shown);
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  // Rounded down, so that what is too little never looks like enough.
  const contrast = isWritten ? number.format(Math.floor(contrastWithWhite(shown) * 10) / 10) : "";
  const isGood = isWritten && carriesWhite(shown);
  return (
    <fieldset className={classes.field}>
      <legend>{t("look.accent")}</legend>
      <div className={classes.accent}>
        <input
          type="color"
          aria-label={t("look.accent.pick")}
          value={isWritten ? shown : DEFAULT_ACCENT}
          onChange={(event) => onChange(event.target.value)}
          data-testid="accent-picker"
        />
        <TextInput
          aria-label={t("look.accent")}
          className={classes.hex}
          value={value ?? ""}
          placeholder={DEFAULT_ACCENT}
          onChange={(event) => onChange(normal(event.target.value))}
          error={!isWritten}
          spellCheck={false}
          data-testid="accent"
        />
        {value !== undefined && (
          <Button variant="subtle" onClick={() => onChange(undefined)}>
            {t("look.accent.default")}
          </Button>
        )}
      </div>
      <div className={classes.swatches}>
        {SUGGESTED.map((color) => (
          <Swatch key={color} color={color} isChosen={color === shown} onChoose={() => onChange(color)} />
        ))}
      </div>
      {!isWritten && (
        <p className={classes.wrong} role="alert">
          {t("look.accent.wrong")}
        </p>
      )}
      {isWritten && !isGood && (
        <div className={classes.warn} role="alert" data-testid="accent-too-light">
          <p>{t("look.accent.light", { contrast, wanted: number.format(MIN_TEXT_CONTRAST) })}</p>
          <Button onClick={() => onChange(darkened(shown))} data-testid="accent-darken">
            <Swatch color={darkened(shown)} />
            {t("look.accent.use", { color: darkened(shown) })}
          </Button>
        </div>
      )}
      {isGood && (
        <p className={classes.quiet}>
          {t("look.accent.hint")} {t("look.accent.good", { contrast })}
        </p>
      )}
    </fieldset>
  );
}

function Swatch(props: { color: string; isChosen?: boolean; onChoose?: () => void }) {
  const { color, isChosen, onChoose } = props;
  const look = accentStyle(color);
  if (onChoose === undefined) return <span className={classes.swatch} style={look} aria-hidden="true" />;
  return (
    <button
      type="button"
      className={classes.swatch}
      style={look}
      aria-label={color}
      aria-pressed={isChosen === true}
      onClick={onChoose}
    >
      {isChosen && <Icon name="check" size={16} />}
    </button>
  );
}

/** As it is written by hand, with or without `#`. */
function normal(text: string): string | undefined {
  const digits = text.trim().replace(/^#/, "").toLowerCase();
  return digits === "" ? undefined : `#${digits}`;
}
