import type { ReactNode } from "react";
import classes from "./preferences.module.css";

/** One subject of a page of choices: what it is about, and what can be chosen. */
export function SettingsCard(props: { title: string; text?: string; aside?: ReactNode; children?: ReactNode }) {
  const { title, text, aside, children } = props;
  return (
    <section className={classes.card} aria-label={title}>
      <div className={classes.head}>
        <div>
          <h3>{title}</h3>
          {text !== undefined && <p>{text}</p>}
        </div>
        {aside}
      </div>
      {children}
    </section>
  );
}
