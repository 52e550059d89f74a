import { usePreferences } from "#client/console/preferences/use-preferences.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { deskWords } from "#client/i18n/console-desk.ts";
import classes from "./composer.module.css";
import { modName } from "./send-key.ts";

/** As it stands on the key, in every language. */
const ENTER = "Enter";

/** Which keys send: in short for who sees them, in words for who is told. */
export function ComposerKeys() {
  const { t } = useWordsOf(deskWords);
  const { sendKey } = usePreferences();
  const mod = modName(navigator.platform);
  const isPlain = sendKey === "enter";
  return (
    <>
      <span className="visually-hidden">{isPlain ? t("composer.keys") : t("composer.keysMod", { mod })}</span>
      <span className={classes.keys} aria-hidden="true">
        {isPlain ? ENTER : `${mod} ${ENTER}`}
      </span>
    </>
  );
}
