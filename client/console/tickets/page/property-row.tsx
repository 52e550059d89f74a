import type { ReactNode } from "react";
import classes from "./property-row.module.css";

const parts = { section: classes.section, wrapper: classes.wrapper };
const comboboxProps = { width: 220, position: "bottom-end" } as const;

/** How fields look in a row: like words, until somebody comes near. */
export const inRow = {
  text: { classNames: { ...parts, input: `${classes.input} ${classes.text}` } },
  select: { classNames: { ...parts, input: classes.input }, comboboxProps },
  /** With a shape before its words. */
  marked: {
    classNames: { ...parts, input: `${classes.input} ${classes.marked}` },
    comboboxProps,
    leftSectionPointerEvents: "none",
  },
} as const;

/** One fact of a ticket: its name, and its value that is changed where it stands. */
export function PropertyRow({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={classes.row}>
      <dt className={classes.name}>{name}</dt>
      <dd className={classes.value}>{children}</dd>
    </div>
  );
}

/** A value that is only told. */
export function RowWords({ children, testId }: { children: ReactNode; testId?: string | undefined }) {
  return (
    <span className={classes.words} data-testid={testId}>
      {children}
    </span>
  );
}

/** A value that is changed elsewhere; words for whoever may not. */
export function RowButton(props: {
  label: string;
  onClick: (() => void) | undefined;
  testId?: string;
  children: ReactNode;
}) {
  const { label, onClick, testId, children } = props;
  if (onClick === undefined) return <RowWords testId={testId}>{children}</RowWords>;
  return (
    <button type="button" className={classes.button} title={label} onClick={onClick} data-testid={testId}>
      {children}
    </button>
  );
}
