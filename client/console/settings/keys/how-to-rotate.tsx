import { useWordsOf } from "#client/console/words.tsx";
import { keysWords } from "#client/i18n/console-keys.ts";
import classes from "./keys.module.css";

/** Not words: what is typed is the same in every language. */
const MAKE = "openssl rand -base64 32";
const FRONT = 'KEY_RING="k2=<new>,k1=<old>"';

/** What a person has to do, since Edgedesk does not hold its own secrets. */
export function HowToRotate() {
  const { t } = useWordsOf(keysWords);
  return (
    <section className={classes.how} aria-labelledby="how-to-rotate">
      <h3 id="how-to-rotate">{t("keys.how.title")}</h3>
      <ol>
        <li>
          {t("keys.how.make")} <code>{MAKE}</code>
        </li>
        <li>
          {t("keys.how.front")} <code>{FRONT}</code>
          <p>{t("keys.how.regions")}</p>
        </li>
        <li>{t("keys.how.wait")}</li>
        <li>{t("keys.how.remove")}</li>
      </ol>
      <p>{t("keys.secrets", { data: "KEY_RING", index: "BLIND_INDEX_KEYS" })}</p>
    </section>
  );
}
