import type { ReactNode } from "react";
import classes from "./notice.module.css";

/** An empty state or an error in the middle of a pane: what is so, and what to do next. */
export function Notice(props: {
  title: string;
  text?: string;
  icon?: ReactNode;
  alert?: boolean;
  children?: ReactNode;
}) {
  return (
    <div className={classes.notice} role={props.alert ? "alert" : undefined} data-testid="notice">
      {props.icon && <span className={classes.icon}>{props.icon}</span>}
      <h2 className={classes.title}>{props.title}</h2>
      {props.text && <p className={classes.text}>{props.text}</p>}
      {props.children && <div className={classes.actions}>{props.children}</div>}
    </div>
  );
}
