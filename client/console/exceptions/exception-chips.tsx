import { Icon } from "#client/console/theme/icon.tsx";
import { useWords } from "#client/console/words.tsx";
import type { ExceptionFlag } from "#protocol/vocabulary";
import classes from "./exceptions.module.css";
import { wordSigns } from "./signs.ts";

/** In a list's row or a thread's header: a sign and a word for each, and all of it on hovering. */
export function ExceptionChips({ flags }: { flags: readonly ExceptionFlag[] }) {
  const { t } = useWords();
  if (flags.length === 0) return null;
  return (
    <span className={classes.chips} data-testid="exception-chips">
      {flags.map(({ kind, signs }) => {
        const why = wordSigns(signs, t);
        const name = t(`exception.${kind}`);
        return (
          <span key={kind} className={classes.chip} title={why === "" ? name : `${name} · ${why}`} data-kind={kind}>
            <Icon name="warn" size={14} />
            <span aria-hidden="true">{t(`exception.short.${kind}`)}</span>
            <span className="visually-hidden">{name}</span>
          </span>
        );
      })}
    </span>
  );
}
