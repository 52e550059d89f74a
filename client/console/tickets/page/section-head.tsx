import type { ReactNode } from "react";
import classes from "./section-head.module.css";

interface SectionHeadProps {
  readonly title: string;
  /** For what names the section by it. */
  readonly id?: string;
  /** How many there are, or how far they are; beside the title. */
  readonly told?: ReactNode;
  /** What can be done with all of them, at the end of the line. */
  readonly children?: ReactNode;
}

/** How each part of a ticket's page begins. */
export function SectionHead({ title, id, told, children }: SectionHeadProps) {
  return (
    <div className={classes.head}>
      <h3 id={id}>{title}</h3>
      {told}
      <span className={classes.space} />
      {children}
    </div>
  );
}
