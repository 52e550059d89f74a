import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { customerWords } from "#client/i18n/console-customer.ts";
import classes from "./customer-panel.module.css";
import type { Reveal } from "./use-reveal.ts";

/** Shows what is masked, and says before that this is logged. */
export function ShowButton(props: { reveal: Reveal; label?: { show: string; hide: string }; testId: string }) {
  const { reveal, label, testId } = props;
  const { t } = useWordsOf(customerWords);
  const isShown = reveal.text !== undefined;
  return (
    <button
      type="button"
      data-tip={t(isShown ? "reveal.shown" : "reveal.logged")}
      className={classes.show}
      onClick={isShown ? reveal.hide : reveal.show}
      disabled={reveal.isAsking}
      aria-label={isShown ? label?.hide : label?.show}
      aria-pressed={isShown}
      data-testid={testId}
    >
      <Icon name="eye" size={14} />
      {t(isShown ? "reveal.hide" : "reveal.show")}
    </button>
  );
}
