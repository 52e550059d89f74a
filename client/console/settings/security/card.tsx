import type { ReactNode } from "react";
import classes from "./security.module.css";

/** One subject of the page: what it is, how it stands, what may be done. */
export function Card(props: {
  title: string;
  text: ReactNode;
  actions?: ReactNode;
  children?: ReactNode;
  testId: string;
}) {
  const { title, text, actions, children, testId } = props;
  return (
    <section className={classes.card} aria-label={title} data-testid={testId}>
      <div className={classes.head}>
        <div className={classes.words}>
          <h3>{title}</h3>
          <p>{text}</p>
        </div>
        {actions !== undefined && <div className={classes.buttons}>{actions}</div>}
      </div>
      {children}
    </section>
  );
}
