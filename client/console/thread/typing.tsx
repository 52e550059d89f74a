import { useWords } from "#client/console/words.tsx";
import classes from "./message-list.module.css";

export interface Typist {
  readonly name: string;
  readonly draft?: string | undefined;
}

/** Who is writing, below the messages and in sight however far up the reader is. */
export function Typing({ who }: { who: readonly Typist[] }) {
  const { t } = useWords();
  if (who.length === 0) return null;
  return (
    <ul className={classes.typists}>
      {who.map(({ name, draft }) => (
        <li key={name} className={classes.typing} data-testid="typing">
          <span className={classes.dots} aria-hidden="true">
            <i />
            <i />
            <i />
          </span>
          {t("thread.typing", { name })}
          {draft !== undefined && draft !== "" && <span className={classes.draft}>{draft}</span>}
        </li>
      ))}
    </ul>
  );
}
